#include "console/cli/roster_desk.h"

#include <algorithm>

#include "console/cli/given_folders.h"
#include "console/data_keys/waiting_keys.h"
#include "identity/roles.h"
#include "wire/status.h"

namespace maintendue::cli {

RosterDesk::RosterDesk(Terminal& terminal, const Options& options)
    : terminal_(terminal),
      options_(options),
      home_(home_in(terminal, options)),
      relay_(relay_if_given(terminal, options)) {}

OperatorId RosterDesk::called(const std::string& name) const {
  return member_called(terminal_, home_, name).who.id;
}

void RosterDesk::change(const console::Edit& edit, const std::string& to, WallTime now) {
  std::optional<NewFolder> folder;
  if (!to.empty()) folder.emplace(terminal_, to);
  const auto authority = console::Authority::open(home_.folder, home_.trust(), passphrase().text());
  if (!authority) stop_for(authority.error());
  std::optional<RelayVisit> relay;
  if (relay_) relay.emplace(*relay_, home_, key_in(terminal_, home_, passphrase()));
  if (relay) fetch(*relay, now);
  const Result<console::Edited> edited = authority->sign(home_.book, edit, now);
  if (!edited) stop_for(edited.error());
  if (folder) add_operator(*folder, {}, edited->colleague);
  const auto waiting =
      console::keep_waiting_keys(home_.folder, home_.book.roster().data_key, edited->data_keys);
  if (!waiting) stop(terminal_, Word::CannotWrite, {home_.folder.native(), waiting.error().detail});
  if (relay) give(*relay, edited->book.news());
  // From here on the roster counts, or may count, whatever becomes of the rest.
  if (folder) folder->commit();
  keep(edited->book);
  if (relay && !unsure_) hand_in_data_keys(*relay);
}

void RosterDesk::extend(WallTime now) {
  const identity::PrivateKey key = key_in(terminal_, home_, passphrase());
  std::optional<RelayVisit> relay;
  if (relay_) relay.emplace(*relay_, home_, key);
  if (relay) fetch(*relay, now);
  roster::Book book = home_.book;
  const OperatorId& self = home_.owner.id;
  const roster::Member* deputy = book.roster().deputy();
  if (deputy == nullptr || deputy->who.id != self || book.suspended(self)) {
    stop(terminal_, Word::NotTheDeputy, {home_.owner.name});
  }
  const WallTime end = book.roster().ends;
  if (!book.can_extend(self, now)) {
    stop(terminal_, Word::NotOver, {day_words(end), day_words(end + roster::kExtension)});
  }
  v1::RosterNews news;
  const roster::Statement goes_on{self, now, roster::Extension{book.edition()}};
  *news.add_statements() = roster::sign_statement(goes_on, home_.trust(), key);
  const auto taken = book.take_in(news);
  if (!taken || !book.extended()) stop(terminal_, Word::NotTheDeputy, {home_.owner.name});
  if (relay) give(*relay, book.news());
  keep(std::move(book));
  if (relay && !unsure_) hand_in_data_keys(*relay);
}

void RosterDesk::fetch(const RelayVisit& visit, WallTime now) {
  const Result<v1::RosterNews> news = visit.roster();
  if (news) return take_in(*news);
  const bool refused = news.error().code == Errc::NotTrusted;
  if (!refused || now < home_.book.ends()) stop_for(news.error());
}

void RosterDesk::tell(const std::string& sentence, const std::string& besides) const {
  terminal_.out() << sentence << "\n";
  if (!relay_) {
    terminal_.out() << say(terminal_.language(), Word::PublishIt, {home_.folder.native()}) << "\n";
  }
  if (!besides.empty()) terminal_.out() << besides << "\n";
  if (!unsure_) return;
  stop(terminal_, Word::PublishAgain, {home_.folder.native(), *options_.optional("relay")});
}

void RosterDesk::publish() {
  if (!relay_) stop_usage(terminal_, Word::MissingOption, {"--relay"});
  const RelayVisit here(*relay_, home_, key_in(terminal_, home_, passphrase()));
  Result<v1::RosterNews> news = here.roster();
  // One who is new to the relay has to bring the roster first that names her.
  const bool unknown = !news && news.error().code == Errc::NotTrusted;
  if (!news && !unknown) stop_for(news.error());
  if (news) take_in(*news);
  hand_in(here, home_.book.news());
  if (unknown) news = here.roster();
  if (!news) stop_for(news.error());
  take_in(*news);
  hand_in_data_keys(here);
}

Result<std::string> RosterDesk::hostname(const MachineId& machine) {
  if (!relay_) return fail(Errc::RelayUnreachable, "there is none to ask");
  const RelayVisit here(*relay_, home_, key_in(terminal_, home_, passphrase()));
  Result<std::string> told = here.hostname(machine);
  if (!told && told.error().code == Errc::RelayUnreachable) stop_for(told.error());
  return told;
}

const Secret& RosterDesk::passphrase() {
  if (!passphrase_) passphrase_ = passphrase_in(terminal_, options_, home_);
  return *passphrase_;
}

// A relay that knows an older one is told the newer. Where two administrators made the same
// edition, she sees the one that was published first.
void RosterDesk::take_in(const v1::RosterNews& news) {
  if (take_published(terminal_, home_, news).instead) stop(terminal_, Word::RosterOutOfDate);
}

void RosterDesk::give(const RelayVisit& visit, const v1::RosterNews& news) {
  const Result<void> done = visit.hand_in(news);
  if (done) return;
  if (!wire::may_have_been_done(done.error().code)) stop_for(done.error());
  unsure_ = true;
}

void RosterDesk::hand_in(const RelayVisit& visit, const v1::RosterNews& news) const {
  const Result<void> done = visit.hand_in(news);
  if (!done) stop_for(done.error());
}

void RosterDesk::hand_in_data_keys(const RelayVisit& visit) const {
  if (console::waiting_keys(home_.folder).keys_size() == 0) return;
  const Result<void> done = visit.run([this](console::AskRelay ask) {
    return console::hand_in_waiting_keys(
        home_.folder, home_.book.roster().data_key, std::move(ask)
    );
  });
  if (!done) terminal_.err() << say(terminal_.language(), Word::DataKeysWait) << "\n";
}

void RosterDesk::keep(roster::Book book) {
  home_.book = std::move(book);
  keep_roster(terminal_, home_);
}

void RosterDesk::stop_for(const Error& why) const {
  switch (why.code) {
    case Errc::WrongPassphrase:
      stop(terminal_, Word::WrongPassphrase, {(home_.folder / "operator.key").native()});
    case Errc::NotFound:
      stop(terminal_, Word::NobodyCalled, {"?"});
    case Errc::BadMessage:
      stop(terminal_, Word::BadChange);
    case Errc::OutOfDate:
      stop(terminal_, Word::RosterOutOfDate);
    case Errc::NotAllowed:
      if (!console::Authority::lies_in(home_.folder)) {
        stop(terminal_, Word::NoRosterKey, {home_.folder.native()});
      }
      stop(terminal_, Word::LastAdministrator);
    case Errc::NotTrusted:
      stop(terminal_, Word::NotLetIn);
    default:
      stop(terminal_, why.code, Word::RelayFailed);
  }
}

std::vector<v1::Role> read_roles(const Terminal& terminal, const std::string& words) {
  std::vector<v1::Role> roles;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t comma = std::min(words.find(',', at), words.size());
    const std::string word = words.substr(at, comma - at);
    const std::optional<v1::Role> role = identity::role_called(word);
    if (!role) stop_usage(terminal, Word::BadRole, {word});
    if (std::ranges::find(roles, *role) == roles.end()) roles.push_back(*role);
    at = comma + 1;
  }
  return roles;
}

}  // namespace maintendue::cli
