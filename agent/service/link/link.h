// The one long stream to the relay: attached whenever there is a network, for as long as the PC is
// on.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "agent/service/hardware/parts.h"
#include "agent/service/link/relay_line.h"
#include "agent/service/session/news.h"
#include "base/backoff.h"
#include "maintendue/v1/farewell.pb.h"
#include "maintendue/v1/help.pb.h"
#include "roster/book.h"
#include "wire/redial.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// What tells this PC from another that holds its key (AgentHello).
struct Shown {
  Bytes step;
  Parts parts;
};

struct SessionOffer {
  SessionId session;
  Bytes ticket;
  bool resumes = false;  // one that is held already, and was cut
};

// Lives on `main`. run() is the whole of its life; it ends only by cancellation.
class Link {
 public:
  struct Callbacks {
    std::function<void(SessionOffer)> offered;
    std::function<void(bool)> connected;  // changes only
    std::function<bool()> desktop_present;
    std::function<const roster::Book&()> book;  // what this PC knows of the roster
    std::function<void(v1::RosterNews)> roster_told;
    // A serialized AgentSays with a session's log, when one waits to be given; and that the relay
    // has it.
    std::function<std::optional<Bytes>()> log_to_give = [] { return std::optional<Bytes>(); };
    std::function<void(SessionId)> log_kept = [](SessionId) {};
    // The family's request for help, when it is to be said; and what the relay has of it.
    std::function<std::optional<v1::HelpRequest>()> help_to_say = [] {
      return std::optional<v1::HelpRequest>();
    };
    std::function<void(v1::HelpNews)> help_told = [](v1::HelpNews) {};
    // What was said here for good, as it stands; and once more when the relay is to be told so.
    std::function<v1::FarewellSaid()> farewell = [] { return v1::FarewellSaid(); };
    std::function<std::optional<v1::FarewellSaid>()> farewell_to_say = [] {
      return std::optional<v1::FarewellSaid>();
    };
    // The session that this PC holds, if any.
    std::function<SessionId()> held_session = [] { return SessionId{}; };
    std::function<Shown()> shown = [] { return Shown(); };
    // A step to show next time; whether it is on the disk.
    std::function<bool(const Bytes&)> keep_step = [](const Bytes&) { return true; };
    // A session is cut, and waits for this line: every half second counts.
    std::function<bool()> urgent = [] { return false; };
  };
  // Opens a new line to the relay for each try.
  using Dial = wire::Dial;

  Link(net::any_io_executor main, wire::Timeline& timeline, Dial dial, Callbacks callbacks);

  net::awaitable<void> run();

  // Told in order, once; kept while the line is down, the oldest dropped beyond 64.
  void tell(SessionId session, News news);
  // callbacks.desktop_present() may answer otherwise by now.
  void desktop_changed() { told_.notify(); }
  // callbacks.log_to_give() may have something by now.
  void log_waits() { told_.notify(); }
  // callbacks.help_to_say() may have something by now.
  void help_waits() { told_.notify(); }
  // callbacks.farewell_to_say() may have something by now.
  void farewell_waits() { told_.notify(); }
  // The family did something: do not wait for the next try.
  void hurry() { hurry_.notify(); }
  // A line that stands may be dead by now without knowing it, and one that is being dialled goes
  // the old way: dial anew, at once.
  void network_changed() { moved_.notify(); }

 private:
  enum class Parting { Lost, Restarting, Moved };

  net::awaitable<Parting> attach_once();
  net::awaitable<Result<std::unique_ptr<wire::RpcChannel>>> reach();
  net::awaitable<Parting> stand(wire::RpcStream& stream);
  net::awaitable<Result<void>> greet(wire::RpcStream& stream);
  void tell_of_clock(WallTime relays) const;
  void tell_why_not(Errc why) const;
  net::awaitable<Parting> listen(wire::RpcStream& stream);
  net::awaitable<void> tell_pending(wire::RpcStream& stream);
  // A serialized AgentSays, of what has to be told beside the pending; once.
  std::optional<Bytes> next_to_say();
  net::awaitable<void> pause(std::chrono::milliseconds wait);
  void set_connected(bool connected);

  wire::Timeline& timeline_;   // outlives us
  const Dial dial_;            // fixed after construction
  const Callbacks callbacks_;  // fixed after construction
  Backoff backoff_{std::chrono::minutes{5}};
  std::chrono::milliseconds restart_hint_{0};
  bool desktop_said_ = false;  // what the relay knows of the desktop
  std::deque<Bytes> pending_;  // serialized AgentSays, oldest first
  wire::Signal told_;
  wire::Signal hurry_;
  wire::Signal moved_;
  bool connected_ = false;
};

}  // namespace maintendue::agent
