// What changed, to whoever watches. Nobody waits for a slow watcher: it is told that it fell
// behind.
#pragma once

#include <deque>
#include <optional>
#include <unordered_set>
#include <variant>

#include "relay/records/help.h"
#include "relay/records/machine.h"
#include "relay/records/roster.h"
#include "relay/records/session.h"
#include "wire/signal.h"

namespace maintendue::relay {

using Change = std::variant<MachineView, SessionRecord, RosterChanged, HelpEntry>;

class Feed;

// One reader of the feed, from its construction on. Lives on `main`; the feed outlives it.
class Watch final {
 public:
  static constexpr std::size_t kMostBehind = 256;

  Watch(Feed& feed, net::any_io_executor main);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // The oldest change not yet taken.
  std::optional<Change> take();
  // It fell too far behind, and changes are lost: the watch is over.
  bool overflowed() const { return overflowed_; }
  // The feed says nothing more.
  bool closed() const { return closed_; }
  // Returns when one of the three above may have changed.
  net::awaitable<void> changed() { return changed_.wait(); }

 private:
  friend class Feed;
  void put(const Change& change);
  void close();

  Feed& feed_;
  std::deque<Change> waiting_;
  bool overflowed_ = false;
  bool closed_ = false;
  wire::Signal changed_;
};

// Lives on `main`.
class Feed final {
 public:
  void publish(const Change& change);
  // Ends every watch, present and future.
  void close();

 private:
  friend class Watch;
  std::unordered_set<Watch*> watches_;
  bool closed_ = false;
};

}  // namespace maintendue::relay
