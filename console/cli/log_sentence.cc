#include "console/cli/log_sentence.h"

#include <algorithm>

namespace maintendue::cli {
namespace {

using session_log::Fault;
using session_log::Finding;
using session_log::Kept;
using session_log::Verdict;

std::string say_broken(Language language, const Finding& finding) {
  const std::string id = std::to_string(finding.session.value);
  const std::string entry = std::to_string(finding.flaw.entry);
  const bool pc = finding.side == v1::LOG_SIDE_MACHINE;
  const std::string log = say(language, pc ? Word::LogOfPc : Word::LogOfConsole);
  switch (finding.flaw.fault) {
    case Fault::Unreadable:
      return say(language, Word::LogUnreadable, {id, log});
    case Fault::Unsigned:
      return say(language, Word::LogUnsigned, {id, log});
    case Fault::Foreign:
      return say(language, Word::LogForeign, {id, log});
    case Fault::Missing:
      return say(language, Word::EntryMissing, {id, entry, log});
    case Fault::Added:
      return say(language, Word::EntryAdded, {id, entry, log});
    case Fault::Unlikely:
      return say(language, Word::EntryUnlikely, {id, entry, log});
    case Fault::Changed:
      break;
  }
  if (finding.flaw.entry == 0) return say(language, Word::LogChanged, {id, log});
  return say(language, Word::EntryChanged, {id, entry, log});
}

std::string say_finding(Language language, const Finding& finding) {
  const std::string id = std::to_string(finding.session.value);
  switch (finding.verdict) {
    case Verdict::MachineMissing:
      return say(language, Word::LogMissing, {id, say(language, Word::LogOfPc)});
    case Verdict::ConsoleMissing:
      return say(language, Word::LogMissing, {id, say(language, Word::LogOfConsole)});
    case Verdict::BothMissing:
      return say(language, Word::LogsMissing, {id});
    case Verdict::Differ:
      if (finding.flaw.entry == 0) return say(language, Word::HeadsDiffer, {id});
      return say(language, Word::LogsDiffer, {id, std::to_string(finding.flaw.entry)});
    case Verdict::Changed:
      return say(language, Word::LogReplaced, {id});
    case Verdict::Count:
      return say(language, Word::CountWrong, {id, std::to_string(finding.counter)});
    case Verdict::OtherKey:
      return say(language, Word::LogOfOtherKey, {id});
    case Verdict::Agree:
    case Verdict::AgreeCut:
    case Verdict::NeverBegan:
    case Verdict::Broken:
      break;
  }
  return say_broken(language, finding);
}

std::string say_hidden(Language language, const Kept& hidden) {
  const std::string number = std::to_string(hidden.counter);
  if (hidden.session == SessionId{}) return say(language, Word::NumberHidden, {number});
  return say(language, Word::SessionHidden, {std::to_string(hidden.session.value), number});
}

}  // namespace

std::optional<std::string> first_trouble(Language language, const session_log::History& history) {
  const auto bad = std::ranges::find_if(history.sessions, [](const Finding& finding) {
    return !session_log::is_well(finding.verdict);
  });
  const bool found = bad != history.sessions.end();
  if (history.hidden.empty()) {
    if (!found) return std::nullopt;
    return say_finding(language, *bad);
  }
  const Kept& hidden = history.hidden.front();
  // One whose number nobody knows comes where it was listed: after all that are well before it.
  const auto number_before = [&] {
    std::uint64_t last = 0;
    for (auto one = history.sessions.begin(); one != bad; ++one) {
      last = std::max(last, one->counter);
    }
    return bad->counter != 0 ? bad->counter : last + 1;
  };
  if (found && number_before() <= hidden.counter) return say_finding(language, *bad);
  return say_hidden(language, hidden);
}

}  // namespace maintendue::cli
