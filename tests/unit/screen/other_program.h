// A program of the family's that copies and pastes. Has a connection of its own and acts only when
// told.
#pragma once

#include <X11/Xlib.h>

#include <functional>
#include <optional>
#include <string>

#include "tests/unit/screen/x_server.h"

namespace maintendue::test {

class OtherProgram final {
 public:
  explicit OtherProgram(const XServer& server);
  ~OtherProgram();
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;

  void copy(const std::string& utf8);
  // By INCR, 10,000 bytes at a time, whatever its length.
  void copy_in_pieces(const std::string& utf8);
  // Answers whoever pastes by now.
  void serve();
  void serve_until(const std::function<bool()>& done);
  // How often somebody asked for the text, and how much of it has not been taken yet.
  int times_asked() const { return asked_; }
  std::size_t pieces_left() const { return left_.size(); }
  bool owns() const;
  // The clipboard as that type; nothing when its owner refuses or there is none.
  std::optional<std::string> paste(const char* type);

 private:
  void handle(const XEvent& event);
  void answer(const XSelectionRequestEvent& request);
  void give_piece();

  Display* const display_;
  const Window window_;
  const Atom clipboard_, utf8_, incr_;
  std::string text_, left_;
  bool in_pieces_ = false, giving_ = false;
  int asked_ = 0;
  Window taker_ = 0;
  Atom taker_property_ = 0;
};

}  // namespace maintendue::test
