// What is said about clipboards with the viewer, message by message. Knows whether it speaks the
// extended form and keeps the family's text until the viewer asks for it. Pure; lives on `rfb`.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "agent/screen/posts.h"
#include "base/bytes.h"

namespace maintendue::screen {

class ClipboardExchange final {
 public:
  void hear(const ClipboardTalk& talk);
  // The family copied this while the operator had control.
  void copied(std::string utf8);
  // Control ended: nothing of the family's stays here.
  void forget();

  // The next whole message for the viewer, if there is one.
  std::optional<Bytes> next_message();

 private:
  bool extended_ = false;
  std::uint32_t unasked_limit_ = 0;  // the viewer takes that many bytes without asking
  std::optional<std::string> text_;
  std::deque<Bytes> messages_;
};

}  // namespace maintendue::screen
