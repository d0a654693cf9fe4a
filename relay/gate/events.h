// maintendue.v1.Events: what changed, as it changes.
#pragma once

#include "relay/feed/feed.h"
#include "wire/rpc_server.h"
#include "wire/timeline.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class EventsGate final {
 public:
  EventsGate(net::any_io_executor main, wire::Timeline& timeline, Feed& feed)
      : main_(std::move(main)), timeline_(timeline), feed_(feed) {}

  void serve(wire::RpcServer& server);
  // The handler: says `ready`, then every change, then why it ends.
  net::awaitable<Result<void>> watch(wire::RpcStreamPtr stream);

 private:
  net::awaitable<Result<void>> tell_what_waits(Watch& watch, wire::RpcStream& stream);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;
  Feed& feed_;
};

}  // namespace maintendue::relay
