// The keys that a layout does not use, lent to characters that it lacks: two characters a key, the
// second with Shift. A program learns of a new meaning only when it gets round to asking the X
// server, so a place is never given away within kRest of its last use, and the least recently used
// goes first. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

#include "agent/screen/keyboard_map.h"
#include "base/clock.h"

namespace maintendue::screen {

class BorrowedKeys final {
 public:
  static constexpr std::chrono::milliseconds kRest{1000};

  // A new layout: places on keys that it uses are lost.
  void learn(const KeyboardMap& map);

  struct Loan {
    Keycode keycode = 0;
    bool shifted = false;
    // Set when the key must first be given new meanings, plain and shifted.
    struct Meaning {
      Keysym plain = 0;
      Keysym shifted = 0;
    };
    std::optional<Meaning> bind;
  };
  // A place for the symbol, or when there will be one; nothing when the layout has no unused key. A
  // shortcut wants a `plain` place: Shift would make it another.
  std::variant<std::monostate, Loan, SteadyTime> lend(Keysym keysym, bool plain, SteadyTime now);

  // All keys that have a meaning from here; forgotten by this.
  std::vector<Keycode> give_back();

 private:
  struct Slot {
    Keysym keysym = 0;  // 0: free
    SteadyTime used{};
  };
  struct Spare {
    Keycode keycode = 0;
    Slot slots[2];
  };

  std::vector<Spare> spares_;
};

}  // namespace maintendue::screen
