// A number that only the family's own screen shows: whoever says it to the operator has read it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/random.h"

namespace maintendue::agent {

// Six digits, one window, three tries. It leaves this program for that window alone.
class SpokenNumber {
 public:
  static constexpr int kTries = 3;
  static constexpr std::uint64_t kBelow = 1'000'000;

  SpokenNumber() {
    char digits[8];
    std::snprintf(digits, sizeof digits, "%06u", static_cast<unsigned>(random_number() % kBelow));
    digits_ = digits;
  }

  const std::string& digits() const { return digits_; }
  int left() const { return left_; }
  bool right() const { return right_; }
  // Whether nothing that is said changes anything any more.
  bool settled() const { return right_ || left_ == 0; }
  // What the operator typed; spaces do not count.
  void hear(std::string said) {
    if (settled()) return;
    --left_;
    std::erase(said, ' ');
    right_ = same_secret(digits_, said);
  }

 private:
  std::string digits_;
  int left_ = kTries;
  bool right_ = false;
};

}  // namespace maintendue::agent
