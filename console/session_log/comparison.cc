#include "console/session_log/comparison.h"

#include <algorithm>
#include <limits>

namespace maintendue::console {
namespace {

using local::v1::LogCheck;
using session_log::Finding;
using session_log::Kept;
using session_log::Verdict;

// Both sides give their logs right after the end; on a thin line that takes its time.
constexpr std::chrono::seconds kOnTheirWay{60};

local::v1::LogVerdict to_wire(Verdict verdict) {
  switch (verdict) {
    case Verdict::Agree:
      return local::v1::LOG_VERDICT_AGREE;
    case Verdict::AgreeCut:
      return local::v1::LOG_VERDICT_AGREE_CUT;
    case Verdict::NeverBegan:
      return local::v1::LOG_VERDICT_NEVER_BEGAN;
    case Verdict::MachineMissing:
      return local::v1::LOG_VERDICT_MACHINE_MISSING;
    case Verdict::ConsoleMissing:
      return local::v1::LOG_VERDICT_CONSOLE_MISSING;
    case Verdict::BothMissing:
      return local::v1::LOG_VERDICT_BOTH_MISSING;
    case Verdict::Broken:
      return local::v1::LOG_VERDICT_BROKEN;
    case Verdict::Differ:
      return local::v1::LOG_VERDICT_DIFFER;
    case Verdict::Changed:
      return local::v1::LOG_VERDICT_CHANGED;
    case Verdict::Count:
      return local::v1::LOG_VERDICT_COUNT;
    case Verdict::OtherKey:
      return local::v1::LOG_VERDICT_OTHER_KEY;
  }
  return local::v1::LOG_VERDICT_UNSPECIFIED;
}

LogCheck check_of(SessionId session, local::v1::LogVerdict verdict, std::uint64_t counter) {
  LogCheck check;
  check.set_session_id(session.value);
  check.set_verdict(verdict);
  check.set_session_counter(counter);
  return check;
}

LogCheck check_of(const Finding& finding) {
  LogCheck check = check_of(finding.session, to_wire(finding.verdict), finding.counter);
  const bool broken = finding.verdict == Verdict::Broken;
  if (broken) check.set_side(finding.side);
  if (broken || finding.verdict == Verdict::Differ) check.set_entry(finding.flaw.entry);
  return check;
}

const v1::SessionRecord* record_of(const RelaysWord& relay, std::uint64_t session) {
  const auto found = std::ranges::find(relay.sessions, session, &v1::SessionRecord::session_id);
  return found == relay.sessions.end() ? nullptr : &*found;
}

v1::StoredLogs logs_of(const RelaysWord& relay, std::uint64_t session) {
  const auto found = std::ranges::find(relay.logs, session, &v1::StoredLogs::session_id);
  if (found != relay.logs.end()) return *found;
  v1::StoredLogs none;
  none.set_session_id(session);
  return none;
}

bool is_missing(Verdict verdict) {
  return verdict == Verdict::MachineMissing || verdict == Verdict::ConsoleMissing ||
         verdict == Verdict::BothMissing;
}

// What is kept of sessions that this page would list.
std::vector<Kept> of_page(const HistoryPage& page) {
  const auto [first, last] = std::ranges::minmax(page.wanted);
  std::vector<Kept> kept;
  for (const Kept& one : page.kept) {
    const std::uint64_t session = one.session.value;
    if ((page.oldest || session >= first) && (page.newest || session <= last)) kept.push_back(one);
  }
  return kept;
}

// From which of the PC's numbers on none may be missing here.
std::uint64_t first_number(const HistoryPage& page, const std::vector<Finding>& findings) {
  if (page.oldest) return 1;
  std::uint64_t first = 0;
  for (const Finding& finding : findings) {
    if (finding.counter != 0 && (first == 0 || finding.counter < first)) first = finding.counter;
  }
  return first == 0 ? std::numeric_limits<std::uint64_t>::max() : first;
}

}  // namespace

std::vector<LogCheck> contradicted_by_kept(const Meeting& meeting) {
  std::vector<LogCheck> all;
  const auto& before = meeting.standing.before();
  for (const Kept& kept : meeting.kept) {
    // A PC that counts again what it has counted was put back to an earlier day.
    const bool counted_again = kept.counter >= meeting.standing.session_counter();
    const auto told = std::ranges::find(before, kept.counter, &v1::LogKeptSession::session_counter);
    if (counted_again) {
      all.push_back(check_of(kept.session, local::v1::LOG_VERDICT_COUNT, kept.counter));
    } else if (told != before.end()) {
      const bool same = told->session_id() == kept.session.value &&
                        (kept.name.empty() || told->head_name() == kept.name);
      if (same) continue;
      all.push_back(check_of(kept.session, local::v1::LOG_VERDICT_CHANGED, kept.counter));
    }
  }
  return all;
}

std::vector<LogCheck> contradicted_by_relay(
    const Meeting& meeting, const RelaysWord& relay, const identity::Trust& trust
) {
  std::vector<LogCheck> all;
  for (const v1::LogKeptSession& told : meeting.standing.before()) {
    const SessionId session{told.session_id()};
    const std::uint64_t counter = told.session_counter();
    const v1::SessionRecord* record = record_of(relay, session.value);
    if (record == nullptr) {
      all.push_back(check_of(session, local::v1::LOG_VERDICT_HIDDEN, counter));
      continue;
    }
    v1::StoredLogs logs = logs_of(relay, session.value);
    logs.clear_console_log();  // another operator's; the history tells of it
    if (logs.machine_log().empty()) {
      if (!told.given()) continue;  // it may still be on its way
      all.push_back(check_of(session, local::v1::LOG_VERDICT_MACHINE_MISSING, counter));
      continue;
    }
    const Finding finding =
        session_log::look_at(meeting.machine, logs, record->end_reason(), trust);
    if (finding.verdict == Verdict::Broken) {
      all.push_back(check_of(finding));
    } else if (finding.name != told.head_name() || finding.counter != counter) {
      all.push_back(check_of(session, local::v1::LOG_VERDICT_CHANGED, counter));
    }
  }
  return all;
}

local::v1::CheckLogsResponse checked(const HistoryPage& page, const identity::Trust& trust) {
  local::v1::CheckLogsResponse response;
  std::vector<Finding> findings;
  for (const std::uint64_t session : page.wanted) {
    const v1::SessionRecord* record = record_of(page.relay, session);
    if (record == nullptr) continue;
    const v1::StoredLogs logs = logs_of(page.relay, session);
    findings.push_back(session_log::look_at(page.machine, logs, record->end_reason(), trust));
  }
  std::ranges::sort(findings, {}, &Finding::session);
  if (findings.empty()) return response;
  const std::uint64_t first = first_number(page, findings);
  session_log::History history =
      session_log::look_at_all(std::move(findings), of_page(page), first);
  session_log::hold_against_keys(history, page.keys);
  for (const Finding& finding : history.sessions) {
    const v1::SessionRecord& record = *record_of(page.relay, finding.session.value);
    LogCheck check = check_of(finding);
    const bool goes_on = record.end_reason() == v1::END_REASON_UNSPECIFIED;
    const WallTime ended = date_from_ms(record.ended_ms()).value_or(WallTime{});
    const bool just_ended = page.now < ended + kOnTheirWay;
    if (goes_on || (just_ended && is_missing(finding.verdict))) {
      check.set_verdict(local::v1::LOG_VERDICT_NOT_YET);
    }
    *response.add_checks() = std::move(check);
  }
  for (const Kept& hidden : history.hidden) {
    *response.add_hidden() =
        check_of(hidden.session, local::v1::LOG_VERDICT_HIDDEN, hidden.counter);
  }
  return response;
}

}  // namespace maintendue::console
