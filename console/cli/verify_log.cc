#include <google/protobuf/stubs/logging.h>

#include <algorithm>

#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/log_sentence.h"
#include "console/cli/options.h"

namespace maintendue::cli {
namespace {

constexpr int kTrouble = 3;
constexpr std::size_t kLongestRoot = 16 * 1024;
constexpr std::size_t kLongestExport = 64 * 1024 * 1024;

identity::Trust trust_in(const Terminal& terminal, const std::string& root) {
  Result<identity::Trust> trust =
      identity::Trust::from_pem(read_file(terminal, root, kLongestRoot));
  if (!trust) stop(terminal, Word::NoOrganisation, {root});
  return std::move(*trust);
}

std::string say_well(Language language, const Bytes& file, const session_log::History& history) {
  v1::LogExport exported;
  exported.ParseFromString(file);  // it was read once already
  const auto never = std::ranges::count(
      history.sessions, session_log::Verdict::NeverBegan, &session_log::Finding::verdict
  );
  const auto held = static_cast<long>(history.sessions.size()) - never;
  return say(
      language, Word::LogsWell, {exported.machine_id(), std::to_string(held), std::to_string(never)}
  );
}

}  // namespace

void verify_log(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  if (arguments.empty() || arguments[0].starts_with("--")) stop_usage(terminal, Word::WantsFile);
  const Options options(terminal, {arguments.begin() + 1, arguments.end()}, {"root"});
  const identity::Trust trust = trust_in(terminal, options.required("root"));
  const google::protobuf::LogSilencer silence;  // what is wrong with the file is ours to say
  const Bytes file = read_file(terminal, arguments[0], kLongestExport);
  const Result<session_log::History> history = session_log::look_at_export(file, trust);
  if (!history) stop(terminal, Word::NoExport, {arguments[0]});
  const Language language = terminal.language();
  if (const auto trouble = first_trouble(language, *history)) throw Stop{kTrouble, *trouble};
  terminal.out() << say_well(language, file, *history) << "\n";
}

}  // namespace maintendue::cli
