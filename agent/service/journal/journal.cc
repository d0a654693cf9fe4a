#include "agent/service/journal/journal.h"

#include <algorithm>

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

void tell(const v1::LogEvent& event, pc::JournalVisit& visit) {
  visit.set_lasted_ms(std::max<std::uint64_t>(visit.lasted_ms(), event.elapsed_ms()));
  switch (event.event_case()) {
    case v1::LogEvent::kBegun:
      visit.set_begun_ms(event.wall_ms());
      visit.set_call_kind(event.begun().call_kind());
      break;
    case v1::LogEvent::kAllowed:
      visit.set_allowed(std::max(visit.allowed(), event.allowed()));
      break;
    case v1::LogEvent::kScreen:
      if (event.screen().shown()) visit.set_shown(true);
      break;
    case v1::LogEvent::kRestart:
      if (event.restart().what() == v1::LogRestart::RETURNED) visit.set_came_back(true);
      break;
    case v1::LogEvent::kEnded:
      visit.set_ended(event.ended().reason());
      break;
    case v1::LogEvent::kCut:
      visit.set_cut(true);
      break;
    default:
      break;
  }
}

std::string name_of(const OperatorId& who, const SessionLogs& logs, const roster::Book& book) {
  const std::string kept = logs.name_of(who);
  if (!kept.empty() || book.empty()) return kept;
  const auto* member = book.roster().member(who);
  return member ? member->who.name : std::string();
}

}  // namespace

pc::JournalVisit visit_of(const log_folder::LogOnDisk& log) {
  pc::JournalVisit visit;
  for (const Bytes& entry : log.chain.entries()) {
    v1::LogEvent event;
    if (event.ParseFromString(entry)) tell(event, visit);
  }
  return visit;
}

pc::Journal journal_of(
    const SessionLogs& logs, const roster::Book& book, const std::string& language
) {
  pc::Journal journal;
  journal.set_language(language);
  journal.set_organisation(book.trust().organisation());
  const auto untold = logs.tell(kMostVisits, [&](const log_folder::LogOnDisk& log) {
    pc::JournalVisit visit = visit_of(log);
    visit.set_operator_name(name_of(log.about.who, logs, book));
    *journal.add_visits() = std::move(visit);
  });
  journal.set_more(untold.older);
  journal.set_unread(untold.unread);
  return journal;
}

Offer journal_offer(std::function<pc::Journal(const std::string& language)> journal) {
  return {
      .wished = [](Desktop& desktop) { return desktop.journal_wished(); },
      .window =
          [journal = std::move(journal)](DesktopPtr desktop) {
            pc::ServiceToDialog says;
            *says.mutable_journal() = journal(desktop->language());
            return show(std::move(desktop), std::move(says));
          },
  };
}

}  // namespace maintendue::agent
