// Where the operator's hands act. X11 has one implementation. Whoever calls has checked that it is
// allowed at this moment.
#pragma once

#include <cstdint>
#include <string>

#include "agent/screen/geometry.h"
#include "base/clock.h"

namespace maintendue::screen {

class InputSink {
 public:
  virtual ~InputSink() = default;

  // Types the character or presses the key that `keysym` names. Returns `now` when that is done, or
  // a later time: come back then with the same key, and with no other before it.
  virtual SteadyTime key(std::uint32_t keysym, bool down, SteadyTime now) = 0;
  // Returns where the pointer is put: the screen has edges.
  virtual Point pointer(Point at, std::uint8_t buttons) = 0;
  // Offers this text to every program on the PC, as if the family had copied it.
  virtual void text(const std::string& utf8) = 0;
  // Lets go of every key and button that is down, in reverse order, and gives back what was
  // borrowed.
  virtual void release_all() = 0;
};

}  // namespace maintendue::screen
