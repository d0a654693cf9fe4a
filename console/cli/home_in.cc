#include "console/cli/home_in.h"

#include <algorithm>

#include "console/cli/passphrase.h"
#include "roster/book_file.h"

namespace maintendue::cli {
namespace {

[[noreturn]] void stop_for_passphrase(const Terminal& terminal, const console::Home& home) {
  stop(terminal, Word::WrongPassphrase, {(home.folder / "operator.key").native()});
}

}  // namespace

console::Home home_in(const Terminal& terminal, const Options& options) {
  const std::string& folder = options.required("home");
  try {
    return console::open_home(folder);
  } catch (const std::runtime_error& why) {
    stop(terminal, Word::NoHome, {folder, why.what()});
  }
}

const roster::Member& member_called(
    const Terminal& terminal, const console::Home& home, const std::string& name
) {
  const auto& members = home.book.roster().members;
  const auto found = std::ranges::find(members, name, [](const roster::Member& member) {
    return member.who.name;
  });
  if (found == members.end()) stop(terminal, Word::NobodyCalled, {name});
  return *found;
}

roster::Book::Taken take_published(
    const Terminal& terminal, console::Home& home, const v1::RosterNews& news
) {
  const auto taken = home.book.take_published(news);
  if (!taken && taken.error().code == Errc::OutOfDate) return {};
  if (!taken) stop(terminal, Word::ForeignRoster, {home.trust().organisation()});
  if (*taken) keep_roster(terminal, home);
  return *taken;
}

void keep_roster(const Terminal& terminal, const console::Home& home) {
  const Result<void> kept = roster::keep_book(home.book, home.folder / "roster");
  if (!kept) stop(terminal, Word::CannotWrite, {home.folder.native(), kept.error().detail});
}

Address relay_in(const Terminal& terminal, const Options& options) {
  const std::string& given = options.required("relay");
  const auto relay = parse_dial_address(given);
  if (!relay) stop_usage(terminal, Word::BadRelay, {given});
  return *relay;
}

std::optional<Address> relay_if_given(const Terminal& terminal, const Options& options) {
  if (!options.optional("relay")) return std::nullopt;
  return relay_in(terminal, options);
}

Secret passphrase_in(Terminal& terminal, const Options& options, const console::Home& home) {
  const std::string prompt = say(terminal.language(), Word::AskOperator, {home.owner.name});
  return known_passphrase(terminal, options, {"passphrase-file", prompt});
}

identity::PrivateKey key_in(
    const Terminal& terminal, const console::Home& home, const Secret& passphrase
) {
  auto key = identity::PrivateKey::from_pem(home.locked_key, passphrase.text());
  if (!key) stop_for_passphrase(terminal, home);
  return std::move(*key);
}

console::OpenKeys keys_in(
    const Terminal& terminal, const console::Home& home, const Secret& passphrase
) {
  auto keys = console::OpenKeys::open(home, passphrase.text());
  if (!keys) stop_for_passphrase(terminal, home);
  return std::move(*keys);
}

}  // namespace maintendue::cli
