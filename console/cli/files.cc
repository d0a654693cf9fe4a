#include "console/cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/random.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }

 private:
  const int number_;
};

[[noreturn]] void stop_errno(const Terminal& terminal, Word word, const fs::path& path) {
  const int why = errno;
  if (why == EEXIST || why == ENOTEMPTY) stop(terminal, Word::Exists, {path.native()});
  stop(terminal, word, {path.native(), std::strerror(why)});
}

bool write_all(int descriptor, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// False, with errno, when it could not; then nothing is left of it.
bool create(const fs::path& file, BytesView bytes, unsigned mode) {
  const Descriptor made(open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!made) return false;
  if (write_all(made.get(), bytes) && fchmod(made.get(), mode) == 0 && fsync(made.get()) == 0) {
    return true;
  }
  const int why = errno;
  unlink(file.c_str());
  errno = why;
  return false;
}

bool sync_folder(const fs::path& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened && fsync(opened.get()) == 0;
}

// "ORG/" and "ORG" are one place; "ORG" alone lies in ".".
fs::path tidy(fs::path place) {
  place = place.lexically_normal();
  if (!place.has_filename()) place = place.parent_path();
  return place.has_parent_path() ? place : "." / place;
}

fs::path draft_beside(const fs::path& place) {
  return place.parent_path() / ("." + place.filename().native() + "." + to_hex(random_bytes(4)));
}

}  // namespace

Bytes read_file(const Terminal& terminal, const fs::path& file, std::size_t most) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) stop_errno(terminal, Word::CannotRead, file);
  Bytes bytes(most + 1, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = read(opened.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) stop_errno(terminal, Word::CannotRead, file);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  errno = EFBIG;
  if (filled > most) stop_errno(terminal, Word::CannotRead, file);
  bytes.resize(filled);
  return bytes;
}

void write_new_file(const Terminal& terminal, const fs::path& file, BytesView bytes) {
  const fs::path place = tidy(file);
  const fs::path draft = draft_beside(place);
  if (!create(draft, bytes, 0600)) stop_errno(terminal, Word::CannotWrite, file);
  if (renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) != 0) {
    const int why = errno;
    unlink(draft.c_str());
    errno = why;
    stop_errno(terminal, Word::CannotWrite, file);
  }
  if (!sync_folder(place.parent_path())) stop_errno(terminal, Word::CannotWrite, file);
}

NewFolder::NewFolder(const Terminal& terminal, fs::path place)
    : terminal_(terminal), place_(tidy(std::move(place))), draft_(draft_beside(place_)) {
  std::error_code ignored;
  const bool free = !fs::exists(fs::symlink_status(place_, ignored)) ||
                    (fs::is_directory(place_, ignored) && fs::is_empty(place_, ignored));
  if (!free) stop(terminal, Word::Exists, {place_.native()});
  if (mkdir(draft_.c_str(), 0700) != 0) stop_errno(terminal_, Word::CannotWrite, place_);
}

NewFolder::~NewFolder() {
  std::error_code ignored;  // a draft that stays is ugly, not wrong
  if (!draft_.empty()) fs::remove_all(draft_, ignored);
}

void NewFolder::add_key(const fs::path& file, BytesView bytes) { add(file, bytes, 0600); }

void NewFolder::add_certificate(const fs::path& file, BytesView bytes) { add(file, bytes, 0644); }

void NewFolder::add(const fs::path& file, BytesView bytes, unsigned mode) {
  make_folder(file.parent_path());
  if (!create(draft_ / file, bytes, mode)) {
    stop_errno(terminal_, Word::CannotWrite, place_ / file);
  }
}

void NewFolder::make_folder(const fs::path& folder) {
  if (folder.empty()) return;
  make_folder(folder.parent_path());
  if (mkdir((draft_ / folder).c_str(), 0700) == 0 || errno == EEXIST) return;
  stop_errno(terminal_, Word::CannotWrite, place_ / folder);
}

void NewFolder::commit() {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(draft_)) {
    if (entry.is_directory() && !sync_folder(entry.path())) {
      stop_errno(terminal_, Word::CannotWrite, place_);
    }
  }
  const bool named = sync_folder(draft_) && rename(draft_.c_str(), place_.c_str()) == 0;
  if (!named) stop_errno(terminal_, Word::CannotWrite, place_);
  draft_.clear();
  if (!sync_folder(place_.parent_path())) stop_errno(terminal_, Word::CannotWrite, place_);
}

}  // namespace maintendue::cli
