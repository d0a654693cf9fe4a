#include "agent/dialog/journal_words.h"

#include "agent/dialog/phrases.h"
#include "agent/dialog/words.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

std::string minutes_words(std::chrono::milliseconds lasted) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(lasted).count();
  if (minutes < 1) return tr("less than a minute");
  return fill(tr("{minutes} min"), {{"minutes", std::to_string(minutes)}});
}

std::string could_words(const Visit& visit, const std::string& name) {
  const bool nothing = visit.allowed == Scope::Nothing || !visit.shown;
  if (nothing) return tr("Nobody saw your screen.");
  const char* sentence = visit.allowed == Scope::Control
                             ? tr("{operator} could see the screen and use the mouse.")
                             : tr("{operator} could see the screen.");
  std::string could = fill(sentence, {{"operator", name}});
  if (visit.came_back) could += std::string(" ") + tr("The computer was restarted.");
  return could;
}

std::string ended_words(const Visit& visit) {
  if (visit.cut) return tr("It broke off.");
  return words_for(Notice{visit.ended, visit.operator_name, {}}).what;
}

VisitWords visit_words(const Visit& visit) {
  const std::string name = shown_name(visit.operator_name);
  VisitWords words;
  words.when = fill(
      tr("{date} {year}, {time}"), {{"date", date_words(visit.begun)},
                                    {"year", year_words(visit.begun)},
                                    {"time", clock_words(visit.begun)}}
  );
  const char* who = visit.cut ? tr("{operator} · {call}") : tr("{operator} · {call} · {minutes}");
  words.who = fill(
      who, {{"operator", name},
            {"call", call_words(visit.call)},
            {"minutes", minutes_words(visit.lasted)}}
  );
  words.could = could_words(visit, name);
  words.ended = ended_words(visit);
  words.spoken = words.when + ". " + words.who + ". " + words.could + " " + words.ended;
  return words;
}

}  // namespace

JournalWords words_for(const Journal& journal) {
  JournalWords words;
  words.title = tr("My journal");
  words.organisation = tidy_name(journal.organisation);
  words.about = tr("Who helped you from a distance, and when");
  if (journal.unread) words.unread = tr("Part of the journal cannot be read on this computer.");
  const bool nobody = journal.visits.empty() && !journal.unread;
  if (nobody) words.none = tr("Nobody has helped from a distance on this computer.");
  for (const Visit& visit : journal.visits) words.visits.push_back(visit_words(visit));
  if (journal.more) words.older = tr("There is more, from earlier.");
  words.print = tr("Print");
  words.close = tr("Close");
  return words;
}

}  // namespace maintendue::dialog
