#include "console/cli/commands.h"
#include "console/cli/home_in.h"
#include "console/cli/relay_visit.h"
#include "console/cli/typed_at.h"
#include "console/machines/known_machines.h"
#include "wire/net.h"

namespace maintendue::cli {
namespace {

v1::VerifiedHow how_called(const Terminal& terminal, const std::string& word) {
  if (word == "workshop") return v1::VERIFIED_HOW_WORKSHOP;
  if (word == "face-to-face") return v1::VERIFIED_HOW_FACE_TO_FACE;
  stop_usage(terminal, Word::BadHow, {word});
}

machine_record::Card card_of(
    const Terminal& terminal, const std::string& text, const identity::Trust& trust
) {
  Result<machine_record::Card> card = machine_record::read_card(text, trust);
  if (card) return std::move(*card);
  if (card.error().code == Errc::NotTrusted) stop(terminal, Word::ForeignCard);
  stop(terminal, Word::BadCard, {text});
}

}  // namespace

void machine_verify(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "text", "how", "passphrase-file"});
  const Address relay = relay_in(terminal, options);
  const v1::VerifiedHow how = how_called(terminal, options.required("how"));
  const console::Home home = home_in(terminal, options);
  const machine_record::Card card = card_of(terminal, options.required("text"), home.trust());
  const identity::PrivateKey key = key_in(terminal, home, passphrase_in(terminal, options, home));

  net::io_context main{1};
  const TypedAt clock(now);
  const console::Team team(main.get_executor(), home.book, home.folder, home.owner.id);
  console::KnownMachines machines(clock, team);
  const Result<Bytes> record = machines.verified(card.machine, card.key_hash, how, key);
  if (!record && record.error().code == Errc::NotAllowed) stop(terminal, Word::NotAVerifier);
  if (!record) stop(terminal, Word::CannotWrite, {home.folder.native(), record.error().detail});
  const Result<void> put = RelayVisit(relay, home, key).put_record(*record);
  const std::string& id = card.machine.value;
  if (!put) stop(terminal, put.error().code, Word::RecordNotPut, {id});
  terminal.out() << say(terminal.language(), Word::MachineVerified, {id}) << "\n";
}

}  // namespace maintendue::cli
