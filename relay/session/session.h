// One assistance session as the relay sees it: offered, joined by both, pumped, ended.
#pragma once

#include <functional>

#include "relay/feed/feed.h"
#include "relay/records/session.h"
#include "relay/session/ticket.h"
#include "relay/store/store.h"
#include "wire/pump.h"
#include "wire/timeline.h"

namespace maintendue::relay {

enum class Side { Machine, Console };

// What a session stands on; all of it outlives every session.
struct SessionGround {
  net::any_io_executor main;
  wire::Timeline& timeline;
  SessionStore& store;
  Feed& feed;
  // wire::pump_both, or what a test puts in its place.
  std::function<net::awaitable<wire::PumpEnd>(wire::RpcStreamPtr, wire::RpcStreamPtr)> pump;
};

// Sees sealed frames only. Lives on `main`; whoever calls a coroutine of it keeps it alive
// meanwhile.
class Session final {
 public:
  static constexpr int kMostNews = 500;

  // `record` is open and durable already.
  Session(SessionGround ground, SessionRecord record);

  const SessionRecord& record() const { return record_; }
  const Bytes& ticket(Side side) const { return seat(side).ticket.secret(); }

  // The whole story. Returns when the record is closed. Call once.
  net::awaitable<void> run();

  // A side brings its stream; returns when the session lets go of it, with what that side shall
  // see, or when the side has left. Whether it may be this side at all, the caller has checked.
  net::awaitable<Result<void>> join(Side side, Bytes ticket, wire::RpcStreamPtr stream);

  // The PC tells something. Returns when it is durable. Overloaded when it tells more than
  // kMostNews.
  net::awaitable<Result<void>> hear(News news);
  // The PC's link is gone: it won't come to the tunnel any more.
  void machine_off();
  // The relay is stopping: the session ends, soon.
  void relay_stops();

 private:
  struct Seat {
    Ticket ticket;
    wire::RpcStreamPtr stream{};  // nullptr until it joins
    bool left = false;            // it came and went
    bool here() const { return stream && !left; }
  };

  Seat& seat(Side side) { return side == Side::Machine ? machine_ : console_; }
  const Seat& seat(Side side) const { return side == Side::Machine ? machine_ : console_; }

  net::awaitable<Result<void>> meet();
  net::awaitable<EndReason> carry();
  net::awaitable<std::optional<Side>> welcome_both();
  net::awaitable<void> end_asked();
  net::awaitable<void> close(EndReason reason);
  // Returns once that is so; every wait of a session is one of these, with a limit around it.
  net::awaitable<Result<void>> until(bool (Session::*reached)() const);
  bool met() const { return machine_.here() && console_.here(); }
  bool met_or_hopeless() const;
  bool told_or_stopping() const { return told_ || stopping_; }
  bool stopping() const { return stopping_; }
  bool released() const { return let_go_.has_value(); }
  EndReason unmet() const;
  EndReason left_by(Side side) const;
  void let_go(Errc seen);

  const SessionGround ground_;
  SessionRecord record_;
  Seat machine_;
  Seat console_;
  std::optional<EndReason> told_;  // by the PC, which knows best
  std::optional<Errc> let_go_;     // what the streams end with
  bool machine_off_ = false;
  bool stopping_ = false;
  int heard_ = 0;
  wire::Signal changed_;  // one of the above, or a seat
};

}  // namespace maintendue::relay
