// A folder of session logs: what is there, what a crash left open, what is old.
#pragma once

#include <vector>

#include "log_folder/log_file.h"

namespace maintendue::log_folder {

// Who signs what this folder's program has written.
struct Signer {
  identity::PrivateKey key;
  std::string certificate_chain;
};

// One log of the folder; what it says in full is read when somebody asks.
struct Held {
  std::filesystem::path path;
  session_log::About about;
  Bytes our_head;  // names; empty when there is none
  Bytes their_head;
  bool given = false;
  WallTime last;         // of its last entry, by its writer's clock
  bool allowed = false;  // somebody let something be seen in it
};

// Lives on one thread; its calls wait for the disk, which is short and seldom: some twenty records
// a session.
class LogFolder {
 public:
  static constexpr std::chrono::hours kKept{24 * 366};

  // Makes the folder (0700) where there is none. Internal when it can't be used. A file that is no
  // log of ours stays where it is and is counted in unreadable(). `most` logs are kept.
  static Result<LogFolder> open(const std::filesystem::path& folder, std::size_t most);

  // Oldest first, by the PC's own number and then the session's.
  const std::vector<Held>& held() const { return held_; }
  std::size_t unreadable() const { return unreadable_; }
  // Here and below a log is found by its machine, session and number together: a relay chooses the
  // session's number, and may choose one again.
  Result<LogOnDisk> read(const session_log::About& about) const;

  // A log that begins; on the disk when it returns.
  Result<LogFile> create(
      const std::string& name, const session_log::About& about, BytesView first_entry, WallTime now
  );
  // Closes and signs what was left open, but for the log that is being written; tells how many.
  int close_left_open(const Signer& signer, WallTime now, std::optional<SessionId> but = {});
  // What a file holds has changed.
  void look_again(const session_log::About& about);
  void mark_given(const session_log::About& about);
  // Removes drafts of logs that never began, what was given and is older than kKept (what was not
  // given has no other copy, and a clock may be a year ahead), and, where there are too many, first
  // of all what nobody allowed anything in, the oldest first: whoever makes one session after the
  // other without a yes pushes out his own. A machine's newest goes last of all: the next one
  // counts on from it.
  void prune(WallTime now);

 private:
  LogFolder(std::filesystem::path folder, std::size_t most)
      : folder_(std::move(folder)), most_(most) {}
  Held* find(const session_log::About& about);
  static Held held_of(const std::filesystem::path& path, const LogOnDisk& log);
  bool is_newest_of_its_machine(std::size_t at) const;
  bool goes_before(std::size_t one, std::size_t other) const;
  std::optional<std::size_t> to_go(WallTime now) const;
  Result<void> close_as_cut(const Held& held, const Signer& signer, WallTime now);

  std::filesystem::path folder_;
  std::size_t most_;
  std::vector<Held> held_;
  std::size_t unreadable_ = 0;
};

}  // namespace maintendue::log_folder
