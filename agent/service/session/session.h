// The story of one assistance session as this PC lives it: meet, ask, show, end.
#pragma once

#include <memory>
#include <optional>

#include "agent/service/consent/banner.h"
#include "agent/service/consent/insistence.h"
#include "agent/service/session/meeting.h"
#include "agent/service/session/operator_line.h"
#include "agent/service/session/screen.h"
#include "agent/service/session/witness.h"
#include "wire/task_group.h"

namespace maintendue::agent {

// Lives on `main`. Holds the lease: no other object of this program decides what is allowed.
class Session {
 public:
  struct Settings {
    std::chrono::milliseconds patience = lease::kQuestion;  // how long a question waits
    std::string organisation;
    // Writes the session's log; its news are told by whoever is told ours. Null in tests alone.
    WitnessPtr witness = nullptr;
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
  // Who is there, for the tray, and whether she sees the screen right now.
  const identity::Operator& who() const { return operator_; }
  const std::string& operator_name() const { return operator_.name; }
  bool watched() const { return allowed() != lease::Scope::Nothing; }

 private:
  // What goes on at the same time; each ends the session when its part of the story is over.
  void start_parts();
  net::awaitable<void> listen_to_operator();
  net::awaitable<void> speak_to_operator();
  net::awaitable<void> ask(lease::Scope scope);
  net::awaitable<void> send_picture();
  net::awaitable<void> watch_screen();
  net::awaitable<void> watch_banner();
  net::awaitable<void> watch_sight();
  net::awaitable<void> watch_lease();
  net::awaitable<void> watch_desktop();
  net::awaitable<void> watch_stop();
  net::awaitable<void> watch_silence();
  net::awaitable<void> watch_idleness();

  net::awaitable<void> obey(OperatorLine::Heard heard);
  net::awaitable<void> pass_input(Bytes rfb);
  bool may_ask(lease::Scope scope) const;
  Question question_for(lease::Scope scope) const;
  // The question is on the family's screen.
  void tell_asking(lease::Scope scope);
  void tell_answer(lease::Scope scope, Reply reply);
  net::awaitable<Result<void>> grant(lease::Scope scope);
  void refused(lease::Scope scope);
  net::awaitable<void> prepare_banner();
  net::awaitable<Result<void>> begin_showing();
  void back_to_view();
  // Tells everybody concerned what is allowed now: screen program, banner, operator, relay.
  void announce();
  void enforce();
  // Of our log, at the beginning and at the end.
  void tell_log_standing();
  void tell_log_head();
  lease::Scope allowed() const { return lease_.scope(timeline_.steady()); }
  WallTime lease_end() const;

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const SessionId id_;        // fixed after construction
  const DesktopPtr desktop_;  // fixed after construction
  const TellNews tell_;       // fixed after construction
  const Settings settings_;   // fixed after construction

  std::unique_ptr<OperatorLine> line_;  // fixed once run() began
  identity::Operator operator_;         // fixed once run() began
  v1::CallKind call_kind_ = v1::CALL_KIND_UNSPECIFIED;
  lease::Lease lease_;
  Insistence insistence_;
  SteadyTime idle_since_;  // nothing was asked or allowed since
  bool asking_ = false;    // from before the window opens until its answer is in force
  bool was_allowed_ = false;
  std::unique_ptr<Banner> prepared_;  // while the first question stands
  std::unique_ptr<Banner> banner_;    // from the first yes on
  std::unique_ptr<Screen> screen_;    // from the first yes on
  std::optional<v1::EndReason> ending_;
  wire::Signal ended_;
  wire::TaskGroup parts_;
};

}  // namespace maintendue::agent
