// One session's log as a file: written entry by entry, readable however its writer stopped.
#pragma once

#include <filesystem>
#include <optional>

#include "session_log/log.h"

namespace maintendue::log_folder {

// What a file holds.
struct LogOnDisk {
  session_log::About about;
  session_log::Chain chain;
  std::optional<v1::SignedHead> ours;    // none: it was never closed
  std::optional<v1::SignedHead> theirs;  // of the other side's log, when it came over
  bool given = false;                    // the relay keeps it
  std::uintmax_t whole_bytes = 0;        // up to the end of its last whole record
};

// An open file at whose end records are added. Everything is on the disk when a call returns.
class LogFile {
 public:
  // Under `path` appears a log with its first entry, or nothing does. Exists already: Internal.
  static Result<LogFile> create(
      const std::filesystem::path& path, const session_log::About& about, BytesView first_entry
  );
  // To go on after its last whole record; what follows that is cut off.
  static Result<LogFile> reopen(const std::filesystem::path& path, const LogOnDisk& known);
  LogFile(LogFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  LogFile& operator=(LogFile&&) = delete;
  ~LogFile();

  Result<void> add_entry(BytesView entry);
  Result<void> add_our_head(const v1::SignedHead& head);
  Result<void> add_their_head(const v1::SignedHead& head);
  Result<void> add_given();

 private:
  explicit LogFile(int descriptor) : descriptor_(descriptor) {}
  Result<void> add(char kind, BytesView bytes);

  int descriptor_;
};

// As far as its records are whole. BadMessage when not even its first entry is.
Result<LogOnDisk> read_log(const std::filesystem::path& path);

}  // namespace maintendue::log_folder
