// Which key means what in a window that asks. Pure: keys and times come from outside.
#pragma once

#include <chrono>
#include <set>

namespace maintendue::dialog {

enum class KeyMeaning {
  Nothing,  // swallowed
  Pass,     // the toolkit's business: Tab, arrows, shortcuts
  No,
  Yes,
  Chosen,  // the answer that has the focus
};

struct Key {
  unsigned code = 0;      // X key code: the place on the keyboard, whatever the layout
  unsigned symbol = 0;    // X keysym: what the layout writes there
  bool shortcut = false;  // with Ctrl, Alt or Super
};

// Nobody says yes by accident: somebody who was typing or clicking when the window came up has 700
// ms to notice it, and a key that was held down then, or that repeats itself, never answers.
class KeyGuard {
 public:
  static constexpr std::chrono::milliseconds kDeaf{700};

  // Whether answers count, so long after the window was first shown.
  static constexpr bool listens(std::chrono::milliseconds since_shown) {
    return since_shown >= kDeaf;
  }

  // The window appeared while these keys were down.
  void appeared(std::set<unsigned> held) { held_.merge(held); }
  KeyMeaning press(const Key& key, std::chrono::milliseconds since_shown);
  void release(unsigned code) { held_.erase(code); }

 private:
  std::set<unsigned> held_;
};

}  // namespace maintendue::dialog
