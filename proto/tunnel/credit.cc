#include "tunnel/credit.h"

#include <algorithm>
#include <chrono>

namespace maintendue::tunnel {
namespace {

constexpr std::chrono::milliseconds kMemory{1000};
// Acknowledgements closer than this share a sample, so that nobody makes us keep one a byte.
constexpr std::chrono::milliseconds kGrain{10};

}  // namespace

std::size_t Credit::available() const {
  const std::uint64_t out = in_flight();
  return out >= window_ ? 0 : window_ - static_cast<std::size_t>(out);
}

void Credit::sent(std::size_t bytes) { sent_ += bytes; }

bool Credit::received(std::uint64_t total, SteadyTime now) {
  if (total > sent_) return false;
  if (total <= received_) return true;
  while (!recent_.empty() && now - recent_.front().at >= kMemory) recent_.pop_front();
  const std::uint64_t bytes = total - received_;
  received_ = total;
  if (!recent_.empty() && now - recent_.back().at < kGrain) {
    recent_.back().bytes += bytes;
  } else {
    recent_.push_back(Sample{now, bytes});
  }
  std::uint64_t last_second = 0;
  for (const Sample& sample : recent_) last_second += sample.bytes;
  const std::uint64_t carried = last_second * 3 / 10;
  window_ = std::clamp<std::uint64_t>(carried, kSmallest, kLargest);
  return true;
}

}  // namespace maintendue::tunnel
