#include "relay/feed/feed.h"

#include <algorithm>

namespace maintendue::relay {
namespace {

// What a change speaks of: a machine, a session, a request for help, or the roster.
bool same_subject(const Change& a, const Change& b) {
  if (a.index() != b.index()) return false;
  if (const auto* machine = std::get_if<MachineView>(&a)) {
    return machine->record.id == std::get<MachineView>(b).record.id;
  }
  if (const auto* session = std::get_if<SessionRecord>(&a)) {
    return session->id == std::get<SessionRecord>(b).id;
  }
  if (const auto* help = std::get_if<HelpEntry>(&a)) {
    const HelpEntry& other = std::get<HelpEntry>(b);
    return help->machine == other.machine && help->request.id == other.request.id;
  }
  return true;
}

}  // namespace

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

// Changes are whole states, so a newer one of the same subject takes the place of the one that
// waits: one PC that changes all the time drives no watch out of the room.
void Watch::put(const Change& change) {
  if (overflowed_ || closed_) return;
  const auto older = std::ranges::find_if(waiting_, [&](const Change& waiting) {
    return same_subject(waiting, change);
  });
  if (older != waiting_.end()) {
    *older = change;
  } else if (waiting_.size() == kMostBehind) {
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
