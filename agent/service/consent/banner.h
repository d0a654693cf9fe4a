// The sign that somebody is there. While it can be seen, the screen may be; when it can't, nothing
// may.
#pragma once

#include <memory>

#include "agent/service/consent/course.h"
#include "agent/service/consent/question.h"
#include "maintendue/v1/mark.pb.h"
#include "wire/signal.h"

namespace maintendue::agent {

// What it tells.
struct Telling {
  lease::Scope scope = lease::Scope::Nothing;
  WallTime until;
  bool line_cut = false;  // nobody sees anything, whatever the scope
  Course::Asks asks = Course::Asks::Nothing;
  bool press_again = false;                // the yes wants to be pressed once more
  int returns_in_s = 0;                    // she comes back after a restart; 0: she does not
  v1::Held paused = v1::HELD_UNSPECIFIED;  // who holds the picture back for a moment
};

// Lives on `main`. One for a session and a person at the monitor, from the first yes to the end.
class Banner {
 public:
  enum class Pressed { Stop, TakeBack, Yes, No, Hide, Show };

  // Its window shows nothing before show().
  static net::awaitable<Result<std::unique_ptr<Banner>>> open(
      Desktop& desktop, wire::Timeline& timeline
  );

  // Whom it speaks of. Once, before show().
  void about(Question question) { about_ = std::move(question); }
  // From now on.
  Result<void> show(const Telling& telling);
  // What she shows, drawn by the same program, beneath the banner and over everything else.
  Result<void> draw(const v1::Mark& mark);
  // The next press; PeerGone when the banner is gone, which ends the session.
  net::awaitable<Result<Pressed>> pressed();
  // Whether the family can see it: it has appeared, and its last sign of life is at most 3 s old.
  bool in_sight() const;
  // Returns when in_sight() may have changed.
  net::awaitable<void> sight_changed();
  void close() { line_->close(); }

 private:
  Banner(
      wire::Timeline& timeline,
      std::unique_ptr<LocalLine> line,
      std::string language,
      net::any_io_executor main
  );

  wire::Timeline& timeline_;  // outlives us
  const std::unique_ptr<LocalLine> line_;
  Question about_;
  const std::string language_;
  const Bytes secret_;
  std::optional<SteadyTime> last_alive_;  // empty until it has appeared
  wire::Signal alive_;
};

}  // namespace maintendue::agent
