// The operator's hands on an X11 screen: XTEST events, the typist's plans, the clipboard. Remembers
// what is down. Lives on `rfb`; uses that thread's connection and sees its events.
#pragma once

#include <memory>

#include "agent/screen/input_sink.h"
#include "agent/screen/typist.h"
#include "agent/screen/x11_clipboard.h"
#include "agent/screen/x11_display.h"
#include "base/result.h"

namespace maintendue::screen {

class XTestInput final : public InputSink {
 public:
  // Fails when the server lacks XTEST or XKB. text() goes to `clipboard`.
  static Result<std::unique_ptr<XTestInput>> open(X11Display& display, X11Clipboard& clipboard);
  ~XTestInput() override;

  // True when the event told of another keyboard layout.
  bool handle(const XEvent& event);

  SteadyTime key(std::uint32_t keysym, bool down, SteadyTime now) override;
  Point pointer(Point at, std::uint8_t buttons) override;
  void text(const std::string& utf8) override;
  void release_all() override;

 private:
  XTestInput(X11Display& display, X11Clipboard& clipboard, int xkb_event);
  void perform(const Acts& acts);
  void bind(const Act& act);

  X11Display& display_;
  X11Clipboard& clipboard_;
  const int xkb_event_;
  Typist typist_;
  bool layout_changed_ = true;  // not read since
  std::uint8_t buttons_ = 0;    // down now
};

}  // namespace maintendue::screen
