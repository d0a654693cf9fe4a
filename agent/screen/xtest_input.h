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
  // Fails when the server lacks XTEST or XKB.
  static Result<std::unique_ptr<XTestInput>> open(X11Display& display);
  ~XTestInput() override;

  // Where text() goes; outlives this.
  void use_clipboard(X11Clipboard& clipboard) { clipboard_ = &clipboard; }
  // True when the event told of another keyboard layout.
  bool handle(const XEvent& event);
  // Where the operator put the pointer last; nowhere at first.
  Point pointer_at() const { return pointer_at_; }

  SteadyTime key(std::uint32_t keysym, bool down, SteadyTime now) override;
  void pointer(Point at, std::uint8_t buttons) override;
  void text(const std::string& utf8) override;
  void release_all() override;

 private:
  XTestInput(X11Display& display, int xkb_event);
  void perform(const Acts& acts);
  void bind(const Act& act);

  X11Display& display_;
  const int xkb_event_;
  X11Clipboard* clipboard_ = nullptr;
  Typist typist_;
  bool layout_changed_ = true;  // not read since
  std::uint8_t buttons_ = 0;    // down now
  Point pointer_at_{-1, -1};
};

}  // namespace maintendue::screen
