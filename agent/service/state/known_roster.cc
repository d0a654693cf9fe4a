#include "agent/service/state/known_roster.h"

#include <algorithm>

#include "base/log.h"
#include "identity/roles.h"
#include "roster/book_file.h"
#include "roster/changes.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.roster";

// The journal is the family's: ids, no names.
std::string_view sentence(roster::Change::Kind kind) {
  switch (kind) {
    case roster::Change::Kind::Added:
      return "an operator was added";
    case roster::Change::Kind::Removed:
      return "an operator was removed";
    case roster::Change::Kind::Roles:
      return "an operator has other roles";
    case roster::Change::Kind::NewKey:
      return "an operator has a new key";
    case roster::Change::Kind::Renamed:
      return "an operator has another name";
    case roster::Change::Kind::RosterKey:
      return "the roster key was replaced";
    case roster::Change::Kind::Root:
      return "the organisation has another root";
    case roster::Change::Kind::MachineRevoked:
      return "a machine was revoked";
    case roster::Change::Kind::Deputy:
      return "another operator is the deputy";
    case roster::Change::Kind::Phone:
      return "the association has another phone number";
    case roster::Change::Kind::Hours:
      return "the association answers at other hours";
    case roster::Change::Kind::Photo:
      return "an operator has another picture";
    case roster::Change::Kind::EncryptionKey:
      return "an operator has another key to read with";
    case roster::Change::Kind::DataKey:
      return "the data key is another";
    case roster::Change::Kind::RecoveryKey:
      return "the recovery sheet is another";
    case roster::Change::Kind::Authorities:
      return "what else the root has certified is another";
  }
  return "the roster changed";
}

}  // namespace

KnownRoster::KnownRoster(
    roster::Book book, std::filesystem::path file, std::function<void()> changed
)
    : book_(std::move(book)), file_(std::move(file)), changed_(std::move(changed)) {}

void KnownRoster::hear(const v1::RosterNews& news) {
  const roster::Roster before = book_.empty() ? roster::Roster{} : book_.roster();
  const auto taken = book_.take_in(news);
  if (!taken) {
    log::event(
        kComponent, log::Level::warning, "roster not taken in",
        {{"error", name(taken.error().code)}, {"detail", taken.error().detail}}
    );
    return;
  }
  if (!*taken) return;
  if (auto kept = roster::keep_book(book_, file_); !kept) {
    log::event(
        kComponent, log::Level::error, "roster cannot be kept", {{"detail", kept.error().detail}}
    );
  }
  if (taken->roster) tell_journal(before);
  if (taken->suspension) {
    log::event(kComponent, log::Level::info, "a suspension was stated");
  }
  if (taken->extension) {
    log::event(kComponent, log::Level::info, "the deputy stated that the roster goes on");
  }
  if (taken->roster || taken->suspension || taken->extension) changed_();
}

void KnownRoster::tell_journal(const roster::Roster& before) const {
  const roster::Roster& now = book_.roster();
  log::event(
      kComponent, log::Level::info, "newer roster",
      {{"generation", now.edition.generation}, {"version", now.edition.version}}
  );
  for (const roster::Change& change : roster::changes(before, now)) {
    log::event(
        kComponent, log::Level::info, sentence(change.kind),
        {{"operator", change.who.id.value}, {"machine", change.machine.value}}
    );
  }
}

WallTime trusted_now(const Clock& clock, const MachineState& machine, const roster::Book& book) {
  const WallTime wall = clock.wall();
  // A clock that may be right is believed: a roster dated years ahead must not end every
  // certificate.
  if (wall >= machine.clock_floor) return wall;
  const WallTime made = book.empty() ? WallTime{} : book.roster().made;
  return std::max(machine.clock_floor, made);
}

Result<identity::Operator> admit(
    const roster::Book& book, const identity::Badge& badge, WallTime now
) {
  Result<identity::Operator> who = book.recognise(badge, now);
  if (who && !identity::may_assist(*who)) {
    return fail(Errc::NotTrusted, "not an operator who assists");
  }
  return who;
}

}  // namespace maintendue::agent
