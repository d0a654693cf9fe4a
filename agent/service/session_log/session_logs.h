// The signed logs of this PC's sessions: one is written while a session goes on, all are kept for a
// year and given to the relay.
#pragma once

#include <functional>

#include "agent/service/session/witness.h"
#include "agent/service/session_log/operator_names.h"
#include "agent/service/state/machine_state.h"
#include "log_folder/log_folder.h"

namespace maintendue::agent {

// Lives on `main`; outlives the witnesses that it makes, of which there is one at a time.
class SessionLogs {
 public:
  static constexpr std::size_t kMostKept = 500;
  static constexpr std::size_t kMostTold = 32;  // session_log.proto, LogStanding

  // A log that a crash left open is closed as cut. `on_closed`: there may be something to give.
  SessionLogs(
      const Clock& clock,
      std::shared_ptr<const MachineState> machine,
      std::filesystem::path folder,
      std::function<void()> on_closed
  );

  // What tell() left out.
  struct Untold {
    bool older = false;   // there are more
    bool unread = false;  // some, or all, can't be read on this disk
  };
  // Each log that is over, the newest first. It reads the disk.
  Untold tell(std::size_t most, const std::function<void(const log_folder::LogOnDisk&)>& one) const;
  // As she was called at her last session here; empty when nobody remembers.
  std::string name_of(const OperatorId& who) const { return names_.of(who); }

  // The PC's next number is taken, and the log's first entry on the disk. Internal when the disk
  // does not take it: then the session must not be held.
  Result<WitnessPtr> begin(SessionId session, const identity::Operator& who, v1::CallKind call);

  // A link to the relay stands: what was on its way on the one before is given again.
  void link_stands() { on_its_way_.reset(); }
  // A serialized AgentSays with the oldest log that the relay has not acknowledged; nothing while
  // one is on its way.
  std::optional<Bytes> to_give();
  void kept(SessionId session);

 private:
  friend class WrittenLog;

  Result<void> open();
  log_folder::Signer signer() const { return {machine_->key, machine_->certificate_chain}; }
  v1::LogStanding standing(std::uint64_t counter) const;
  void closed(const session_log::About& about);

  const Clock& clock_;  // outlives us
  const std::shared_ptr<const MachineState> machine_;
  const std::filesystem::path place_;
  const std::function<void()> on_closed_;
  OperatorNames names_;
  std::optional<log_folder::LogFolder> folder_;  // none: the disk did not let us have it yet
  std::optional<std::uint64_t> open_;            // the number of the session that is being written
  std::optional<session_log::About> on_its_way_;
  std::vector<std::uint64_t> unfit_;  // can't be read any more: nobody is given them
};

}  // namespace maintendue::agent
