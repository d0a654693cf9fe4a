// A file or folder that one program has to itself at a time.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace maintendue {

// Opened, and once one of the verbs succeeded, held (flock): given back when this ends or the
// program does, however it ends. Whoever opens it anew, in this process too, is somebody else.
class FileLock final {
 public:
  // A file for this purpose alone, or one to be written: made when it is missing, mode 0600, never
  // behind a symbolic link. Nothing is changed in it.
  static FileLock of_file(const std::filesystem::path& path);
  // A folder that is there.
  static FileLock of_folder(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  // Once. Waits for whoever has it. Internal when it can't be opened, or its file system has no
  // locks.
  Result<void> wait();
  // Whether it is ours now: false when somebody else has it. Internal as in wait().
  Result<bool> take();

  // To write to what is held; -1 when it can't be opened. Ours, and closed on exec.
  int descriptor() const { return descriptor_; }

 private:
  explicit FileLock(int descriptor);
  Result<bool> lock(int how);

  int descriptor_;
  int trouble_;  // errno of opening it
};

}  // namespace maintendue
