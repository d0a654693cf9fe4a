// How often an address has shown a wrong token lately. Pure; time comes from outside.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

#include "base/clock.h"

namespace maintendue::enrolment {

class Attempts {
 public:
  static constexpr std::size_t kMost = 5;
  static constexpr std::chrono::minutes kMemory{1};

  // Whether this address must wait: it was wrong kMost times within the last minute. A block
  // of addresses that one line has counts as one (base/address_block.h).
  bool must_wait(const std::string& address, SteadyTime now);
  void wrong(const std::string& address, SteadyTime now);
  // Addresses remembered; bounded, the oldest is forgotten first.
  std::size_t size() const { return by_address_.size(); }

 private:
  struct Mistake {
    SteadyTime at;
    std::string address;
  };
  void forget_until(SteadyTime now);
  void forget_oldest();

  std::deque<Mistake> mistakes_;  // oldest first
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace maintendue::enrolment
