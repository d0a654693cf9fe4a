#include "log_folder/log_folder.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace maintendue::log_folder {
namespace {

namespace fs = std::filesystem;

bool older(const Held& a, const Held& b) {
  return std::tie(a.about.counter, a.about.session) < std::tie(b.about.counter, b.about.session);
}

WallTime time_of(BytesView entry) {
  v1::LogEvent event;
  const bool read = event.ParseFromArray(entry.data(), static_cast<int>(entry.size()));
  return read ? from_unix_ms(event.wall_ms()) : WallTime{};
}

bool allows(BytesView entry) {
  v1::LogEvent event;
  const bool read = event.ParseFromArray(entry.data(), static_cast<int>(entry.size()));
  return read && event.allowed() != v1::SCOPE_UNSPECIFIED;
}

}  // namespace

Held LogFolder::held_of(const fs::path& path, const LogOnDisk& log) {
  return {
      .path = path,
      .about = log.about,
      .our_head = log.ours ? session_log::name_of(*log.ours) : Bytes(),
      .their_head = log.theirs ? session_log::name_of(*log.theirs) : Bytes(),
      .given = log.given,
      .last = time_of(log.chain.entries().back()),
      .allowed = std::ranges::any_of(log.chain.entries(), allows),
  };
}

Result<LogFolder> LogFolder::open(const fs::path& folder, std::size_t most) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(Errc::Internal, folder.string() + " cannot be used");
  LogFolder made(folder, most);
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".log") continue;
    Result<LogOnDisk> log = read_log(entry.path());
    if (log) made.held_.push_back(held_of(entry.path(), *log));
    if (!log) ++made.unreadable_;
  }
  std::ranges::sort(made.held_, older);
  return made;
}

Held* LogFolder::find(const session_log::About& about) {
  const auto found = std::ranges::find_if(held_, [&](const Held& held) {
    return held.about.counter == about.counter && held.about.session == about.session &&
           held.about.machine == about.machine;
  });
  return found == held_.end() ? nullptr : &*found;
}

Result<LogOnDisk> LogFolder::read(const session_log::About& about) const {
  const Held* held = const_cast<LogFolder*>(this)->find(about);
  if (held == nullptr) return fail(Errc::NotFound, "no such log");
  return read_log(held->path);
}

Result<LogFile> LogFolder::create(
    const std::string& name, const session_log::About& about, BytesView first_entry, WallTime now
) {
  const fs::path path = folder_ / (name + ".log");
  Result<LogFile> file = LogFile::create(path, about, first_entry);
  if (!file) return file;
  Held held{.path = path, .about = about, .our_head = {}, .their_head = {}, .last = now};
  const auto place = std::ranges::upper_bound(held_, held, older);
  held_.insert(place, std::move(held));
  return file;
}

Result<void> LogFolder::close_as_cut(const Held& held, const Signer& signer, WallTime now) {
  Result<LogOnDisk> log = read_log(held.path);
  if (!log) return tl::unexpected(log.error());
  Result<LogFile> file = LogFile::reopen(held.path, *log);
  if (!file) return tl::unexpected(file.error());
  // Its program may have stopped after the last entry and before the signature.
  v1::LogEvent last;
  const bool read = last.ParseFromString(log->chain.entries().back());
  bool cut = read && last.has_cut();
  if (!cut && !(read && last.has_ended())) {
    const Bytes entry = session_log::cut_entry(now);
    Result<void> added = file->add_entry(entry);
    if (!added) return added;
    log->chain.append(entry);
    cut = true;
  }
  return file->add_our_head(
      session_log::sign_head(log->about, log->chain, cut, now, signer.key, signer.certificate_chain)
  );
}

int LogFolder::close_left_open(const Signer& signer, WallTime now, std::optional<SessionId> but) {
  int closed = 0;
  for (Held& held : held_) {
    if (!held.our_head.empty() || (but && held.about.session == *but)) continue;
    if (!close_as_cut(held, signer, now)) continue;  // tried again at the next start
    look_again(session_log::About(held.about));
    ++closed;
  }
  return closed;
}

void LogFolder::look_again(const session_log::About& about) {
  Held* held = find(about);
  if (held == nullptr) return;
  if (Result<LogOnDisk> log = read_log(held->path)) *held = held_of(held->path, *log);
}

void LogFolder::mark_given(const session_log::About& about) {
  Held* held = find(about);
  if (held == nullptr || held->given) return;
  held->given = true;  // a disk that does not take it has it given once more after the next start
  Result<LogOnDisk> log = read_log(held->path);
  if (!log) return;
  Result<LogFile> file = LogFile::reopen(held->path, *log);
  if (file) (void)file->add_given();
}

bool LogFolder::is_newest_of_its_machine(std::size_t at) const {
  return std::ranges::none_of(std::span(held_).subspan(at + 1), [&](const Held& later) {
    return later.about.machine == held_[at].about.machine;
  });
}

std::optional<std::size_t> LogFolder::to_go(WallTime now) const {
  std::optional<std::size_t> first;
  for (std::size_t at = 0; at < held_.size(); ++at) {
    const bool old = held_[at].given && held_[at].last + kKept < now;
    if (old && !is_newest_of_its_machine(at)) return at;
    if (!first || goes_before(at, *first)) first = at;
  }
  return held_.size() > most_ ? first : std::nullopt;
}

bool LogFolder::goes_before(std::size_t one, std::size_t other) const {
  const auto rank = [this](std::size_t at) {
    return std::tuple(is_newest_of_its_machine(at), held_[at].allowed, held_[at].last);
  };
  return rank(one) < rank(other);
}

void LogFolder::prune(WallTime now) {
  std::error_code ignored;  // what stays is looked at again the next time
  for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
    if (entry.path().extension() == ".new") fs::remove(entry.path(), ignored);
  }
  while (const auto at = to_go(now)) {
    std::error_code error;
    fs::remove(held_[*at].path, error);
    if (error) return;
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(*at));
  }
}

}  // namespace maintendue::log_folder
