#include "base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

namespace maintendue {
namespace {

bool write_all(int fd, BytesView text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(fd) == 0;
}

void sync_folder(const std::filesystem::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

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

Result<void> write_small_file(const std::filesystem::path& path, BytesView text) {
  const std::filesystem::path aside = path.string() + ".new";
  const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return fail(Errc::Internal, aside.string() + " cannot be written");
  const bool written = write_all(fd, text);
  ::close(fd);
  std::error_code error;
  if (written) std::filesystem::rename(aside, path, error);
  if (!written || error) return fail(Errc::Internal, path.string() + " cannot be written");
  sync_folder(path.parent_path());
  return {};
}

Result<void> remove_small_file(const std::filesystem::path& path) {
  std::error_code error;
  const bool was_there = std::filesystem::remove(path, error);
  if (error) return fail(Errc::Internal, path.string() + " cannot be removed");
  if (was_there) sync_folder(path.parent_path());
  return {};
}

}  // namespace maintendue
