// The way back that the family agreed to, as it outlasts a restart.
#pragma once

#include <filesystem>

#include "agent/service/consent/way_back.h"
#include "base/result.h"

namespace maintendue::agent {

// NotFound when there is none of this machine's.
Result<WayBack> load_way_back(const std::filesystem::path& folder, const MachineId& machine);
// On the disk when it returns, whole; Internal when the disk says no: then there is none of it.
Result<void> keep_way_back(
    const std::filesystem::path& folder, const MachineId& machine, const WayBack& way
);
// Gone from the disk when it returns; Internal when the disk says no.
Result<void> forget_way_back(const std::filesystem::path& folder);

}  // namespace maintendue::agent
