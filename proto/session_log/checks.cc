#include "session_log/checks.h"

namespace maintendue::session_log {
namespace {

bool is_last(const v1::LogEvent& event) { return event.has_ended() || event.has_cut(); }

// The given entries against the marks that were signed: the first that is not in its place. Which
// marks fit is only to find it; that all is well the hash says.
std::optional<Flaw> first_flaw(const v1::SessionLog& log, const v1::LogHead& head) {
  const int signed_entries = static_cast<int>(head.entries());
  const auto mark = [&](int at) { return head.marks().substr(at * kMarkBytes, kMarkBytes); };
  const auto fits = [&](int given, int at) {
    return given < log.entries_size() && at < signed_entries &&
           mark_of(log.entries(given)) == mark(at);
  };
  for (int at = 0; at < signed_entries; ++at) {
    if (fits(at, at)) continue;
    const auto number = static_cast<std::uint32_t>(at + 1);
    if (at >= log.entries_size() || fits(at, at + 1)) return Flaw{Fault::Missing, number};
    if (fits(at + 1, at)) return Flaw{Fault::Added, number};
    for (int later = at + 2; later < signed_entries; ++later) {
      if (fits(at, later)) return Flaw{Fault::Missing, number};
    }
    return Flaw{Fault::Changed, number};
  }
  if (log.entries_size() > signed_entries) return Flaw{Fault::Added, head.entries() + 1};
  return std::nullopt;
}

bool begins_as_its_head(const v1::LogEvent& event, const v1::LogHead& head) {
  const v1::LogBegun& begun = event.begun();
  return event.has_begun() && begun.session_id() == head.session_id() &&
         begun.machine_id() == head.machine_id() && begun.operator_id() == head.operator_id() &&
         begun.operator_key() == head.operator_key();
}

// What its own writer would not have written: signed all the same, so it is told apart.
std::optional<Flaw> unlikely(const std::vector<v1::LogEvent>& events, const v1::LogHead& head) {
  std::uint64_t elapsed = 0;
  for (std::size_t at = 0; at < events.size(); ++at) {
    const v1::LogEvent& event = events[at];
    const bool last = at + 1 == events.size();
    const bool in_place = at == 0 ? begins_as_its_head(event, head) : !event.has_begun();
    const bool in_time = event.has_cut() || event.elapsed_ms() >= elapsed;
    const bool closes = last == is_last(event) && event.has_cut() == (last && head.cut());
    if (!in_place || !in_time || !closes || event.event_case() == v1::LogEvent::EVENT_NOT_SET) {
      return Flaw{Fault::Unlikely, static_cast<std::uint32_t>(at + 1)};
    }
    elapsed = event.elapsed_ms();
  }
  return std::nullopt;
}

// What the PC tells the operator, of all that is in either log.
bool is_told(const v1::LogEvent& event) {
  return event.event_case() == v1::LogEvent::kAsked ||
         event.event_case() == v1::LogEvent::kAnswered ||
         event.event_case() == v1::LogEvent::kAllowed ||
         event.restart().what() == v1::LogRestart::ASKED ||
         event.restart().what() == v1::LogRestart::ANSWERED;
}

bool tells_the_same(const v1::LogEvent& a, const v1::LogEvent& b) {
  if (a.event_case() != b.event_case()) return false;
  switch (a.event_case()) {
    case v1::LogEvent::kAsked:
      return a.asked() == b.asked();
    case v1::LogEvent::kAnswered:
      return a.answered().scope() == b.answered().scope() &&
             a.answered().answer() == b.answered().answer();
    case v1::LogEvent::kRestart:
      return a.restart().what() == b.restart().what() &&
             a.restart().answer() == b.restart().answer();
    default:
      return a.allowed() == b.allowed();
  }
}

bool of_one_session(const v1::LogHead& a, const v1::LogHead& b) {
  return a.machine_id() == b.machine_id() && a.session_id() == b.session_id() &&
         a.session_counter() == b.session_counter() && a.operator_id() == b.operator_id() &&
         a.operator_key() == b.operator_key();
}

}  // namespace

tl::expected<CheckedLog, Flaw> check_log(
    BytesView bytes,
    v1::LogSide side,
    const MachineId& machine,
    SessionId session,
    const identity::Trust& trust
) {
  v1::SessionLog log;
  if (bytes.size() > kLongestLog ||
      !log.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return tl::unexpected(Flaw{Fault::Unreadable});
  }
  Result<v1::LogHead> head = check_head(log.head(), trust);
  if (!head) {
    const bool unreadable = head.error().code == Errc::BadMessage;
    return tl::unexpected(Flaw{unreadable ? Fault::Unreadable : Fault::Unsigned});
  }
  if (head->side() != side || head->machine_id() != machine.value ||
      head->session_id() != session.value) {
    return tl::unexpected(Flaw{Fault::Foreign});
  }
  if (auto flaw = first_flaw(log, *head)) return tl::unexpected(*flaw);
  Chain chain;
  CheckedLog checked{std::move(*head), name_of(log.head()), signing_key(log.head()), {}};
  for (const Bytes& entry : log.entries()) {
    const auto number = static_cast<std::uint32_t>(checked.events.size() + 1);
    v1::LogEvent event;
    if (!chain.append(entry) || !event.ParseFromString(entry)) {
      return tl::unexpected(Flaw{Fault::Unlikely, number});
    }
    checked.events.push_back(std::move(event));
  }
  if (chain.last_hash() != checked.head.last_hash()) return tl::unexpected(Flaw{Fault::Changed});
  if (auto flaw = unlikely(checked.events, checked.head)) return tl::unexpected(*flaw);
  return checked;
}

std::optional<std::uint32_t> difference(const CheckedLog& machine, const CheckedLog& console) {
  if (!of_one_session(machine.head, console.head)) return 0;
  auto told = machine.events.begin();
  for (std::size_t at = 0; at < console.events.size(); ++at) {
    const v1::LogEvent& heard = console.events[at];
    if (!is_told(heard)) continue;
    while (told != machine.events.end() && !tells_the_same(*told, heard)) ++told;
    if (told == machine.events.end()) return static_cast<std::uint32_t>(at + 1);
    ++told;
  }
  return std::nullopt;
}

}  // namespace maintendue::session_log
