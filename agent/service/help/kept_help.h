// The family's request for help on the disk of its PC.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "maintendue/local/v1/kept.pb.h"

namespace maintendue::agent {

// NotFound when there is none, or what lies there is no request.
Result<local::v1::KeptHelp> load_help(const std::filesystem::path& folder);
// On the disk when it returns, whole; Internal when the disk says no: then the one before is there.
Result<void> keep_help(const std::filesystem::path& folder, const local::v1::KeptHelp& kept);
// Gone from the disk when it returns; Internal when the disk says no.
Result<void> forget_help(const std::filesystem::path& folder);

}  // namespace maintendue::agent
