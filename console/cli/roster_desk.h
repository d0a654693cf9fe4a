// An administrator's folder on the desk: the roster in it, and the hand that changes it.
#pragma once

#include <optional>

#include "console/cli/home_in.h"
#include "console/cli/relay_visit.h"
#include "console/roster/authority.h"

namespace maintendue::cli {

// All throw Stop.
class RosterDesk {
 public:
  // --home, and --relay where it may be given.
  RosterDesk(Terminal& terminal, const Options& options);

  const console::Home& home() const { return home_; }
  // Whom the roster calls so.
  OperatorId called(const std::string& name) const;

  // Asks for her passphrase, fetches what the relay knows when there is one to ask, makes the
  // change, hands it in, keeps it. What a colleague gets appears as the folder `to`. Where the line
  // broke before the relay's answer came, all of it is kept: the relay may have taken it.
  void change(const console::Edit& edit, const std::string& to, WallTime now);
  // States, with her own passphrase, that the roster goes on; as change() otherwise.
  void extend(WallTime now);
  // That it is done, and what else is to be said of it; and, where no relay was told, that it
  // counts once one is. Stops where nobody knows whether the relay took it: it is to be published
  // again.
  void tell(const std::string& sentence, const std::string& besides = {}) const;
  // Gives the relay what is newer here, takes what is newer there.
  void publish();
  // What a PC calls itself, as the relay tells it. NotFound when none of that number ever came;
  // another error where there is no relay to ask, or it does not say.
  Result<std::string> hostname(const MachineId& machine);

 private:
  // What the relay knows. By a roster that has ended it lets nobody in, and yet takes what makes it
  // go on.
  void fetch(const RelayVisit& visit, WallTime now);
  void take_in(const v1::RosterNews& news);
  // Stops when the relay did not take it; sets unsure_ when its answer did not come.
  void give(const RelayVisit& visit, const v1::RosterNews& news);
  void hand_in(const RelayVisit& visit, const v1::RosterNews& news) const;
  // What waits for the roster that the relay was given. What it does not take waits on, and she is
  // told.
  void hand_in_data_keys(const RelayVisit& visit) const;
  void keep(roster::Book book);
  [[noreturn]] void stop_for(const Error& why) const;
  // Hers, asked for once.
  const Secret& passphrase();

  Terminal& terminal_;
  const Options& options_;
  console::Home home_;
  std::optional<Address> relay_;
  std::optional<Secret> passphrase_;
  bool unsure_ = false;
};

// "mediator" or "mediator,support".
std::vector<v1::Role> read_roles(const Terminal& terminal, const std::string& words);

}  // namespace maintendue::cli
