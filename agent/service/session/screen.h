// The screen program of one session, seen from the service: what it may do, and its bytes on their
// way.
#pragma once

#include <functional>
#include <memory>

#include "agent/service/desktop/desktop.h"
#include "agent/service/session/operator_line.h"
#include "lease/lease.h"
#include "maintendue/v1/session.pb.h"
#include "tunnel/credit.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// What the lease, the banner and the open questions come to at this moment.
struct ScreenRules {
  lease::Scope scope = lease::Scope::Nothing;
  bool input_suspended = true;
};

// Lives on `main`. Parses no RFB: it moves bytes, when the rules let it, as far as the credit goes.
class Screen {
 public:
  static net::awaitable<Result<std::unique_ptr<Screen>>> open(
      Desktop& desktop, wire::Timeline& timeline
  );

  // From now on. The screen program is told, and our own gate follows: with Nothing, no byte
  // passes.
  Result<void> allow(ScreenRules rules);
  // Moves the picture onto the line until a side is gone; PeerGone, and not one byte more, once it
  // is closed.
  net::awaitable<Errc> send_picture(OperatorLine& line);
  // The operator's bytes, on their way to the screen program.
  net::awaitable<Result<void>> take_input(Bytes rfb);
  // The operator's browser has taken in this many bytes; false when it can't have.
  bool taken_in(std::uint64_t total);
  // Returns when the screen program failed or went away, and what that means for the session.
  net::awaitable<v1::EndReason> failed();
  void close();

 private:
  Screen(ScreenLines lines, wire::Timeline& timeline, net::any_io_executor main);

  ScreenLines lines_;
  wire::Timeline& timeline_;  // outlives us
  lease::Scope scope_ = lease::Scope::Nothing;
  bool closed_ = false;
  tunnel::Credit credit_;
  wire::Signal moved_;  // the credit grew or the rules changed
};

}  // namespace maintendue::agent
