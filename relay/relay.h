// The relay: its parts, and the order in which they start and stop.
#pragma once

#include "relay/access/visitors.h"
#include "relay/data_folder.h"
#include "relay/directory/directory.h"
#include "relay/families/family_store.h"
#include "relay/feed/feed.h"
#include "relay/gate/agent_link.h"
#include "relay/gate/calls.h"
#include "relay/gate/duties.h"
#include "relay/gate/events.h"
#include "relay/gate/fleet.h"
#include "relay/gate/help.h"
#include "relay/gate/households.h"
#include "relay/gate/operators.h"
#include "relay/gate/sessions.h"
#include "relay/gate/tunnel.h"
#include "relay/server/serve.h"
#include "relay/session/switchboard.h"
#include "relay/store/sqlite_store.h"

namespace maintendue::relay {

// Lives on `main`. stop() must have been awaited before it is destroyed, once it was started.
class Relay final : public server::Served {
 public:
  // Reads the keys and opens the database. Throws std::runtime_error with one sentence.
  Relay(net::any_io_executor main, wire::Timeline& timeline, const server::Settings& settings);

  // Begins to accept. Throws std::runtime_error with one sentence when the port is taken.
  void start() override;
  std::uint16_t port() const override { return server_->port(); }

  // Tells machines when to come back, lets go of sessions and ends watches; within 8 s.
  net::awaitable<void> stop() override;

 private:
  const DataFolder folder_;
  const std::unique_ptr<SqliteStore> store_;
  const std::unique_ptr<FamilyStore> families_;
  Feed feed_;
  Directory directory_;
  RosterShelf roster_;
  Visitors visitors_;
  Switchboard switchboard_;
  AgentLinkGate agent_link_;
  TunnelGate tunnel_;
  WhoseMachine whose_;
  FleetGate fleet_;
  SessionsGate sessions_;
  CallsGate calls_;
  EventsGate events_;
  OperatorsGate operators_;
  HouseholdsGate households_;
  DutiesGate duties_;
  HelpGate help_;
  const std::unique_ptr<wire::RpcServer> server_;
};

}  // namespace maintendue::relay
