#include "relay/enrolment/attempts.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace maintendue::enrolment {
namespace {

constexpr std::size_t kMostMistakes = 20000;
constexpr std::size_t kNetworkBytes = 8;

std::string neighbourhood(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = boost::asio::ip::make_address(address, error);
  if (error || !parsed.is_v6() || parsed.to_v6().is_v4_mapped()) return address;
  auto bytes = parsed.to_v6().to_bytes();
  std::fill(bytes.begin() + kNetworkBytes, bytes.end(), 0);
  return boost::asio::ip::address_v6(bytes).to_string();
}

}  // namespace

bool Attempts::must_wait(const std::string& address, SteadyTime now) {
  forget_until(now);
  const auto found = by_address_.find(neighbourhood(address));
  return found != by_address_.end() && found->second >= kMost;
}

void Attempts::wrong(const std::string& address, SteadyTime now) {
  forget_until(now);
  if (mistakes_.size() == kMostMistakes) forget_oldest();
  mistakes_.push_back({now, neighbourhood(address)});
  ++by_address_[mistakes_.back().address];
}

void Attempts::forget_until(SteadyTime now) {
  while (!mistakes_.empty() && now - mistakes_.front().at >= kMemory) forget_oldest();
}

void Attempts::forget_oldest() {
  const auto found = by_address_.find(mistakes_.front().address);
  if (--found->second == 0) by_address_.erase(found);
  mistakes_.pop_front();
}

}  // namespace maintendue::enrolment
