// The story of one assistance session as this PC lives it: meet, ask, show, end.
#pragma once

#include <memory>
#include <optional>

#include "agent/service/consent/banner.h"
#include "agent/service/session/meeting.h"
#include "agent/service/session/screen.h"
#include "maintendue/v1/sealed.pb.h"
#include "wire/task_group.h"

namespace maintendue::agent {

// Lives on `main`. Holds the lease: no other object of this program decides what is allowed.
class Session {
 public:
  struct Settings {
    std::chrono::milliseconds patience = lease::kQuestion;  // how long a question waits
    std::string organisation;
  };

  // `desktop` is null when nobody is logged in; then the operator is told, and nothing more.
  Session(
      net::any_io_executor main,
      wire::Timeline& timeline,
      SessionId id,
      DesktopPtr desktop,
      TellNews tell,
      Settings settings
  );

  // From the meeting to the end, which the relay and the operator are told. Call once.
  net::awaitable<v1::EndReason> run(Meeting meeting);
  // Makes run() end soon. The first reason wins; safe to repeat.
  void end(v1::EndReason why);
  // Whether the family has ever let the screen be seen.
  bool was_allowed() const { return was_allowed_; }
  // Who watches right now, for the tray; empty when nobody does.
  std::string watcher() const;

 private:
  // Returns when the operator said goodbye or her end of the tunnel is gone.
  net::awaitable<Result<void>> operator_gone();
  // What goes on at the same time; each ends the session when its part of the story is over.
  void start_parts();
  net::awaitable<void> listen_to_operator();
  net::awaitable<void> ask(lease::Scope scope);
  net::awaitable<void> send_picture();
  net::awaitable<void> watch_screen();
  net::awaitable<void> watch_banner();
  net::awaitable<void> watch_sight();
  net::awaitable<void> watch_lease();
  net::awaitable<void> watch_desktop();
  net::awaitable<void> watch_stop();
  net::awaitable<void> watch_silence();
  net::awaitable<void> say_still_here();

  net::awaitable<void> pass_input(Bytes rfb);
  net::awaitable<bool> hear(v1::ConsoleSays says);
  bool may_ask(lease::Scope scope) const;
  Question question_for(lease::Scope scope) const;
  // The question is on the family's screen.
  net::awaitable<void> tell_asking(lease::Scope scope);
  net::awaitable<void> hear_answer(lease::Scope scope, v1::ConsentAnswer answer);
  net::awaitable<Result<void>> grant(lease::Scope scope);
  net::awaitable<void> prepare_banner();
  net::awaitable<Result<void>> begin_showing();
  net::awaitable<void> back_to_view();
  // Tells everybody concerned what is allowed now: screen program, banner, operator, relay.
  net::awaitable<void> announce();
  void enforce();
  net::awaitable<void> say(v1::MachineSays says);
  lease::Scope allowed() const { return lease_.scope(timeline_.steady()); }
  WallTime lease_end() const;

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const SessionId id_;        // fixed after construction
  const DesktopPtr desktop_;  // fixed after construction
  const TellNews tell_;       // fixed after construction
  const Settings settings_;   // fixed after construction

  std::unique_ptr<tunnel::SealedTunnel> tunnel_;  // fixed once run() began
  identity::Operator operator_;                   // fixed once run() began
  v1::CallKind call_kind_ = v1::CALL_KIND_UNSPECIFIED;
  lease::Lease lease_;
  SteadyTime last_heard_;  // from the operator's console, anything
  bool asking_ = false;
  bool was_allowed_ = false;
  std::unique_ptr<Banner> prepared_;  // while the first question stands
  std::unique_ptr<Banner> banner_;    // from the first yes on
  std::unique_ptr<Screen> screen_;    // from the first yes on
  std::optional<v1::EndReason> ending_;
  wire::Signal ended_;
  bool operator_left_ = false;
  wire::Signal left_;
  wire::TaskGroup parts_;
};

}  // namespace maintendue::agent
