#include "relay/enrolment/attempts.h"

#include <boost/asio/ip/address.hpp>

#include "base/address_block.h"

namespace maintendue::enrolment {
namespace {

constexpr std::size_t kMostMistakes = 20000;

std::string block_of(const std::string& address) {
  boost::system::error_code error;
  const auto parsed = boost::asio::ip::make_address(address, error);
  if (error) return address;
  const auto of = [](const auto& bytes) {
    return std::string(address_block({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  };
  return parsed.is_v4() ? of(parsed.to_v4().to_bytes()) : of(parsed.to_v6().to_bytes());
}

}  // namespace

bool Attempts::must_wait(const std::string& address, SteadyTime now) {
  forget_until(now);
  const auto found = by_address_.find(block_of(address));
  return found != by_address_.end() && found->second >= kMost;
}

void Attempts::wrong(const std::string& address, SteadyTime now) {
  forget_until(now);
  if (mistakes_.size() == kMostMistakes) forget_oldest();
  mistakes_.push_back({now, block_of(address)});
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
