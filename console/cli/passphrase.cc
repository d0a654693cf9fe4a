#include "console/cli/passphrase.h"

#include "base/utf8.h"
#include "console/cli/files.h"
#include "console/roster/authority.h"

namespace maintendue::cli {
namespace {

constexpr std::size_t kLongestFile = 1024;

std::string from_file(const Terminal& terminal, const std::string& path) {
  std::string text = read_file(terminal, path, kLongestFile);
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

std::string from_terminal(
    Terminal& terminal, const std::string& prompt, const PassphraseSource& source
) {
  std::optional<std::string> typed = terminal.ask_secret(prompt);
  if (!typed) stop(terminal, Word::NoTerminal, {"--" + source.option});
  return std::move(*typed);
}

void check_length(const Terminal& terminal, const std::string& passphrase) {
  if (count_utf8(passphrase) >= console::kShortestPassphrase) return;
  stop(terminal, Word::ShortPassphrase, {std::to_string(console::kShortestPassphrase)});
}

}  // namespace

std::string known_passphrase(
    Terminal& terminal, const Options& options, const PassphraseSource& source
) {
  const std::optional<std::string> file = options.optional(source.option);
  return file ? from_file(terminal, *file) : from_terminal(terminal, source.prompt, source);
}

std::string new_passphrase(
    Terminal& terminal, const Options& options, const PassphraseSource& source
) {
  std::string passphrase = known_passphrase(terminal, options, source);
  check_length(terminal, passphrase);
  if (options.optional(source.option)) return passphrase;
  const std::string again = say(terminal.language(), Word::AskAgain);
  if (from_terminal(terminal, again, source) != passphrase) {
    stop(terminal, Word::DifferentPassphrases);
  }
  return passphrase;
}

}  // namespace maintendue::cli
