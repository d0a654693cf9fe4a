#include "relay/feed/feed.h"

namespace maintendue::relay {

Watch::Watch(Feed& feed, net::any_io_executor main)
    : feed_(feed), closed_(feed.closed_), changed_(std::move(main)) {
  feed_.watches_.insert(this);
}

Watch::~Watch() { feed_.watches_.erase(this); }

std::optional<Change> Watch::take() {
  if (waiting_.empty()) return std::nullopt;
  Change oldest = std::move(waiting_.front());
  waiting_.pop_front();
  return oldest;
}

void Watch::put(const Change& change) {
  if (overflowed_ || closed_) return;
  if (waiting_.size() == kMostBehind) {
    overflowed_ = true;
    waiting_.clear();
  } else {
    waiting_.push_back(change);
  }
  changed_.notify();
}

void Watch::close() {
  closed_ = true;
  changed_.notify();
}

void Feed::publish(const Change& change) {
  for (Watch* watch : watches_) watch->put(change);
}

void Feed::close() {
  closed_ = true;
  for (Watch* watch : watches_) watch->close();
}

}  // namespace maintendue::relay
