// The CLIPBOARD selection as text: offers the operator's to the family's programs and notices what
// the family copies. At most kLongestCutText each way; longer texts are left alone. Lives on `rfb`.
#pragma once

#include <X11/Xlib.h>

#include <optional>
#include <string>

#include "agent/screen/clipboard_source.h"
#include "agent/screen/x11_display.h"

namespace maintendue::screen {

class X11Clipboard final : public ClipboardSource {
 public:
  explicit X11Clipboard(X11Display& display);
  ~X11Clipboard() override;
  X11Clipboard(const X11Clipboard&) = delete;
  X11Clipboard& operator=(const X11Clipboard&) = delete;

  // Answers every program that pastes with this text, until somebody copies something else.
  void offer(std::string utf8);
  // True when the event was ours.
  bool handle(const XEvent& event);

  void watch(bool on) override;
  std::optional<std::string> copied() override;

 private:
  void ask_owner(Time when);
  void receive(const XSelectionEvent& event);
  void receive_increment();
  void answer(const XSelectionRequestEvent& request);
  bool put_answer(const XSelectionRequestEvent& request);
  std::optional<std::string> read_property(Atom* type);
  void keep(std::string text);

  Display* const display_;
  Window window_ = 0;
  int fixes_event_ = 0;
  Atom clipboard_, utf8_, targets_, incr_, text_, plain_utf8_, ours_;
  bool watching_ = false;
  bool in_pieces_ = false;  // an INCR transfer is under way
  std::string pieces_;      // what of it has come
  std::string offered_;     // the operator's text
  std::optional<std::string> copied_;
};

}  // namespace maintendue::screen
