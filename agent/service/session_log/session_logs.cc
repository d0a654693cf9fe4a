#include "agent/service/session_log/session_logs.h"

#include <algorithm>
#include <set>

#include "agent/service/session_log/own_clock.h"
#include "agent/service/session_log/written_log.h"
#include "base/log.h"
#include "maintendue/v1/agent_link.pb.h"

namespace maintendue::agent {
namespace {

using log_folder::Held;

constexpr auto kComponent = "agent.log";

// "000000000012": as many digits as sort well by eye; a number has them all.
std::string file_name_of(std::uint64_t counter) {
  const std::string digits = std::to_string(counter);
  return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

}  // namespace

SessionLogs::SessionLogs(
    const Clock& clock,
    std::shared_ptr<const MachineState> machine,
    std::filesystem::path folder,
    std::function<void()> on_closed
)
    : clock_(clock),
      machine_(std::move(machine)),
      place_(std::move(folder)),
      on_closed_(std::move(on_closed)),
      names_(place_ / "names") {
  if (Result<void> opened = open(); !opened) {
    log::event(
        kComponent, log::Level::error, "session logs can't be kept",
        {{"detail", opened.error().detail}}
    );
  }
}

// Before each session, and at the start of the program: no log is being written then.
Result<void> SessionLogs::open() {
  if (!folder_) {
    Result<log_folder::LogFolder> folder = log_folder::LogFolder::open(place_, kMostKept);
    if (!folder) return tl::unexpected(folder.error());
    folder_ = std::move(*folder);
    if (const std::size_t count = folder_->unreadable(); count > 0) {
      log::event(
          kComponent, log::Level::warning, "session logs can't be read", {{"sessions", count}}
      );
    }
  }
  const WallTime now = OwnClock(clock_, *machine_).wall();
  if (const int cut = folder_->close_left_open(signer(), now); cut > 0) {
    log::event(
        kComponent, log::Level::warning, "session logs left open by a crash are closed",
        {{"sessions", cut}}
    );
  }
  folder_->prune(now);
  if (folder_->unreadable() > 0) return {};  // they may tell of anybody
  std::set<std::string> told_of;
  for (const Held& held : folder_->held()) told_of.insert(held.about.who.value);
  if (!told_of.empty()) names_.keep_only(told_of);
  return {};
}

SessionLogs::Untold SessionLogs::tell(
    std::size_t most, const std::function<void(const log_folder::LogOnDisk&)>& one
) const {
  if (!folder_) return {.unread = true};
  Untold untold{.unread = folder_->unreadable() > 0};
  std::size_t told = 0;
  const auto& held = folder_->held();
  for (auto log = held.rbegin(); log != held.rend(); ++log) {
    if (log->about.counter == open_) continue;
    untold.older = told == most;
    if (untold.older) break;
    if (const Result<log_folder::LogOnDisk> read = folder_->read(log->about); read) {
      one(*read);
      ++told;
    } else {
      untold.unread = true;
    }
  }
  return untold;
}

Result<WitnessPtr> SessionLogs::begin(
    SessionId session, const identity::Operator& who, v1::CallKind call
) {
  if (Result<void> opened = open(); !opened) return tl::unexpected(opened.error());
  const auto& held = folder_->held();
  session_log::About about;
  about.side = v1::LOG_SIDE_MACHINE;
  about.machine = MachineId{machine_->machine_id};
  about.session = session;
  about.counter = held.empty() ? 1 : held.back().about.counter + 1;
  about.previous_head = held.empty() ? Bytes() : held.back().our_head;
  about.who = who.id;
  about.operator_key = session_log::key_name(who.public_key);
  const OwnClock clock(clock_, *machine_);
  session_log::Log log(about, clock.steady());
  const Bytes first = log.begin(call, MAINTENDUE_VERSION, clock);
  Result<log_folder::LogFile> file =
      folder_->create(file_name_of(about.counter), about, first, clock.wall());
  if (!file) return tl::unexpected(file.error());
  open_ = about.counter;
  names_.remember(who.id, who.name);
  return std::make_shared<WrittenLog>(*this, std::move(log), std::move(*file));
}

v1::LogStanding SessionLogs::standing(std::uint64_t counter) const {
  v1::LogStanding standing;
  standing.set_session_counter(counter);
  const auto& held = folder_->held();
  for (auto one = held.rbegin(); one != held.rend(); ++one) {
    if (one->about.counter >= counter) continue;
    if (standing.before_size() == static_cast<int>(kMostTold)) break;
    v1::LogKeptSession& told = *standing.add_before();
    told.set_session_counter(one->about.counter);
    told.set_session_id(one->about.session.value);
    told.set_head_name(one->our_head);
    told.set_given(one->given);
  }
  return standing;
}

void SessionLogs::closed(const session_log::About& about) {
  folder_->look_again(about);
  open_.reset();
  on_closed_();
}

std::optional<Bytes> SessionLogs::to_give() {
  if (!folder_ || on_its_way_) return std::nullopt;
  for (const Held& held : folder_->held()) {
    const std::uint64_t number = held.about.counter;
    const bool waits = !held.given && !held.our_head.empty() && number != open_;
    if (!waits || std::ranges::find(unfit_, number) != unfit_.end()) continue;
    Result<log_folder::LogOnDisk> log = folder_->read(held.about);
    if (!log || !log->ours) {
      unfit_.push_back(number);
      continue;
    }
    v1::AgentSays says;
    v1::LogDelivery& delivery = *says.mutable_session_log();
    delivery.set_session_id(held.about.session.value);
    delivery.set_log(session_log::whole(log->chain, *log->ours).SerializeAsString());
    on_its_way_ = held.about;
    return says.SerializeAsString();
  }
  return std::nullopt;
}

void SessionLogs::kept(SessionId session) {
  if (!on_its_way_ || on_its_way_->session != session) return;  // it says what it was not given
  folder_->mark_given(*on_its_way_);
  on_its_way_.reset();
  on_closed_();
}

}  // namespace maintendue::agent
