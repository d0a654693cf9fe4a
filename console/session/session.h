// The story of one assistance session as the mediator's side lives it: open, join, prove, greet,
// ask, pass bytes, outlast a cut, end.
#pragma once

#include <memory>
#include <optional>

#include "console/machines/known_machines.h"
#include "console/roster/team.h"
#include "console/session/asking.h"
#include "console/session/relay_door.h"
#include "console/session/verify_try.h"
#include "console/session/witness.h"
#include "tunnel/sealed_tunnel.h"
#include "wire/task_group.h"

namespace maintendue::console {

// What proves the operator to the PC, and the PC to her.
struct SessionKey {
  seal::Identity identity;
  Team& team;               // outlives the session; hears what the PC knows of the roster
  KnownMachines& machines;  // likewise; says whether the PC is the family's
  CodeMissesOf& misses;     // likewise; of the digits that were tapped on each PC
};

// Lives on `main`. Decides nothing about consent: it asks, shows what the PC answered, and carries
// bytes. Holds at most one frame of screen and one message of input.
class Session {
 public:
  Session(
      net::any_io_executor main,
      wire::Timeline& timeline,
      SessionKey key,
      std::shared_ptr<RelayDoor> relay,
      BrowserPtr browser,
      std::unique_ptr<Witness> witness = nullptr  // null in tests alone
  );

  // The whole story, from the page's first wish to its closed connection. Call once; must not be
  // cancelled: it ends by end() or by itself.
  net::awaitable<void> run();
  // Makes run() end soon, with a word to the PC. The first reason wins; safe to repeat.
  void end(v1::EndReason why) { end(Ending{why, {}}); }
  // Whether run() is on its way back.
  bool over() const { return ending_.has_value(); }

 private:
  // Before anything can be asked. Each leaves an ending behind when it fails.
  net::awaitable<void> begin(OpenWish wish);
  net::awaitable<bool> greet(v1::CallKind call_kind);
  net::awaitable<bool> answer_greeting(v1::CallKind call_kind, const v1::MachineGreeting& theirs);
  // Her own photo, when she has one.
  net::awaitable<void> show_photo();
  net::awaitable<Result<void>> join(Opened opened);
  // The first time any key of the wanted machine, from then on that very key.
  net::awaitable<Result<void>> prove();
  // Whether the machine is known to be the family's, by the key that it has proven: nothing is
  // asked of any other.
  bool recognise();

  // A session that makes sure of it: one try after the other, as the page wishes.
  void try_to_verify();
  net::awaitable<void> hear_try(const v1::MachineSays& says);
  net::awaitable<void> verified();
  void try_over(local::v1::ConsoleTells::VerifyStep step, std::chrono::milliseconds pause);

  // The line: the PC's end of the seal, and all that belongs to it.
  void hold_line();
  void lose_line(Errc why);
  net::awaitable<void> outlast_cut();
  net::awaitable<void> come_back(SteadyTime limit);
  net::awaitable<Result<void>> take_up(Reopened reopened);

  // What goes on at the same time.
  net::awaitable<void> listen_to_page();
  net::awaitable<void> listen_to_machine();
  net::awaitable<void> watch_idleness();
  net::awaitable<void> say_still_here();

  net::awaitable<void> grant(Wish wish);
  net::awaitable<void> ask(Asking asking);
  net::awaitable<void> pass_input(Bytes bytes);
  net::awaitable<void> hear(const Bytes& payload);
  void hear_log(v1::MachineLog log);
  void keep_head(const Bytes& payload);
  net::awaitable<void> compare_logs();
  // To the log: what changed between two states, or something that happened.
  void note_change(const SessionState& before, const v1::MachineSays& says);
  void note(v1::LogEvent event);
  net::awaitable<void> show_screen(Bytes bytes);
  net::awaitable<void> say(v1::ConsoleSays says);
  void enter(SessionState::Stage stage);
  net::awaitable<void> tell();

  void end(Ending why);
  net::awaitable<void> until_ended();
  net::awaitable<void> part();
  net::awaitable<Result<void>> say_goodbye();
  net::awaitable<Result<void>> hand_over_head();
  net::awaitable<Result<void>> say_head();

  wire::Timeline& timeline_;                // outlives us
  const SessionKey key_;                    // fixed after construction
  const std::shared_ptr<RelayDoor> relay_;  // fixed after construction
  const BrowserPtr browser_;                // fixed after construction
  const std::unique_ptr<Witness> witness_;  // fixed after construction

  SessionState state_;
  MachineId machine_;                                               // the one that was asked for
  std::shared_ptr<Bytes> machine_key_ = std::make_shared<Bytes>();  // once it has proven it
  Bytes secret_;                    // opens the session again after a cut; empty: nothing does
  std::optional<VerifyTry> try_;    // while one goes on
  std::uint32_t page_picture_ = 0;  // the picture that the page shows
  SteadyTime last_heard_{};         // of the PC
  std::optional<Errc> lost_;        // the line is lost, and its parts have not ended yet
  SteadyTime idle_since_{};
  std::optional<Ending> ending_;
  wire::RpcStreamPtr stream_;
  std::unique_ptr<tunnel::SealedTunnel> tunnel_;
  bool talking_ = false;        // greetings were exchanged and the line still takes our words
  bool machine_left_ = false;   // nothing more comes from the PC
  bool line_over_ = false;      // nor does its line stand any more
  wire::Signal ended_;          // ending_ or lost_
  wire::Signal changed_;        // state_ or machine_left_
  wire::TaskGroup line_parts_;  // end with the line
  wire::TaskGroup parts_;
};

}  // namespace maintendue::console
