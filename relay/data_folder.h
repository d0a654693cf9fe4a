// The folder of one relay's database, held by one relay at a time.
#pragma once

#include <filesystem>

#include "base/file_lock.h"

namespace maintendue::relay {

// Makes the folder when it is missing and holds its lock until destroyed or killed. Throws
// std::runtime_error with one sentence.
class DataFolder final {
 public:
  explicit DataFolder(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }

 private:
  const std::filesystem::path path_;
  FileLock lock_;
};

}  // namespace maintendue::relay
