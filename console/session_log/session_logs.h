// The operator's own logs of her sessions, the PCs' heads she keeps with them, and how each PC's
// count stood when she last met it: a folder in her home.
#pragma once

#include "console/keyring/home.h"
#include "log_folder/log_folder.h"
#include "session_log/history.h"

namespace maintendue::console {

// Lives on `main`. A disk that takes nothing costs the log and is told; it stops no session, for
// the PC's own log is the one that counts.
class SessionLogs {
 public:
  static constexpr std::size_t kMostKept = 2000;

  // A log that waits to be given to the relay.
  struct Waiting {
    session_log::About about;
    Bytes log;  // a serialized SessionLog
  };

  SessionLogs(const Clock& clock, const Home& home);

  // Her key is open: what a crash left open is closed as cut and signed, but for the session that
  // goes on.
  void unlocked(const identity::PrivateKey& key);

  Result<log_folder::LogFile> create(const session_log::About& about, BytesView first_entry);
  void closed(const session_log::About& about);
  std::optional<Waiting> to_give();
  void given(const session_log::About& about);

  // What she keeps of a PC's sessions: heads of her own ones, and the PC's word for the others.
  std::vector<session_log::Kept> kept(const MachineId& machine) const;
  // Heads of her own ones alone, whole.
  std::vector<v1::SignedHead> heads(const MachineId& machine) const;
  // As the PC last told it; its counter is 0 when it never did.
  v1::LogStanding standing(const MachineId& machine) const;
  void keep_standing(const MachineId& machine, const v1::LogStanding& standing);

  const Clock& clock() const { return clock_; }
  const Home& home() const { return home_; }

 private:
  bool open();
  std::filesystem::path standing_file(const MachineId& machine) const;

  const Clock& clock_;  // outlives us
  const Home& home_;    // outlives us
  const std::filesystem::path place_;
  std::optional<log_folder::LogFolder> folder_;
  std::optional<SessionId> open_;
  std::vector<std::filesystem::path> unfit_;  // can't be read any more
};

}  // namespace maintendue::console
