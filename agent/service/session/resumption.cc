#include "agent/service/session/resumption.h"

#include "base/random.h"

namespace maintendue::agent {
namespace {

constexpr std::size_t kSecret = 16;

bool opens(const Bytes& ours, BytesView shown) {
  const bool same = same_secret(ours, shown);
  return same && !ours.empty();
}

}  // namespace

Bytes Resumption::issue() {
  issued_ = random_bytes(kSecret);
  return issued_;
}

void Resumption::kept() {
  if (issued_.empty() || cut_) return;
  kept_ = std::move(issued_);
  issued_.clear();
  waiting_ = false;
}

void Resumption::cut(SteadyTime last_heard) {
  if (!waiting_) ends_ = last_heard + kLongestCut;
  cut_ = waiting_ = true;
}

bool Resumption::open(BytesView secret, SteadyTime now) {
  const bool newest = opens(issued_, secret);
  const bool before = opens(kept_, secret);
  if (!cut_ || now >= ends_ || !(newest || before)) return false;
  if (newest) kept_ = std::move(issued_);
  issued_.clear();
  cut_ = false;
  return true;
}

}  // namespace maintendue::agent
