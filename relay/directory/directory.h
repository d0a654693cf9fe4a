// Which machines are here, and which are in a session: presence in memory, gone with the process.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <unordered_map>

#include "base/result.h"
#include "relay/directory/link.h"
#include "relay/feed/feed.h"
#include "relay/records/machine.h"

namespace maintendue::relay {

// Lives on `main`. Tells the feed of every change.
class Directory final {
 public:
  Directory(Feed& feed, const Clock& clock) : feed_(feed), clock_(clock) {}

  // A machine came. Its link before this one, if any, ends with PeerGone.
  // `holder`: which of the PCs that hold its key (records/holder.h).
  void arrive(
      MachineRecord record, bool desktop_present, std::shared_ptr<Link> link, int holder = 1
  );
  // Somebody logged in on a machine that is here, or out.
  void desktop_changed(const MachineId& machine, bool present);
  // A link is over. Does nothing when another has replaced it. The record as it is from now on.
  void leave(const MachineId& machine, const Link* link);

  // What is kept of a machine is this from now on.
  void renew(MachineRecord record);
  // Whose link it is; 0 when the machine is off.
  int holder_here(const MachineId& machine) const;
  // These, and no others, are let in no more. The links of those that are here end with
  // MachineRevoked, and `when_revoked` hears of each that is new.
  void revoke(std::set<MachineId> machines);
  bool revoked(const MachineId& machine) const { return revoked_.contains(machine); }
  void when_revoked(std::function<void(const MachineId&)> told) { when_revoked_ = std::move(told); }

  // nullptr: the machine is off.
  std::shared_ptr<Link> link(const MachineId& machine) const;
  // The session that is held on a machine; 0: none.
  SessionId live(const MachineId& machine) const;

  // A session is held on the machine from now on; it has none (asserted).
  void occupy(const MachineRecord& machine, SessionId session);
  void free(const MachineId& machine);

  // Every machine that is here is told (Link::tell_roster).
  void tell_roster(const Bytes& news);

  // The relay is stopping: every link, present and to come, is told when to come back.
  void close();

  // What is kept of a machine, and what is seen of it now.
  MachineView view(MachineRecord record) const;

 private:
  struct Entry {
    MachineRecord record;
    std::shared_ptr<Link> link;  // nullptr: off, here for its live session only
    bool desktop_present = false;
    SessionId live;
    int holder = 0;
  };

  MachineView view_of(const Entry& entry) const;
  void changed(const MachineId& machine);

  Feed& feed_;
  const Clock& clock_;
  std::unordered_map<MachineId, Entry> entries_;
  std::set<MachineId> revoked_;
  std::function<void(const MachineId&)> when_revoked_ = [](const MachineId&) {};
  bool closed_ = false;
};

}  // namespace maintendue::relay
