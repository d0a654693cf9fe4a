#include "session_log/history.h"

#include <algorithm>
#include <map>

namespace maintendue::session_log {
namespace {

// More of them are named by nobody.
constexpr std::uint64_t kMostHidden = 1000;

// Why a session ended before PC and operator had met, or that it is not over: no side has signed a
// log then.
bool ended_before_it_began(v1::EndReason why) {
  return why == v1::END_REASON_UNSPECIFIED || why == v1::END_REASON_MACHINE_UNREACHED ||
         why == v1::END_REASON_NOT_TRUSTED || why == v1::END_REASON_NEVER_ALLOWED ||
         why == v1::END_REASON_CONSOLE_LOST || why == v1::END_REASON_MACHINE_LOST ||
         why == v1::END_REASON_RELAY_LOST || why == v1::END_REASON_BROKEN ||
         why == v1::END_REASON_ROSTER_STALE || why == v1::END_REASON_OPERATOR_REMOVED;
}

Finding broken(Finding finding, v1::LogSide side, Flaw flaw) {
  finding.verdict = Verdict::Broken;
  finding.side = side;
  finding.flaw = flaw;
  return finding;
}

Finding with_verdict(Finding finding, Verdict verdict) {
  finding.verdict = verdict;
  return finding;
}

void note(Finding& finding, Verdict verdict) {
  if (is_well(finding.verdict) || finding.verdict == Verdict::ConsoleMissing) {
    finding.verdict = verdict;
  }
}

// By the PC's number; of two with one number the later session is the one out of place.
std::map<std::uint64_t, Finding*> numbered(std::vector<Finding>& findings) {
  std::map<std::uint64_t, Finding*> by_number;
  for (Finding& finding : findings) {
    if (finding.counter == 0) continue;
    const bool free = by_number.emplace(finding.counter, &finding).second;
    if (!free) note(finding, Verdict::Count);
  }
  return by_number;
}

void compare_with_kept(std::vector<Finding>& findings, const std::vector<Kept>& kept) {
  for (const Kept& one : kept) {
    for (Finding& finding : findings) {
      if (finding.session != one.session) continue;
      // The relay alone says that they never met, and here is one who knows better.
      if (finding.verdict == Verdict::NeverBegan) note(finding, Verdict::BothMissing);
      if (finding.counter == 0) continue;
      const bool same = finding.counter == one.counter;
      if (!same || (!one.name.empty() && finding.name != one.name)) note(finding, Verdict::Changed);
    }
  }
}

void follow_the_names(const std::map<std::uint64_t, Finding*>& by_number) {
  const Finding* before = nullptr;
  for (const auto& [number, finding] : by_number) {
    const bool next = before != nullptr && before->counter + 1 == number;
    if (next && finding->previous != before->name) note(*finding, Verdict::Count);
    before = finding;
  }
}

// A session that is listed without a PC's log that holds has some number too: which one nobody
// knows, unless it was kept. Only when there are more open numbers than such sessions is one
// hidden.
std::vector<Kept> hidden_among(
    const std::vector<Finding>& findings,
    const std::map<std::uint64_t, Finding*>& by_number,
    const std::vector<Kept>& kept,
    std::uint64_t first
) {
  std::map<std::uint64_t, Kept> open;
  std::uint64_t last = by_number.empty() ? 0 : by_number.rbegin()->first;
  for (const Kept& one : kept) last = std::max(last, one.counter);
  for (std::uint64_t number = first; number <= last && open.size() < kMostHidden; ++number) {
    if (!by_number.contains(number)) open[number] = {number, {}, {}};
  }
  std::size_t unnumbered = 0;
  for (const Finding& finding : findings) {
    if (finding.counter != 0 || finding.verdict == Verdict::NeverBegan) continue;
    const auto known = std::ranges::find(kept, finding.session, &Kept::session);
    if (known == kept.end()) {
      ++unnumbered;
    } else {
      open.erase(known->counter);
    }
  }
  std::vector<Kept> hidden;
  for (const Kept& one : kept) {
    const bool listed =
        std::ranges::find(findings, one.session, &Finding::session) != findings.end();
    if (listed || one.session.value == 0) continue;
    if (open.erase(one.counter) > 0) hidden.push_back(one);
  }
  if (open.size() > unnumbered) {
    for (const auto& [number, one] : open) hidden.push_back(one);
  }
  std::ranges::sort(hidden, {}, &Kept::counter);
  return hidden;
}

}  // namespace

bool is_well(Verdict verdict) {
  return verdict == Verdict::Agree || verdict == Verdict::AgreeCut ||
         verdict == Verdict::NeverBegan;
}

Finding look_at(
    const MachineId& machine,
    const v1::StoredLogs& logs,
    v1::EndReason ended,
    const identity::Trust& trust
) {
  Finding finding;
  finding.session = SessionId{logs.session_id()};
  const bool has_machine = !logs.machine_log().empty(), has_console = !logs.console_log().empty();
  if (!has_machine && !has_console) {
    const bool never = ended_before_it_began(ended);
    return with_verdict(finding, never ? Verdict::NeverBegan : Verdict::BothMissing);
  }
  std::optional<CheckedLog> pc;
  if (has_machine) {
    auto checked =
        check_log(logs.machine_log(), v1::LOG_SIDE_MACHINE, machine, finding.session, trust);
    if (!checked) return broken(finding, v1::LOG_SIDE_MACHINE, checked.error());
    pc = std::move(*checked);
    finding.counter = pc->head.session_counter();
    finding.name = pc->name;
    finding.previous = pc->head.previous_head();
    finding.key = pc->key;
  }
  if (!has_console) return with_verdict(finding, Verdict::ConsoleMissing);
  auto console =
      check_log(logs.console_log(), v1::LOG_SIDE_CONSOLE, machine, finding.session, trust);
  if (!console) return broken(finding, v1::LOG_SIDE_CONSOLE, console.error());
  if (!pc) return with_verdict(finding, Verdict::MachineMissing);
  if (auto entry = difference(*pc, *console)) {
    finding.flaw.entry = *entry;
    return with_verdict(finding, Verdict::Differ);
  }
  const bool cut = pc->head.cut() || console->head.cut();
  return with_verdict(finding, cut ? Verdict::AgreeCut : Verdict::Agree);
}

History look_at_all(
    std::vector<Finding> findings, const std::vector<Kept>& kept, std::uint64_t first
) {
  const auto by_number = numbered(findings);
  compare_with_kept(findings, kept);
  follow_the_names(by_number);
  std::vector<Kept> hidden = hidden_among(findings, by_number, kept, first);
  return {std::move(findings), std::move(hidden)};
}

void hold_against_keys(History& history, const std::vector<Bytes>& keys) {
  if (keys.empty()) return;
  for (Finding& finding : history.sessions) {
    const bool signed_by_a_pc = !finding.key.empty() && finding.verdict != Verdict::Broken;
    if (signed_by_a_pc && std::ranges::find(keys, finding.key) == keys.end()) {
      finding.verdict = Verdict::OtherKey;
    }
  }
}

Result<History> look_at_export(BytesView file, const identity::Trust& trust) {
  v1::LogExport all;
  if (!all.ParseFromArray(file.data(), static_cast<int>(file.size())) ||
      !identity::is_id(all.machine_id())) {
    return fail(Errc::BadMessage, "not an export of session logs");
  }
  const MachineId machine{all.machine_id()};
  std::vector<Finding> findings;
  for (const v1::ExportedSession& session : all.sessions()) {
    findings.push_back(look_at(machine, session.logs(), session.end_reason(), trust));
  }
  std::vector<Kept> kept;
  for (const v1::LogKeptSession& one : all.standing().before()) {
    kept.push_back({one.session_counter(), SessionId{one.session_id()}, one.head_name()});
  }
  for (const v1::SignedHead& head : all.kept()) {
    Result<v1::LogHead> said = check_head(head, trust);
    if (!said || said->machine_id() != machine.value || said->side() != v1::LOG_SIDE_MACHINE) {
      return fail(Errc::BadMessage, "a kept head that is none");
    }
    kept.push_back({said->session_counter(), SessionId{said->session_id()}, name_of(head)});
  }
  return look_at_all(std::move(findings), kept, 1);
}

}  // namespace maintendue::session_log
