// maintendue.v1.Events: what changed, as it changes.
#pragma once

#include "relay/access/visitors.h"
#include "relay/feed/feed.h"
#include "wire/rpc_server.h"
#include "wire/timeline.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class EventsGate final {
 public:
  EventsGate(net::any_io_executor main, wire::Timeline& timeline, Visitors& visitors, Feed& feed)
      : main_(std::move(main)), timeline_(timeline), visitors_(visitors), feed_(feed) {}

  void serve(wire::RpcServer& server);
  // The handler: says `ready`, then every change, then why it ends: also when the caller may not
  // watch any more.
  net::awaitable<Result<void>> watch(wire::Caller caller, wire::RpcStreamPtr stream);

 private:
  net::awaitable<Result<void>> tell_what_waits(
      const wire::Caller& caller, Watch& watch, wire::RpcStream& stream
  );
  // Requests for help are told to whoever may list them.
  bool may_hear(const wire::Caller& caller, const Change& change);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;
  Visitors& visitors_;
  Feed& feed_;
};

}  // namespace maintendue::relay
