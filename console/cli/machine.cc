#include "base/address.h"
#include "console/cli/commands.h"
#include "console/cli/passphrase.h"
#include "console/cli/relay_visit.h"
#include "console/machines/known_machines.h"
#include "wire/net.h"

namespace maintendue::cli {
namespace {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(WallTime now) : now_(now) {}
  WallTime wall() const override { return now_; }
  SteadyTime steady() const override { return {}; }

 private:
  const WallTime now_;
};

v1::VerifiedHow how_called(const Terminal& terminal, const std::string& word) {
  if (word == "workshop") return v1::VERIFIED_HOW_WORKSHOP;
  if (word == "face-to-face") return v1::VERIFIED_HOW_FACE_TO_FACE;
  stop_usage(terminal, Word::Usage);
}

machine_record::Card card_of(
    const Terminal& terminal, const std::string& text, const identity::Trust& trust
) {
  Result<machine_record::Card> card = machine_record::read_card(text, trust);
  if (card) return std::move(*card);
  if (card.error().code == Errc::NotTrusted) stop(terminal, Word::ForeignCard);
  stop(terminal, Word::BadCard, {text});
}

identity::PrivateKey key_of(Terminal& terminal, const Options& options, const console::Home& home) {
  const std::string prompt = say(terminal.language(), Word::AskOperator, {home.owner.name});
  const std::string passphrase = known_passphrase(terminal, options, {"passphrase-file", prompt});
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(home.locked_key, passphrase);
  if (!key) stop(terminal, Word::WrongPassphrase, {(home.folder / "operator.key").native()});
  return std::move(*key);
}

}  // namespace

void machine_verify(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "text", "how", "passphrase-file"});
  const std::string& relay = options.required("relay");
  const auto address = parse_dial_address(relay);
  if (!address) stop_usage(terminal, Word::BadRelay, {relay});
  const v1::VerifiedHow how = how_called(terminal, options.required("how"));
  const console::Home home = console::open_home(options.required("home"));
  const machine_record::Card card = card_of(terminal, options.required("text"), home.trust());
  const identity::PrivateKey key = key_of(terminal, options, home);

  net::io_context main{1};
  const FixedClock clock(now);
  const console::Team team(main.get_executor(), home.book, home.folder, home.owner.id);
  console::KnownMachines machines(clock, team);
  const Result<Bytes> record = machines.verified(card.machine, card.key_hash, how, key);
  if (!record && record.error().code == Errc::NotAllowed) stop(terminal, Word::NotAVerifier);
  if (!record) stop(terminal, Word::CannotWrite, {home.folder.native(), record.error().detail});
  const Result<void> put = RelayVisit(*address, home, key).put_record(*record);
  const std::string& id = card.machine.value;
  if (!put) stop(terminal, Word::RecordNotPut, {id, name(put.error().code)});
  terminal.out() << say(terminal.language(), Word::MachineVerified, {id}) << "\n";
}

}  // namespace maintendue::cli
