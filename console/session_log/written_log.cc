#include "console/session_log/written_log.h"

#include "base/log.h"
#include "console/session_log/relay_history.h"

namespace maintendue::console {
namespace {

constexpr auto kComponent = "console.log";
constexpr std::size_t kMostEarly = 16;
constexpr int kMostBefore = 32;  // session_log.proto, LogStanding

void tell_of(const local::v1::LogCheck& check, const MachineId& machine) {
  log::event(
      kComponent, log::Level::warning, "a PC's earlier session is not what it should be",
      {{"machine", machine.value},
       {"session", check.session_id()},
       {"verdict", local::v1::LogVerdict_Name(check.verdict())}}
  );
}

}  // namespace

WrittenLog::WrittenLog(
    SessionLogs& logs,
    const Team& team,
    identity::PrivateKey key,
    const identity::Operator& who,
    AskRelay ask
)
    : logs_(logs), team_(team), key_(std::move(key)), ask_(std::move(ask)) {
  about_.side = v1::LOG_SIDE_CONSOLE;
  about_.who = who.id;
  about_.operator_key = session_log::key_name(who.public_key);
}

WrittenLog::~WrittenLog() {
  if (file_) logs_.closed(about_);
}

void WrittenLog::meets(MachineId machine, SessionId session, v1::CallKind call_kind) {
  about_.machine = std::move(machine);
  about_.session = session;
  call_kind_ = call_kind;
}

void WrittenLog::begins(v1::LogStanding standing) {
  if (log_ || standing.session_counter() == 0) return;  // said once
  // Whoever tells of thousands wants us busy.
  const int beyond = standing.before_size() - kMostBefore;
  if (beyond > 0) standing.mutable_before()->DeleteSubrange(kMostBefore, beyond);
  about_.counter = standing.session_counter();
  meeting_ = {about_.machine, standing, logs_.kept(about_.machine)};
  logs_.keep_standing(about_.machine, standing);
  log_.emplace(about_, logs_.clock().steady());
  const Bytes first = log_->begin(call_kind_, MAINTENDUE_VERSION, logs_.clock());
  Result<log_folder::LogFile> file = logs_.create(about_, first);
  if (file) {
    file_.emplace(std::move(*file));
  } else {
    log::event(
        kComponent, log::Level::error, "the log of a session can't be begun",
        {{"session", about_.session.value}, {"detail", file.error().detail}}
    );
  }
  for (v1::LogEvent& event : early_) saw(std::move(event));
  early_.clear();
}

void WrittenLog::saw(v1::LogEvent event) {
  if (!log_) {
    if (early_.size() < kMostEarly) early_.push_back(std::move(event));
    return;
  }
  if (log_->closed()) return;
  if (const std::optional<Bytes> entry = log_->write(std::move(event), logs_.clock())) {
    write(*entry);
  }
}

// One that the disk does not take breaks the file off there: it is closed as cut later on.
void WrittenLog::write(const Bytes& entry) {
  if (!file_ || file_->add_entry(entry)) return;
  log::event(
      kComponent, log::Level::error, "the session log takes no more",
      {{"session", about_.session.value}}
  );
  logs_.closed(about_);
  file_.reset();
}

std::optional<v1::SignedHead> WrittenLog::close(v1::EndReason why) {
  if (!log_ || log_->closed()) return std::nullopt;
  write(log_->end(why, logs_.clock()));
  if (!file_) return std::nullopt;  // what is not on the disk is not signed
  v1::SignedHead head = session_log::sign_head(
      log_->about(), log_->chain(), false, logs_.clock().wall(), key_, logs_.home().certificate
  );
  if (!file_->add_our_head(head)) return std::nullopt;
  return head;
}

void WrittenLog::keep(v1::SignedHead theirs) {
  if (!file_ || theirs_kept_) return;
  theirs_kept_ = true;
  Result<v1::LogHead> head = session_log::check_head(theirs, team_.trust());
  const bool fits =
      head && head->side() == v1::LOG_SIDE_MACHINE && head->machine_id() == about_.machine.value &&
      head->session_id() == about_.session.value && head->session_counter() == about_.counter;
  if (fits && file_->add_their_head(theirs)) return;
  log::event(
      kComponent, log::Level::warning, "the PC's head of a session is not kept",
      {{"session", about_.session.value}}
  );
}

net::awaitable<std::uint32_t> WrittenLog::findings() {
  std::vector<local::v1::LogCheck> all = contradicted_by_kept(meeting_);
  Result<RelaysWord> relay = co_await ask_about(ask_, meeting_);
  if (relay) {
    const identity::Trust& trust = team_.trust();
    for (local::v1::LogCheck& check : contradicted_by_relay(meeting_, *relay, trust)) {
      all.push_back(std::move(check));
    }
  } else {
    log::event(
        kComponent, log::Level::warning, "session logs can't be compared",
        {{"machine", about_.machine.value}, {"error", name(relay.error().code)}}
    );
  }
  for (const local::v1::LogCheck& check : all) tell_of(check, about_.machine);
  co_return static_cast<std::uint32_t>(all.size());
}

}  // namespace maintendue::console
