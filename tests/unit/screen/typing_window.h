// A real program of the family's: a window with the keyboard's focus that keeps what is typed into
// it, through the input method every toolkit uses (dead keys and Compose included).
#pragma once

#include <X11/Xlib.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/unit/screen/x_server.h"

namespace maintendue::test {

struct Pressed {
  unsigned long keysym = 0;  // with the modifiers that were down
  unsigned state = 0;
  unsigned keycode = 0;
};

class TypingWindow final {
 public:
  // Has a connection of its own.
  explicit TypingWindow(const XServer& server);
  ~TypingWindow();
  TypingWindow(const TypingWindow&) = delete;
  TypingWindow& operator=(const TypingWindow&) = delete;

  // Handles events until `characters` have been typed and gives them; gives less after ten seconds.
  std::string read(std::size_t characters);
  // Handles events until `count` keys that are no modifiers were pressed.
  std::vector<Pressed> read_keys(std::size_t count);
  // Does nothing about `count` events at least before it goes on: a program that hangs for a while.
  void lag(std::size_t count);

 private:
  bool take_event();

  Display* const display_;
  Window window_ = 0;
  XIM method_ = nullptr;
  XIC context_ = nullptr;
  std::string text_;
  std::vector<Pressed> pressed_;
};

// UTF-8 as the keysyms that a browser's viewer sends for it.
std::vector<std::uint32_t> keysyms(const std::string& utf8);
std::size_t characters(const std::string& utf8);

}  // namespace maintendue::test
