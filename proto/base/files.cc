#include "base/files.h"

#include <fstream>

namespace maintendue {

Result<std::string> read_small_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kLongestSmallFile + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.empty()) return fail(Errc::NotFound, "The file " + path.string() + " cannot be read.");
  if (text.size() > kLongestSmallFile) {
    return fail(Errc::NotFound, "The file " + path.string() + " is too long to be one of ours.");
  }
  return text;
}

}  // namespace maintendue
