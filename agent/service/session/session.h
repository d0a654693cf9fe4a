// The story of one assistance session as this PC lives it: meet, ask, show, outlast a cut and a
// change at the monitor, end.
#pragma once

#include <memory>
#include <optional>

#include "agent/service/consent/banner.h"
#include "agent/service/consent/course.h"
#include "agent/service/consent/her_hand.h"
#include "agent/service/consent/insistence.h"
#include "agent/service/session/laid_slip.h"
#include "agent/service/session/mark_pace.h"
#include "agent/service/session/meeting.h"
#include "agent/service/session/open_question.h"
#include "agent/service/session/operator_line.h"
#include "agent/service/session/resumption.h"
#include "agent/service/session/screen.h"
#include "agent/service/session/witness.h"
#include "agent/service/verification/verification.h"
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
    // What the family has said to this operator before; none: this is her first session.
    std::shared_ptr<Insistence> noes = {};
    // How often the wrong digits were tapped on this PC; none: never.
    std::shared_ptr<seal::CodeMisses> misses = {};
    // The operator's line is lost for this reason; she may come back.
    std::function<void(Errc)> on_cut = {};
    // Whose desktop the monitor shows now; null when nobody's. None: it never changes.
    std::function<DesktopPtr()> desktop_now = {};
    // Writes down that she may come back after a restart, to so much of the lease. None: this PC
    // restarts for nobody.
    std::function<Result<void>(std::chrono::milliseconds)> agreed_to_restart = {};
    // What the family agreed to before the restart that just was: so much of the lease. None:
    // nothing.
    std::optional<std::chrono::milliseconds> way_back = {};
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

  // The operator is back and has proven who she is. False when it is too late for that, or not her
  // secret; then the comeback is worth nothing. The lease's clock ran on, and nobody is asked anew.
  bool resume(Comeback back);
  // The line that we hold is not the one that she uses any more.
  void lose_line() { lose_line(Errc::PeerGone); }
  // Settings.desktop_now has another answer.
  void desktop_changed() { somebody_.notify(); }
  // Of who sits there now; null while nobody does.
  const DesktopPtr& desktop() const { return desktop_; }
  SessionId id() const { return id_; }
  // Whether her line is lost, and has not come back.
  bool cut() const { return resumption_.waiting(); }

  // Whether the family has ever let the screen be seen.
  bool was_allowed() const { return was_allowed_; }
  // Who is there, for the tray, and whether she sees the screen right now.
  const identity::Operator& who() const { return operator_; }
  const std::string& operator_name() const { return operator_.name; }
  bool watched() const { return visible() != lease::Scope::Nothing; }

 private:
  // What goes on at the same time; each ends the session when its part of the story is over.
  void start_parts();
  net::awaitable<void> listen_to_operator();
  net::awaitable<void> speak_to_operator();
  net::awaitable<void> ask(lease::Scope scope, bool by_number);
  net::awaitable<void> send_picture(std::shared_ptr<Screen> screen);
  net::awaitable<void> watch_screen(std::shared_ptr<Screen> screen);
  net::awaitable<void> watch_banner();
  net::awaitable<void> watch_sight();
  net::awaitable<void> watch_course();
  net::awaitable<void> watch_desktop();
  net::awaitable<void> watch_stop();
  net::awaitable<void> watch_silence();
  net::awaitable<void> watch_idleness();

  // She makes sure that it is the family's own PC, where nothing is allowed and nothing asked. A
  // session that can outlast a cut is not for that.
  bool may_verify() const;
  net::awaitable<void> verify(Bytes her_commitment);

  // The line: her end of the seal, and all that belongs to it.
  void take_line(std::unique_ptr<tunnel::SealedTunnel> tunnel);
  void lose_line(Errc why);
  net::awaitable<void> outlast_cut();
  net::awaitable<void> give_up();
  void confirm();
  // In vain while the line is cut.
  void tell_operator(v1::MachineSays says);

  // The person at the monitor: the windows on that screen, and all that belongs to them.
  void start_person_parts();
  void person_left();
  net::awaitable<void> change_person();
  net::awaitable<void> await_somebody();
  void welcome(DesktopPtr desktop);
  // A window or the screen program failed; of somebody who left anyway it means nothing.
  void desktop_failed();

  // The picture: one screen program for each stretch in which something may be seen.
  net::awaitable<Result<void>> open_screen();
  net::awaitable<void> show_again();
  void attend_picture();
  void end_picture();
  void tell_new_picture();
  void picture_begun(std::uint32_t number);

  // What she shows on the family's screen without taking it.
  bool may_mark() const;
  void show_mark(const v1::Mark& mark);
  void wipe_marks();

  // What she lays there to be read.
  bool may_lie_there(const v1::Slip& slip) const;
  bool is_true(const v1::Slip& slip) const;
  void lay(v1::Slip slip);
  net::awaitable<void> show_next_slip();
  void take_slip_away(v1::SlipNews::State unseen = v1::SlipNews::NOT_SHOWN);
  void tell_slip(const v1::SlipNews& news);

  // The picture held back for a moment, by her or by the family.
  void obey_pause(v1::Pause wish);
  void hide_screen();
  void show_screen_again();
  void pause(v1::Held why);
  void end_pause();

  // What the family is asked quietly, and what it presses.
  void go_on();
  void go_no_further();
  net::awaitable<void> stop_confirming(SteadyTime since);
  Telling telling() const;

  // A restart, and her coming back behind it: counted down on the banner before anything is seen.
  bool may_ask_restart() const;
  net::awaitable<void> ask_to_restart();
  void tell_restart_asking();
  void refused_restart(v1::ConsentAnswer answer);
  void ask_or_come_back();
  net::awaitable<void> come_back(SteadyTime lease_ends);
  net::awaitable<void> count_down();
  // STOP, wherever it was pressed.
  void stopped();

  net::awaitable<void> obey(OperatorLine::Heard heard);
  net::awaitable<void> pass_input(Bytes rfb);
  bool may_ask(lease::Scope scope) const;
  Question question_for(lease::Scope scope) const;
  // One window. Nothing when the operator wants the same question with a number.
  net::awaitable<std::optional<Result<Reply>>> put_question();
  void hear_photo(Bytes jpeg);
  void want_number();
  void hear_number(Bytes number);
  void tell_tries();
  net::awaitable<Result<Reply>> number_settled();
  // The question is on the family's screen.
  void tell_asking();
  net::awaitable<void> expect_banner();
  void tell_answer(lease::Scope scope, Reply reply);
  // What still holds of the noes before this session.
  void tell_past(lease::Scope scope);
  v1::MachineSays answer_words(lease::Scope scope, v1::ConsentAnswer answer) const;
  net::awaitable<Result<void>> grant(lease::Scope scope);
  void refused(lease::Scope scope, v1::ConsentAnswer answer);
  net::awaitable<Result<void>> show_banner(lease::Scope about);
  net::awaitable<Result<void>> begin_showing();
  void back_to_view();
  // Tells everybody concerned what is allowed now: screen program, banner, operator, relay.
  void announce();
  void enforce();
  // Of our log, at the beginning and at the end.
  void tell_log_standing();
  void tell_log_head();
  v1::LeaseState lease_state() const;
  lease::Scope allowed() const { return lease_.scope(timeline_.steady()); }
  // Why nothing of that is to be seen, though the line stands.
  v1::Held held() const;
  lease::Scope unless_held() const {
    return held() == v1::HELD_UNSPECIFIED ? allowed() : lease::Scope::Nothing;
  }
  // The family is asked something in a window, or to press once more.
  bool input_suspended() const { return question_.open() || confirming_; }
  lease::Scope visible() const { return cut() ? lease::Scope::Nothing : unless_held(); }
  WallTime lease_end() const;

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const SessionId id_;        // fixed after construction
  DesktopPtr desktop_;        // null while nobody is at the monitor
  const TellNews tell_;       // fixed after construction
  const Settings settings_;   // fixed after construction

  std::unique_ptr<OperatorLine> line_;  // null while it is cut
  int lines_ = 0;                       // how many there were
  std::optional<Errc> lost_;            // the line is lost, and its parts have not ended yet
  Resumption resumption_;
  std::optional<v1::MachineSays> unheard_;  // the family's answer, given while the line was cut
  identity::Operator operator_;             // fixed once run() began
  Bytes photo_hash_;                        // likewise
  std::string phone_;                       // likewise
  Bytes photo_;                             // hers, once it came
  v1::CallKind call_kind_ = v1::CALL_KIND_UNSPECIFIED;
  lease::Lease lease_;
  Insistence insistence_;                   // of this session
  const std::shared_ptr<Insistence> noes_;  // of this operator
  const std::shared_ptr<seal::CodeMisses> misses_;
  std::unique_ptr<Verification> verification_;  // while one goes on
  SteadyTime idle_since_;                       // nothing was asked or allowed since
  OpenQuestion question_;
  bool was_allowed_ = false;
  bool owed_ = false;                   // the first question, to whoever came to the monitor
  bool other_person_ = false;           // than the one who was asked first
  Insistence restarts_;                 // what was said to that, as to View
  std::optional<SteadyTime> way_back_;  // until then she may come back; gone with any question
  int counting_ = 0;                    // seconds until she is back; 0: she is not on her way
  Course course_;
  HerHand her_hand_;
  MarkPace pace_;
  // HELD_LOOKS_AWAY, HELD_CALLS_BACK or HELD_HIDDEN; else the picture is not held back for a
  // moment.
  v1::Held paused_ = v1::HELD_UNSPECIFIED;
  SteadyTime pause_again_{};              // before that she pauses nothing
  SteadyTime slip_again_{};               // before that no slip comes up
  bool laying_ = false;                   // slip_ is to come up then
  std::shared_ptr<LaidSlip> slip_;        // that lies there, or is about to
  bool marked_ = false;                   // something that she drew may be on the screen
  std::optional<SteadyTime> confirming_;  // a yes wants to be pressed once more, since then
  std::unique_ptr<Banner> banner_;        // from the first yes on
  std::shared_ptr<Screen> screen_;        // while the line stands and something may be seen
  bool opening_ = false;                  // a screen program is being started
  std::uint32_t picture_ = 0;             // the number of the picture on this line
  bool picture_begun_ = true;             // she has said that she knows of that one
  std::optional<v1::EndReason> ending_;
  wire::Signal changed_;  // ending_, lost_, or somebody left the monitor
  wire::Signal somebody_;
  wire::Signal course_moved_;
  wire::Signal number_moved_;
  wire::TaskGroup line_parts_;    // end with the line
  wire::TaskGroup person_parts_;  // end when the person at the monitor is another
  wire::TaskGroup parts_;
};

}  // namespace maintendue::agent
