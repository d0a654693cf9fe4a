// When the next piece of picture may be made. Knows three things: what changed and was not captured
// yet, what was captured and not sent yet, and whether the way out is free. Pure; lives on `rfb`.
//
// A quiet screen is captured at once; a busy one at most every kFrame, so that changes gather while
// a piece is on its way. One piece is made each time the way is free, so a viewer that reads slowly
// gets fewer, newer pictures and never a queue of old ones.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"

namespace maintendue::screen {

// A piece in the worst case: what leaves in one go, and so what a stalled console can hold back
// here.
constexpr std::size_t kLongestPiece = 112 * 1024;

class Pacing final {
 public:
  static constexpr std::chrono::milliseconds kFrame{16};

  void allow(bool may_see) { may_see_ = may_see; }
  void changed() { changed_ = true; }  // something on the screen moved
  void room() { room_ = true; }        // the last piece has left

  // When to capture, if there is a reason to. Never while the way is blocked: it would be stale.
  std::optional<SteadyTime> capture_due() const {
    if (!may_see_ || !changed_ || !room_) return std::nullopt;
    return last_capture_ + kFrame;
  }
  void captured(SteadyTime now) {
    changed_ = false;
    last_capture_ = now;
  }

  bool may_send() const { return may_see_ && room_; }
  void sent() { room_ = false; }

 private:
  bool may_see_ = false;
  bool changed_ = true;  // nobody has seen anything yet
  bool room_ = true;
  SteadyTime last_capture_{};
};

}  // namespace maintendue::screen
