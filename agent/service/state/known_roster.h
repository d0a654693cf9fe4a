// The roster as this PC knows it: kept in its state folder, written to the journal when it changes.
#pragma once

#include <filesystem>
#include <functional>

#include "agent/service/state/machine_state.h"

namespace maintendue::agent {

// Lives on `main`.
class KnownRoster {
 public:
  // `changed` is called when somebody may be an operator no more, or is one now.
  KnownRoster(roster::Book book, std::filesystem::path file, std::function<void()> changed);

  const roster::Book& book() const { return book_; }
  // Takes in what is ours and newer, whoever brought it; the rest is passed over and logged. In
  // force even if the disk says no: what is signed is true before it is kept.
  void hear(const v1::RosterNews& news);

 private:
  void tell_journal(const roster::Roster& before) const;

  roster::Book book_;
  const std::filesystem::path file_;     // fixed after construction
  const std::function<void()> changed_;  // fixed after construction
};

// Now, by the clock of a PC that may say 1970: never before what we know to have been.
WallTime trusted_now(const Clock& clock, const MachineState& machine, const roster::Book& book);

// The badge's holder, when she may assist a family right now by this book. NotTrusted when she is
// no mediator or support of it.
Result<identity::Operator> admit(
    const roster::Book& book, const identity::Badge& badge, WallTime now
);

}  // namespace maintendue::agent
