// What an operator shows on the family's screen, as it stands at a moment: her pointer, rings that
// spread from where she pressed, lines that fade. Pure values over time.
#pragma once

#include <optional>
#include <vector>

#include "agent/dialog/message.h"
#include "agent/dialog/place.h"

namespace maintendue::dialog {

class Marks {
 public:
  static constexpr std::chrono::milliseconds kPointerStays{3000};  // mark.proto, POINT
  static constexpr std::chrono::milliseconds kRing{700};
  static constexpr std::chrono::milliseconds kLineStays{6000};  // behind its last piece
  static constexpr std::chrono::milliseconds kFading{1000};     // the last of these
  static constexpr std::size_t kMostPieces = 400;  // of all lines; of more the oldest go

  struct Ring {
    Dot at;
    double grown = 0;  // 0 to 1
  };
  struct Line {
    std::vector<Dot> dots;  // at least one
    double strength = 1;    // 1 to 0
  };

  // A mark that came at `now`, which never goes back.
  void take(const Mark& mark, SteadyTime now);
  // What is over at `now` goes, and the rest is as it is then.
  void age(SteadyTime now);

  bool empty() const { return !pointer_ && rings_.empty() && lines_.empty(); }
  std::optional<Dot> pointer() const;
  std::vector<Ring> rings() const;
  std::vector<Line> lines() const;
  // How long it stays as it is; zero while something moves by itself. Of no matter when empty.
  std::chrono::milliseconds rests() const;

 private:
  struct Seen {
    Dot at;
    SteadyTime since;
  };
  struct Drawn {
    std::vector<Dot> dots;
    SteadyTime last;
  };

  void keep_bounds();

  std::optional<Seen> pointer_;
  std::vector<Seen> rings_;
  std::vector<Drawn> lines_;  // oldest first
  bool drawing_ = false;      // the newest may go on
  SteadyTime now_{};
};

}  // namespace maintendue::dialog
