// One assistance session as the relay sees it: offered, joined by both, pumped, perhaps cut and
// joined again, ended.
#pragma once

#include <functional>

#include "relay/feed/feed.h"
#include "relay/records/session.h"
#include "relay/session/ticket.h"
#include "relay/store/store.h"
#include "wire/pump.h"
#include "wire/timeline.h"

namespace maintendue::relay {

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
  // How long a session that is cut stays open. The PC, which decides, waits for 60 s and says when
  // it gives up; this is for one that says nothing any more.
  static constexpr std::chrono::seconds kLongestCut{75};

  // Whether the two sides come for the first time, or the relay was away: then the session is cut,
  // and was joined before.
  enum class Begins { Anew, Cut };

  // `record` is open and durable already.
  Session(SessionGround ground, SessionRecord record, Begins begins = Begins::Anew);

  const SessionRecord& record() const { return record_; }
  const Bytes& ticket(Side side) const { return seat(side).ticket.secret(); }

  // The whole story. Returns when the record is closed, or left open for the relay's next start.
  // Call once.
  net::awaitable<void> run();

  // A side brings its stream; returns when the session lets go of it, with what that side shall
  // see, or when the side has left. Whether it may be this side at all, the caller has checked.
  net::awaitable<Result<void>> join(Side side, Bytes ticket, wire::RpcStreamPtr stream);

  // The PC tells something. Returns when it is durable. Overloaded when it tells more than
  // kMostNews.
  net::awaitable<Result<void>> hear(News news);
  // The PC's link is gone: it won't come to the tunnel any more, unless it has been there before.
  void machine_off();
  // The PC says that it does not hold this session any more.
  void machine_forgot();

  // The operator wants a session that is cut back, or that looks so to her: whoever still has a
  // seat loses it, and both sides get new tickets; hers is the answer. NotFound when the session is
  // over or was never joined.
  net::awaitable<Result<Bytes>> resume();
  // A new ticket for the PC, when it is waited for.
  std::optional<Bytes> call_machine();
  // Whether the line is cut: nobody has a seat that counts.
  bool cut() const { return waiting_; }
  // The operator does not want it back any more.
  void give_up();
  // The relay is stopping: run() returns soon. The record of a session that was joined stays open.
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
  net::awaitable<Result<void>> meet_again();
  net::awaitable<Result<void>> wait_for_resume(SteadyTime limit);
  net::awaitable<std::optional<Side>> welcome_both();
  net::awaitable<void> end_asked();
  net::awaitable<void> close(EndReason reason);
  // Returns once that is so; every wait of a session is one of these, with a limit around it.
  net::awaitable<void> round_over(int round);
  net::awaitable<Result<void>> until(bool (Session::*reached)() const);
  bool met() const { return machine_.here() && console_.here(); }
  bool met_or_hopeless() const;
  bool off_before_it_came() const;
  bool told_or_stopping() const { return told_ || stopping_; }
  bool over_or_wanted() const { return hopeless() || wanted_back_; }
  bool hopeless() const { return told_or_stopping() || forgotten_ || given_up_; }
  bool waiting_or_over() const { return waiting_ || over_; }
  bool invited_or_hopeless() const { return invited_ || hopeless(); }
  bool stopping() const { return stopping_; }
  EndReason unmet() const;
  EndReason left_by(Side side) const;
  void let_go(Errc seen);

  const SessionGround ground_;
  SessionRecord record_;
  Seat machine_;
  Seat console_;
  std::optional<EndReason> told_;  // by the PC, which knows best
  int round_ = 0;                  // each ends with the streams that it had
  Errc let_go_ = Errc::PeerGone;   // what those of the last round ended with
  bool joined_once_ = false;       // both have been here
  bool waiting_ = false;           // joined once, and cut
  bool wanted_back_ = false;       // the operator asks for it, and the seats are not free yet
  bool invited_ = false;           // both have new tickets
  bool forgotten_ = false;         // by the PC
  bool given_up_ = false;          // by the operator
  bool over_ = false;              // nobody joins any more
  bool machine_off_ = false;
  bool stopping_ = false;
  int heard_ = 0;
  wire::Signal changed_;  // one of the above, or a seat
};

}  // namespace maintendue::relay
