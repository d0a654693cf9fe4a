#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <optional>

#include "base/file_lock.h"

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
// been renamed away meanwhile, and makes another. Not held where it can't be opened, and where the
// file system has no locks.
FileLock open_alone(const std::filesystem::path& path) {
  for (;;) {
    FileLock file = FileLock::of_file(path);
    if (!file.wait()) return file;
    struct stat held{}, named{};
    const bool there = ::fstat(file.descriptor(), &held) == 0 && ::stat(path.c_str(), &named) == 0;
    if (there && held.st_ino == named.st_ino) return file;
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
  std::optional<FileLock> file = open_alone(aside);
  const int fd = file->descriptor();
  if (fd < 0) return fail(Errc::Internal, aside.string() + " cannot be written");
  const bool written = ::ftruncate(fd, 0) == 0 && write_all(fd, text);
  std::error_code error;
  if (written) std::filesystem::rename(aside, path, error);
  file.reset();  // the next one's turn
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
