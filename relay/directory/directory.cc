#include "relay/directory/directory.h"

#include <cassert>

#include "base/random.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

// 0.5 to 5 s, so that the machines of a relay that restarts don't come back all at once.
std::chrono::milliseconds restart_spread() {
  const Bytes random = random_bytes(2);
  const int number =
      static_cast<unsigned char>(random[0]) << 8 | static_cast<unsigned char>(random[1]);
  return 500ms + std::chrono::milliseconds{number % 4501};
}

}  // namespace

void Directory::arrive(
    MachineRecord record, bool desktop_present, std::shared_ptr<Link> link, int holder
) {
  const MachineId id = record.id;
  Entry& entry = entries_[id];
  const std::shared_ptr<Link> before = std::exchange(entry.link, std::move(link));
  entry.record = std::move(record);
  entry.desktop_present = desktop_present;
  entry.holder = holder;
  if (before) before->end(Errc::PeerGone);
  if (closed_) entry.link->come_back_in(restart_spread());
  changed(id);
}

void Directory::desktop_changed(const MachineId& machine, bool present) {
  const auto place = entries_.find(machine);
  if (place == entries_.end() || place->second.desktop_present == present) return;
  place->second.desktop_present = present;
  changed(machine);
}

void Directory::leave(const MachineId& machine, const Link* link) {
  const auto place = entries_.find(machine);
  if (place == entries_.end() || place->second.link.get() != link) return;
  place->second.link.reset();
  place->second.desktop_present = false;
  place->second.holder = 0;
  place->second.record.last_seen = clock_.wall();
  changed(machine);
}

void Directory::renew(MachineRecord record) {
  const auto place = entries_.find(record.id);
  if (place == entries_.end()) return feed_.publish(view(std::move(record)));
  Entry& entry = place->second;
  if (entry.link) record.last_seen = entry.record.last_seen;
  entry.record = std::move(record);
  changed(place->first);
}

int Directory::holder_here(const MachineId& machine) const {
  const auto place = entries_.find(machine);
  return place == entries_.end() ? 0 : place->second.holder;
}

void Directory::revoke(std::set<MachineId> machines) {
  const std::set<MachineId> before = std::exchange(revoked_, std::move(machines));
  for (const MachineId& id : revoked_) {
    if (before.contains(id)) continue;
    if (const auto here = link(id)) here->end(Errc::MachineRevoked);
    when_revoked_(id);
  }
}

std::shared_ptr<Link> Directory::link(const MachineId& machine) const {
  const auto place = entries_.find(machine);
  return place == entries_.end() ? nullptr : place->second.link;
}

void Directory::tell_roster(const Bytes& news) {
  for (const auto& [id, entry] : entries_) {
    if (entry.link) entry.link->tell_roster(news);
  }
}

void Directory::close() {
  closed_ = true;
  for (const auto& [id, entry] : entries_) {
    if (entry.link) entry.link->come_back_in(restart_spread());
  }
}

SessionId Directory::live(const MachineId& machine) const {
  const auto place = entries_.find(machine);
  return place == entries_.end() ? SessionId{} : place->second.live;
}

void Directory::occupy(const MachineRecord& machine, SessionId session) {
  Entry& entry = entries_[machine.id];
  assert(entry.live == SessionId{});
  if (!entry.link) entry.record = machine;
  entry.live = session;
  changed(machine.id);
}

void Directory::free(const MachineId& machine) {
  const auto place = entries_.find(machine);
  if (place == entries_.end()) return;
  place->second.live = {};
  changed(machine);
}

MachineView Directory::view(MachineRecord record) const {
  const auto place = entries_.find(record.id);
  if (place != entries_.end()) return view_of(place->second);
  const bool out = revoked(record.id);
  return {.record = std::move(record), .revoked = out};
}

MachineView Directory::view_of(const Entry& entry) const {
  MachineView view{entry.record, entry.link != nullptr, entry.desktop_present,
                   entry.live,   entry.holder,          revoked(entry.record.id)};
  if (view.online) view.record.last_seen = clock_.wall();
  return view;
}

// Tells the feed, then forgets a machine that is neither here nor in a session.
void Directory::changed(const MachineId& machine) {
  const auto place = entries_.find(machine);
  feed_.publish(view_of(place->second));
  if (!place->second.link && place->second.live == SessionId{}) entries_.erase(place);
}

}  // namespace maintendue::relay
