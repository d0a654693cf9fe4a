#include "console/session_log/session_logs.h"

#include <algorithm>
#include <fstream>

#include "base/files.h"
#include "base/log.h"

namespace maintendue::console {
namespace {

namespace fs = std::filesystem;
using log_folder::Held;

constexpr auto kComponent = "console.log";

}  // namespace

SessionLogs::SessionLogs(const Clock& clock, const Home& home)
    : clock_(clock), home_(home), place_(home.folder / "log") {
  open();
}

bool SessionLogs::open() {
  if (folder_) return true;
  Result<log_folder::LogFolder> folder = log_folder::LogFolder::open(place_, kMostKept);
  if (folder) {
    folder_ = std::move(*folder);
    return true;
  }
  log::event(
      kComponent, log::Level::error, "session logs can't be kept",
      {{"detail", folder.error().detail}}
  );
  return false;
}

void SessionLogs::unlocked(const identity::PrivateKey& key) {
  if (!open()) return;
  const log_folder::Signer signer{key, home_.certificate};
  const int cut = folder_->close_left_open(signer, clock_.wall(), open_);
  if (cut > 0) {
    log::event(
        kComponent, log::Level::warning, "session logs left open by a crash are closed",
        {{"sessions", cut}}
    );
  }
  folder_->prune(clock_.wall());
}

Result<log_folder::LogFile> SessionLogs::create(
    const session_log::About& about, BytesView first_entry
) {
  if (!open()) return fail(Errc::Internal, "no folder for logs");
  const std::string name = about.machine.value + "-" + std::to_string(about.session.value);
  Result<log_folder::LogFile> file = folder_->create(name, about, first_entry, clock_.wall());
  if (file) open_ = about.session;
  return file;
}

void SessionLogs::closed(const session_log::About& about) {
  if (folder_) folder_->look_again(about);
  open_.reset();
}

std::optional<SessionLogs::Waiting> SessionLogs::to_give() {
  if (!folder_) return std::nullopt;
  for (const Held& held : folder_->held()) {
    const session_log::About& about = held.about;
    const bool waits = !held.given && !held.our_head.empty() && about.session != open_;
    if (!waits || std::ranges::find(unfit_, held.path) != unfit_.end()) continue;
    Result<log_folder::LogOnDisk> log = folder_->read(about);
    if (!log || !log->ours) {
      unfit_.push_back(held.path);
      continue;
    }
    return Waiting{about, session_log::whole(log->chain, *log->ours).SerializeAsString()};
  }
  return std::nullopt;
}

void SessionLogs::given(const session_log::About& about) {
  if (folder_) folder_->mark_given(about);
}

std::vector<session_log::Kept> SessionLogs::kept(const MachineId& machine) const {
  std::vector<session_log::Kept> all;
  for (const Held& held : folder_ ? folder_->held() : std::vector<Held>{}) {
    if (held.about.machine != machine) continue;
    all.push_back({held.about.counter, held.about.session, held.their_head});
  }
  const v1::LogStanding told_last = standing(machine);
  for (const v1::LogKeptSession& told : told_last.before()) {
    const SessionId session{told.session_id()};
    const auto known = std::ranges::find(all, session, &session_log::Kept::session);
    if (known == all.end()) {
      all.push_back({told.session_counter(), session, told.head_name()});
    } else if (known->name.empty()) {
      known->name = told.head_name();
    }
  }
  return all;
}

std::vector<v1::SignedHead> SessionLogs::heads(const MachineId& machine) const {
  std::vector<v1::SignedHead> all;
  for (const Held& held : folder_ ? folder_->held() : std::vector<Held>{}) {
    if (held.about.machine != machine || held.their_head.empty()) continue;
    Result<log_folder::LogOnDisk> log = folder_->read(held.about);
    if (log && log->theirs) all.push_back(std::move(*log->theirs));
  }
  return all;
}

fs::path SessionLogs::standing_file(const MachineId& machine) const {
  return place_ / (machine.value + ".standing");
}

v1::LogStanding SessionLogs::standing(const MachineId& machine) const {
  v1::LogStanding standing;
  if (!identity::is_id(machine.value)) return standing;
  const Result<std::string> bytes = read_small_file(standing_file(machine));
  if (bytes && !standing.ParseFromString(*bytes)) standing.Clear();
  return standing;
}

void SessionLogs::keep_standing(const MachineId& machine, const v1::LogStanding& standing) {
  const fs::path aside = standing_file(machine).string() + ".new";
  std::ofstream(aside, std::ios::binary) << standing.SerializeAsString();
  std::error_code error;
  fs::rename(aside, standing_file(machine), error);
  if (!error) return;
  log::event(
      kComponent, log::Level::warning, "a PC's count can't be kept", {{"machine", machine.value}}
  );
}

}  // namespace maintendue::console
