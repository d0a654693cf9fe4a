// A window of ours with ten keys, on which the family taps the six digits that it hears.
#pragma once

#include <functional>
#include <memory>

#include "agent/service/desktop/desktop.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// Lives on `main`. The window goes with this object; a verdict stays on the screen for a moment.
class Keypad {
 public:
  // Returns once the window is on the screen. PeerGone when it does not come up.
  static net::awaitable<Result<std::unique_ptr<Keypad>>> open(
      Desktop& desktop,
      wire::Timeline& timeline,
      std::string operator_name,
      std::string organisation,
      std::string phone
  );

  // What was tapped: six digits. ConsentDenied when the family closed the window, PeerGone when it
  // died. Only a window that shows the secret of its opening is heard.
  net::awaitable<Result<std::string>> tapped();
  // Whether they were the right ones; the window shows it and closes by itself.
  void show(bool right);

 private:
  Keypad(std::unique_ptr<LocalLine> line, Bytes secret)
      : line_(std::move(line)), secret_(std::move(secret)) {}

  const std::unique_ptr<LocalLine> line_;
  const Bytes secret_;
};

}  // namespace maintendue::agent
