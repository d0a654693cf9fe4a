// The newest step that the relay gave this PC and that is on its disk: what it shows next time.
#pragma once

#include <filesystem>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/result.h"

namespace maintendue::agent {

// Empty when there is none of this machine's.
Bytes load_step(const std::filesystem::path& folder, const MachineId& machine);
// On the disk when it returns. Internal when the disk says no: the one before stays.
Result<void> keep_step(
    const std::filesystem::path& folder, const MachineId& machine, const Bytes& step
);

}  // namespace maintendue::agent
