// Files of keys and certificates: whole or not there, never over something that exists.
#pragma once

#include <filesystem>
#include <string>

#include "base/bytes.h"
#include "console/cli/terminal.h"

namespace maintendue::cli {

// Throws Stop when it can't be read or is longer than `most` bytes.
Bytes read_file(const Terminal& terminal, const std::filesystem::path& file, std::size_t most);

// Mode 0600, on the disk when it returns. Throws Stop when something is there already.
void write_new_file(const Terminal& terminal, const std::filesystem::path& file, BytesView bytes);

// A folder that appears under its name only when everything in it is on the disk: until commit() it
// has another name beside it, and goes away with this object.
class NewFolder {
 public:
  // Throws Stop when something but an empty folder has that name, or its parent takes no folder.
  NewFolder(const Terminal& terminal, std::filesystem::path place);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;

  // `file` relative to the folder; folders on the way are made, 0700.
  void add_key(const std::filesystem::path& file, BytesView bytes);          // 0600
  void add_certificate(const std::filesystem::path& file, BytesView bytes);  // 0644
  void commit();

 private:
  void add(const std::filesystem::path& file, BytesView bytes, unsigned mode);
  void make_folder(const std::filesystem::path& folder);

  const Terminal& terminal_;
  const std::filesystem::path place_;
  std::filesystem::path draft_;
};

}  // namespace maintendue::cli
