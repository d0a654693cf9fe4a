// Small files, read and written whole.
#pragma once

#include <filesystem>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue {

// Keys, certificates and tokens are a few kilobytes.
constexpr std::size_t kLongestSmallFile = 64 * 1024;

// NotFound with a sentence for the person who named the file when it cannot be read, is empty, or
// is longer than kLongestSmallFile.
Result<std::string> read_small_file(const std::filesystem::path& path);

// Whole or not at all, whatever happens meanwhile: written aside, synced, renamed. Mode 0600.
// Internal when the disk says no.
Result<void> write_small_file(const std::filesystem::path& path, BytesView text);

// Gone for good when it returns, as is one that was not there. Internal when the disk says no.
Result<void> remove_small_file(const std::filesystem::path& path);

}  // namespace maintendue
