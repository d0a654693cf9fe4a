// maintendue.v1.AgentLink: hello, welcome, presence, what a PC tells of its session, its family's
// request for help, and what was said at it for good.
#pragma once

#include "relay/access/visitors.h"
#include "relay/gate/agent_line.h"
#include "relay/gate/pace.h"
#include "relay/roster/roster_shelf.h"
#include "relay/session/switchboard.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class AgentLinkGate final {
 public:
  AgentLinkGate(
      net::any_io_executor main,
      wire::Timeline& timeline,
      Visitors& visitors,
      MachineStore& machines,
      HolderStore& holders,
      LogStore& logs,
      HelpStore& help,
      Feed& feed,
      Directory& directory,
      Switchboard& switchboard,
      const RosterShelf& shelf
  );

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<void>> attach(wire::Caller caller, wire::RpcStreamPtr stream);
  net::awaitable<Result<v1::AgentHello>> hello(wire::RpcStream& stream);
  // Tells the PC its next step.
  net::awaitable<Result<Placed>> welcome(
      MachineId id, const v1::AgentHello& hello, Arrival arrival, wire::RpcStream& stream
  );
  // Hears that it was kept: then it is known which PC that is.
  struct Settled {
    MachineRecord machine;
    int holder = 0;
  };
  net::awaitable<Result<Settled>> settle(
      MachineId id, Placed placed, Arrival arrival, wire::RpcStream& stream
  );
  net::awaitable<Result<void>> stay(
      Settled settled, v1::AgentHello hello, wire::RpcStreamPtr stream
  );
  void tell_what_is_missing(AgentLine& line, const v1::AgentHello& hello) const;
  // Returns when it is this machine's turn; Overloaded when too many wait for it.
  net::awaitable<Result<void>> wait_turn(Pace& pace, MachineId machine);
  net::awaitable<Result<void>> listen(
      MachineId machine, wire::RpcStreamPtr stream, std::shared_ptr<AgentLine> line
  );
  net::awaitable<Result<void>> keep_log(
      MachineId machine, v1::LogDelivery delivery, AgentLine& line
  );
  // The answer that closed that request, when it counts no more; else empty.
  net::awaitable<Bytes> lapsed_answer(MachineId machine, std::string help_id);
  // The machine as it is kept then. While two PCs claim to be it, nobody knows whose word that is.
  net::awaitable<Result<MachineRecord>> keep_farewell(MachineRecord machine, v1::FarewellSaid said);
  net::awaitable<Result<void>> take_farewell(MachineId machine, v1::FarewellSaid said);
  net::awaitable<Result<void>> keep_help(MachineId machine, v1::HelpRequest said, AgentLine& line);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;
  Visitors& visitors_;
  MachineStore& machines_;
  HolderStore& holders_;
  LogStore& logs_;
  HelpStore& help_;
  Feed& feed_;
  Directory& directory_;
  Switchboard& switchboard_;
  const RosterShelf& shelf_;
  Pace arrivals_;
  Pace moods_;  // of the desktop
  Pace logs_given_;
  Pace help_asked_;
  Pace farewells_;
};

}  // namespace maintendue::relay
