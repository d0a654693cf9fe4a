// Restarts that the family agreed to, and who may come back behind them.
#pragma once

#include <functional>
#include <memory>

#include "agent/service/consent/way_back.h"
#include "agent/service/state/machine_state.h"

namespace maintendue::agent {

// Lives on `main`. What is agreed lies on the disk alone, so that nothing but a restart has to be
// survived; there is one at a time, the last.
class Restarts {
 public:
  // `clock` outlives us. `folder` is the state's.
  Restarts(
      const Clock& clock,
      std::shared_ptr<const MachineState> machine,
      std::filesystem::path folder,
      std::function<Start()> start = [] { return read_start(); }
  );

  // The family said yes, at that account's desktop. On the disk when it returns; else, Internal,
  // nothing may restart.
  Result<void> agreed(
      const identity::Operator& who, uid_t account, std::chrono::milliseconds lease_left
  );
  // A session begins at that account's desktop: how much of the lease she may come back to. Asked
  // once: whatever the answer, nobody comes back by it any more, and where the disk does not let go
  // of it she does not either.
  std::optional<std::chrono::milliseconds> take(const identity::Operator& who, uid_t account);
  // Nobody comes back by what was agreed so far, whatever the disk says to that.
  void forget();
  // That account sits at the monitor. Another than the one that agreed ends it, as the time does.
  void came(uid_t account);

 private:
  const Clock& clock_;
  const std::shared_ptr<const MachineState> machine_;
  const std::filesystem::path folder_;
  const std::function<Start()> start_;
  bool forgotten_ = false;
};

}  // namespace maintendue::agent
