// All sessions that are held right now: opens them, finds the one somebody speaks of, ends them.
#pragma once

#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "relay/access/visitor.h"
#include "relay/directory/directory.h"
#include "relay/session/session.h"
#include "wire/task_group.h"

namespace maintendue::relay {

struct OpenedSession {
  SessionId id;
  Bytes ticket;  // the console's
};

// Lives on `main`. At most one session a machine.
class Switchboard final {
 public:
  Switchboard(SessionGround ground, MachineStore& machines, Directory& directory);

  // Writes the record, offers the session to the machine, answers. NotFound, MachineOff,
  // MachineBusy.
  net::awaitable<Result<OpenedSession>> open(
      identity::Operator who, MachineId machine, CallKind call
  );
  // Session::join for the side that `who` is. NotFound when there is no such session of theirs.
  net::awaitable<Result<void>> join(
      Visitor who, SessionId session, Bytes ticket, wire::RpcStreamPtr stream
  );
  // Session::hear. Of a session that is over nothing is heard; NotAllowed when it is another
  // machine's.
  net::awaitable<Result<void>> hear(MachineId from, SessionId session, News news);
  void machine_off(const MachineId& machine);

  // Opens nothing more, ends every session (RelayLost), returns when their records are closed.
  net::awaitable<void> stop();

 private:
  Result<OpenedSession> begin(SessionRecord record, const MachineRecord& machine);
  net::awaitable<void> hold(std::shared_ptr<Session> session);
  net::awaitable<Result<void>> all_over();
  std::shared_ptr<Session> find(SessionId session) const;

  const SessionGround ground_;
  MachineStore& machines_;
  Directory& directory_;
  std::unordered_map<SessionId, std::shared_ptr<Session>> live_;
  std::unordered_set<MachineId> opening_;  // their record is being written
  bool stopping_ = false;
  wire::Signal ended_;
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::relay
