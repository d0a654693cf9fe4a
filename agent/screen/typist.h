// Turns the operator's keys into strokes on the PC's own keyboard, so that what the mediator types
// is what appears whatever the two layouts. Pure: says what to do, does nothing.
//
// A key is struck, not held: pressed and released at once, again for each repeat that the browser
// sends. Held keys would repeat by themselves while a late release is still on its way over a slow
// line. Only Shift, Ctrl, Alt and Super are held, because they change what the mouse and other keys
// do.
#pragma once

#include <optional>
#include <vector>

#include "agent/screen/borrowed_keys.h"
#include "agent/screen/keyboard_map.h"
#include "base/clock.h"

namespace maintendue::screen {

// One thing to do, in order.
struct Act {
  enum Kind {
    Press,    // the key `code`
    Release,  // the key `code`
    Lock,     // set the locked modifiers `mods` to `value`
    Group,    // switch to layout `code`
    Bind,     // the key `code` means `plain` and, with Shift, `shifted`; 0 means nothing
  } kind = Press;
  int code = 0;
  Mods mods = 0;
  Mods value = 0;
  Keysym plain = 0;
  Keysym shifted = 0;

  friend bool operator==(const Act&, const Act&) = default;
};
using Acts = std::vector<Act>;

// What the X server says at the moment of a stroke.
struct KeyboardState {
  int group = 0;
  Mods locked = 0;
};

class Typist final {
 public:
  void learn(KeyboardMap map);

  struct Plan {
    Acts acts;
    std::optional<SteadyTime> not_before;  // then nothing was done: come back with the same key
  };
  Plan key(Keysym keysym, bool down, KeyboardState state, SteadyTime now);

  // Lets go of what is held, the last first.
  Acts release_all();
  // Takes the meanings away from the keys that were borrowed.
  Acts give_back();

 private:
  Plan strike(Keysym keysym, KeyboardState state, SteadyTime now);
  std::optional<Place> place_of(Keysym keysym, KeyboardState state) const;
  std::optional<Place> shortcut_place(Keysym keysym, KeyboardState state) const;
  Acts stroke(const Place& place, KeyboardState state) const;
  Acts hold(Keysym keysym, bool down);
  std::optional<Keycode> held_key(Keysym keysym) const;
  bool shortcut_held() const;
  bool leaves_session_with_held(Keysym keysym) const;

  struct Held {
    Keysym keysym = 0;
    Keycode keycode = 0;
    Mods modifies = 0;
  };

  KeyboardMap map_;
  BorrowedKeys borrowed_;
  std::vector<Held> held_;  // in the order in which they went down
};

}  // namespace maintendue::screen
