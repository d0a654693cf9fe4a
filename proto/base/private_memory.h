// What a process holds in memory and nobody else is to have: keys, passphrases, a family's screen.
#pragma once

#include <string>

namespace maintendue {

// From now on no core file of this process is written, and no other program of its user may look
// into it. At the start of main(), before there is anything to see.
void keep_memory_private();

// Overwrites a secret that has done its work, and leaves it empty.
void wipe(std::string& secret);

// Wipes a secret of somebody else's, a field of a message say, however the block is left.
class WipedAtEnd final {
 public:
  explicit WipedAtEnd(std::string& secret) : secret_(secret) {}
  ~WipedAtEnd() { wipe(secret_); }
  WipedAtEnd(const WipedAtEnd&) = delete;
  WipedAtEnd& operator=(const WipedAtEnd&) = delete;

 private:
  std::string& secret_;
};

// A secret that is handed on: it is overwritten where it ends, and where it was moved away from.
class Secret final {
 public:
  Secret() = default;
  // What it was made from is empty afterwards.
  Secret(std::string&& text) : text_(std::move(text)) { wipe(text); }
  Secret(Secret&& other) noexcept : Secret(std::move(other.text_)) {}
  Secret(const Secret& other) = default;
  Secret& operator=(Secret other) noexcept {
    text_.swap(other.text_);
    return *this;
  }
  ~Secret() { wipe(text_); }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace maintendue
