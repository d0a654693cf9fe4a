// The family's desk as a session sees it: the picture on it, the hands that may act on it, what is
// copied there. X11 has one implementation; Wayland and Windows will have theirs.
#pragma once

#include "agent/screen/clipboard_source.h"
#include "agent/screen/input_sink.h"
#include "agent/screen/screen_source.h"

namespace maintendue::screen {

// Lives on one thread, as its parts do; they are there as long as it is.
class Desk {
 public:
  virtual ~Desk() = default;

  virtual ScreenSource& screen() = 0;
  virtual InputSink& hands() = 0;
  virtual ClipboardSource& clipboard() = 0;

  // Takes in what the desk has told so far. True when the picture may have changed: a capture is
  // worth it.
  virtual bool take_news() = 0;
  // It went away, and every later call does nothing.
  virtual bool lost() const = 0;
  // Sends what waits to be sent. A descriptor that becomes readable when the desk tells something;
  // -1 when it already has.
  virtual int wait_on() = 0;
};

}  // namespace maintendue::screen
