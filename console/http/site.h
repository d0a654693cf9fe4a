// The built pages, in memory: what is not in the map can't be asked for, however the path is
// written.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace maintendue::console {

struct PageFile {
  Bytes bytes;
  std::string content_type;
  bool immutable = false;  // its name changes when it does
};

// Read once at start; any thread afterwards.
class Site {
 public:
  // Real files under `folder`, read without following a symbolic link, of the kinds that pages are
  // made of. Stops at 64 MiB. Throws std::runtime_error with one sentence when there is no
  // index.html.
  static Site load(const std::filesystem::path& folder);

  // The file of that path ("/" is "/index.html"), byte for byte; null when there is none.
  const PageFile* find(std::string_view path) const;

 private:
  std::map<std::string, PageFile, std::less<>> files_;
};

}  // namespace maintendue::console
