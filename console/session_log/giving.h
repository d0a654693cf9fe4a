// Gives the operator's logs to the relay, one after the other, until it has them.
#pragma once

#include "console/relay_client/ask_relay.h"
#include "console/session_log/session_logs.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Lives on `main`, from sign-in to sign-out.
class Giving {
 public:
  static constexpr std::chrono::minutes kAgain{5};  // after the relay did not take one

  Giving(net::any_io_executor main, wire::Timeline& timeline, SessionLogs& logs, AskRelay ask)
      : timeline_(timeline), logs_(logs), ask_(std::move(ask)), waits_(std::move(main)) {}

  // Ends by cancellation.
  net::awaitable<void> run();
  // There may be one more.
  void log_waits() { waits_.notify(); }

 private:
  net::awaitable<Result<void>> give_all();

  wire::Timeline& timeline_;  // outlives us
  SessionLogs& logs_;         // outlives us
  const AskRelay ask_;
  wire::Signal waits_;
};

}  // namespace maintendue::console
