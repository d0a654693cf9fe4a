#include "base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace maintendue {

FileLock FileLock::of_file(const std::filesystem::path& path) {
  return FileLock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

FileLock FileLock::of_folder(const std::filesystem::path& path) {
  return FileLock(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

FileLock::FileLock(int descriptor)
    : descriptor_(descriptor), trouble_(descriptor < 0 ? errno : 0) {}

FileLock::FileLock(FileLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), trouble_(other.trouble_) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(trouble_, other.trouble_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> FileLock::wait() {
  const Result<bool> held = lock(LOCK_EX);
  if (!held) return tl::unexpected(held.error());
  return {};
}

Result<bool> FileLock::take() { return lock(LOCK_EX | LOCK_NB); }

Result<bool> FileLock::lock(int how) {
  if (descriptor_ < 0) return fail(Errc::Internal, std::strerror(trouble_));
  while (::flock(descriptor_, how) != 0) {
    if (errno == EWOULDBLOCK) return false;
    if (errno != EINTR) return fail(Errc::Internal, std::strerror(errno));
  }
  return true;
}

}  // namespace maintendue
