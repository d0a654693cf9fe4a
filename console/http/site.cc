#include "console/http/site.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>

namespace maintendue::console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestSite = 64 * 1024 * 1024;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kKinds{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
}};

std::string_view content_type(const fs::path& path) {
  const std::string extension = path.extension().string();
  for (const auto& [known, type] : kKinds) {
    if (extension == known) return type;
  }
  return {};
}

// The whole regular file, or nothing when it is something else or can't be read.
std::optional<Bytes> read_regular(const fs::path& path, std::size_t at_most) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  struct stat status{};
  std::optional<Bytes> bytes;
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
      static_cast<std::size_t>(status.st_size) <= at_most) {
    bytes.emplace(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes->size()) {
      const ssize_t got = ::read(file, bytes->data() + filled, bytes->size() - filled);
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    if (filled != bytes->size()) bytes.reset();
  }
  ::close(file);
  return bytes;
}

}  // namespace

Site Site::load(const fs::path& folder) {
  Site site;
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  std::size_t total = 0;
  if (!error) {
    // Folders that are links are not entered: that is the iterator's default.
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string_view type = content_type(entry.path());
      if (type.empty() || entry.is_symlink() || !entry.is_regular_file()) continue;
      std::optional<Bytes> bytes = read_regular(entry.path(), kLargestSite - total);
      if (!bytes) continue;
      total += bytes->size();
      const std::string path = "/" + entry.path().lexically_relative(root).generic_string();
      const bool immutable = path.starts_with("/assets/");
      site.files_[path] = PageFile{std::move(*bytes), std::string(type), immutable};
    }
  }
  if (!site.find("/")) {
    throw std::runtime_error("The pages are not in " + folder.string() + " (no index.html there).");
  }
  return site;
}

const PageFile* Site::find(std::string_view path) const {
  const auto found = files_.find(path == "/" ? std::string_view("/index.html") : path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace maintendue::console
