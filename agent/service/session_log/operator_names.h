// How those were called who had sessions with this PC: whoever leaves the association stays in the
// family's journal by her name.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "base/ids.h"

namespace maintendue::agent {

// A file beside the logs, which nobody is given. Lives on `main`.
class OperatorNames final {
 public:
  // With what lies there; a file that is none of ours is as if there were none.
  explicit OperatorNames(std::filesystem::path file);

  // From now on, and on the disk. One that the disk does not take lasts as long as the service.
  void remember(const OperatorId& who, const std::string& name);
  // Empty when nobody remembers.
  std::string of(const OperatorId& who) const;
  // The names of all others go, from the disk too.
  void keep_only(const std::set<std::string>& ids);

 private:
  void keep() const;

  const std::filesystem::path file_;  // fixed after construction
  std::map<std::string, std::string> names_;
};

}  // namespace maintendue::agent
