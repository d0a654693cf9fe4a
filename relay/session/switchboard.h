// All sessions that are held right now: opens them, finds the one somebody speaks of, ends them.
#pragma once

#include <memory>
#include <unordered_map>

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
  static constexpr int kMostOfOneOperator = 4;

  Switchboard(SessionGround ground, MachineStore& machines, Directory& directory);

  // Writes the record, offers the session to the machine, answers. NotFound, MachineOff,
  // MachineBusy, MachineQuarantined, MachineRevoked, Overloaded while she has kMostOfOneOperator. A
  // session of hers on that machine that is cut is given up for it.
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
  // Session::resume of a session of hers: its ticket for the console. The machine is offered its
  // own as soon as it has a link. NotFound when there is no such session of hers.
  net::awaitable<Result<Bytes>> resume(identity::Operator who, SessionId session);
  // Begins with those that were open when the relay was last there: they are cut, and their ends
  // may meet again.
  void take_over(std::vector<SessionRecord> open) { tasks_.spawn(hold_again(std::move(open))); }
  void machine_off(const MachineId& machine);
  // It has a link again, and says which session it still holds.
  void machine_back(const MachineId& machine, SessionId held);

  // Opens nothing more, lets go of every session, returns when the records of those that were never
  // joined are closed (RelayLost); the others are left for the next start.
  net::awaitable<void> stop();

 private:
  Result<OpenedSession> begin(SessionRecord record, const MachineRecord& machine);
  net::awaitable<void> hold(std::shared_ptr<Session> session);
  net::awaitable<void> hold_again(std::vector<SessionRecord> open);
  net::awaitable<void> make_room(const identity::Operator& who, const MachineId& machine);
  net::awaitable<Result<void>> freed(MachineId machine);
  net::awaitable<Result<void>> all_over();
  // A session of it is held, or its record is being written.
  bool taken(const MachineId& machine) const;
  int sessions_of(const OperatorId& who) const;
  std::shared_ptr<Session> find(SessionId session) const;

  const SessionGround ground_;
  MachineStore& machines_;
  Directory& directory_;
  std::unordered_map<SessionId, std::shared_ptr<Session>> live_;
  // For whom, while the record is being written.
  std::unordered_map<MachineId, OperatorId> opening_;
  bool stopping_ = false;
  wire::Signal ended_;
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::relay
