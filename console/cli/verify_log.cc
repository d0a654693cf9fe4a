#include <google/protobuf/stubs/logging.h>

#include <algorithm>

#include "console/cli/commands.h"
#include "console/cli/log_sentence.h"
#include "console/cli/organisation_folder.h"
#include "machine_record/machine_record.h"
#include "session_log/history.h"

namespace maintendue::cli {
namespace {

constexpr int kTrouble = 3;
constexpr std::size_t kLongestExport = 64 * 1024 * 1024;

// Takes in the roster that the file brings, when it is ours. Whether it is newer.
bool take_in(roster::Book& book, const v1::LogExport& exported) {
  v1::RosterNews news;
  if (!news.ParseFromString(exported.roster_news())) return false;
  const auto taken = book.take_in(news);
  return taken && taken->roster;
}

// The keys that the records in the file say to be the PC's: those that count by its roster, on the
// day it was made.
std::vector<Bytes> keys_in(const v1::LogExport& exported, const roster::Book& book) {
  if (book.empty()) return {};
  const std::vector<Bytes> records(
      exported.machine_records().begin(), exported.machine_records().end()
  );
  return machine_record::verified_keys(
      records, MachineId{exported.machine_id()}, book,
      date_from_ms(exported.made_ms()).value_or(WallTime{})
  );
}

std::string say_well(
    Language language,
    const v1::LogExport& exported,
    const session_log::History& history,
    const std::string& roster_day,  // by which the PC's key is known; empty when it is not
    const std::string& source       // of that roster
) {
  const auto never = std::ranges::count(
      history.sessions, session_log::Verdict::NeverBegan, &session_log::Finding::verdict
  );
  const auto held = static_cast<long>(history.sessions.size()) - never;
  return say(
      language, roster_day.empty() ? Word::LogsWellOfAnyKey : Word::LogsWell,
      {exported.machine_id(), std::to_string(held), std::to_string(never), roster_day, source}
  );
}

}  // namespace

void verify_log(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  if (arguments.empty() || arguments[0].starts_with("--")) stop_usage(terminal, Word::WantsFile);
  const Options options(terminal, {arguments.begin() + 1, arguments.end()}, {"root", "roster"});
  const identity::Trust first_root = open_trust(terminal, options.required("root"));
  roster::Book book(first_root);
  // Whose roster it is already knows the last root, and follows none that a stranger brings.
  if (const auto known = options.optional("roster")) {
    book = known_book(terminal, first_root, *known);
  }
  const google::protobuf::LogSilencer silence;  // what is wrong with the file is ours to say
  const Bytes file = read_file(terminal, arguments[0], kLongestExport);
  v1::LogExport exported;
  exported.ParseFromString(file);  // look_at_export() tells when it is none
  const bool brought = take_in(book, exported);
  Result<session_log::History> history = session_log::look_at_export(file, book.trust());
  if (!history) stop(terminal, Word::NoExport, {arguments[0]});
  const std::vector<Bytes> keys = keys_in(exported, book);
  session_log::hold_against_keys(*history, keys);
  const Language language = terminal.language();
  if (const auto trouble = first_trouble(language, *history)) throw Stop{kTrouble, *trouble};
  const std::string& machine = exported.machine_id();
  if (keys.empty() && exported.machine_records_size() > 0) {
    throw Stop{kTrouble, say(language, Word::RecordDoesNotCount, {machine})};
  }
  if (history->sessions.empty()) {
    terminal.out() << say(language, Word::NoSessions, {machine}) << "\n";
    return;
  }
  std::string by;
  if (!keys.empty()) by = day_words(book.roster().made);
  const std::string source = brought ? say(language, Word::BroughtByTheFile, {}) : "";
  terminal.out() << say_well(language, exported, *history, by, source) << "\n";
}

}  // namespace maintendue::cli
