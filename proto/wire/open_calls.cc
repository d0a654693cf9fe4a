#include "wire/open_calls.h"

#include <utility>

namespace maintendue::wire {

std::optional<OpenCalls::Place> OpenCalls::enter(const std::string& connection) {
  {
    const std::lock_guard lock(mutex_);
    Crowd& crowd = crowds_[connection];
    if (!crowd.told && crowd.calls < most_) {
      ++crowd.calls;
      return Place(shared_from_this(), connection);
    }
    if (std::exchange(crowd.told, true)) return std::nullopt;
  }
  too_many_(connection);
  return std::nullopt;
}

void OpenCalls::leave(const std::string& connection) {
  const std::lock_guard lock(mutex_);
  const auto crowd = crowds_.find(connection);
  if (--crowd->second.calls == 0) crowds_.erase(crowd);
}

}  // namespace maintendue::wire
