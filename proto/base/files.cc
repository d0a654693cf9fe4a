#include "base/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
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

// One at a time: a command writes beside an open console. Whoever waited finds that the file has
// been renamed away meanwhile, and makes another. -1 when it can't be had.
int open_alone(const std::filesystem::path& path) {
  for (;;) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return fd;
    struct stat held{}, named{};
    int waited = 0;
    do waited = ::flock(fd, LOCK_EX);
    while (waited != 0 && errno == EINTR);
    if (waited != 0) return fd;  // a file system that has no locks
    const bool there = ::fstat(fd, &held) == 0 && ::stat(path.c_str(), &named) == 0;
    if (there && held.st_ino == named.st_ino) return fd;
    ::close(fd);
  }
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
  const int fd = open_alone(aside);
  if (fd < 0) return fail(Errc::Internal, aside.string() + " cannot be written");
  const bool written = ::ftruncate(fd, 0) == 0 && write_all(fd, text);
  std::error_code error;
  if (written) std::filesystem::rename(aside, path, error);
  ::close(fd);  // the next one's turn
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
