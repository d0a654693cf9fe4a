// How often a passphrase was wrong, and when the next one may be tried. Pure arithmetic.
#pragma once

#include <deque>
#include <string>
#include <utility>

#include "base/clock.h"

namespace maintendue::console {

class Misses {
 public:
  static constexpr int kFree = 5;
  static constexpr std::chrono::seconds kWait{30};

  explicit Misses(int free = kFree, std::chrono::seconds wait = kWait) : free_(free), wait_(wait) {}

  bool may_try(SteadyTime now) const { return count_ < free_ || now >= last_ + wait_; }
  void missed(SteadyTime now) {
    ++count_;
    last_ = now;
  }
  void opened() { count_ = 0; }

 private:
  int free_;
  std::chrono::seconds wait_;
  int count_ = 0;
  SteadyTime last_{};
};

// Counted for each page, so that one that somebody else was quick to open uses up nobody's tries
// but its own; and for all of them together, whose limit is further off.
class MissesOfPages {
 public:
  static constexpr int kFreeTogether = 20;
  static constexpr std::chrono::seconds kWaitTogether{10};
  static constexpr std::size_t kMostPages = 16;  // the first of them is forgotten then

  bool may_try(const std::string& page, SteadyTime now) const {
    for (const auto& [missing, misses] : pages_) {
      if (missing == page && !misses.may_try(now)) return false;
    }
    return together_.may_try(now);
  }
  void missed(const std::string& page, SteadyTime now) {
    of(page).missed(now);
    together_.missed(now);
  }
  void opened(const std::string& page) {
    of(page).opened();
    together_.opened();
  }

 private:
  Misses& of(const std::string& page) {
    for (auto& [missing, misses] : pages_) {
      if (missing == page) return misses;
    }
    if (pages_.size() == kMostPages) pages_.pop_front();
    return pages_.emplace_back(page, Misses()).second;
  }

  std::deque<std::pair<std::string, Misses>> pages_;
  Misses together_{kFreeTogether, kWaitTogether};
};

}  // namespace maintendue::console
