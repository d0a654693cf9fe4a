// What the family copies, as text. X11 has one implementation.
#pragma once

#include <optional>
#include <string>

namespace maintendue::screen {

class ClipboardSource {
 public:
  virtual ~ClipboardSource() = default;

  // From now on what the family copies is fetched, or not. What was copied before is never looked
  // at.
  virtual void watch(bool on) = 0;
  // What the family copied since the last call, UTF-8.
  virtual std::optional<std::string> copied() = 0;
};

}  // namespace maintendue::screen
