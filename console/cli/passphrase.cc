#include "console/cli/passphrase.h"

#include "base/utf8.h"
#include "console/cli/files.h"
#include "console/roster/authority.h"

namespace maintendue::cli {
namespace {

constexpr std::size_t kLongestFile = 1024;
constexpr int kMostTries = 3;

Secret from_file(const Terminal& terminal, const std::string& path) {
  std::string text = read_file(terminal, path, kLongestFile);
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return Secret(std::move(text));
}

Secret from_terminal(
    Terminal& terminal, const std::string& prompt, const PassphraseSource& source
) {
  std::optional<Secret> typed = terminal.ask_secret(prompt);
  if (!typed) stop(terminal, Word::NoTerminal, {"--" + source.option});
  return std::move(*typed);
}

bool is_short(const Secret& passphrase) {
  return count_utf8(passphrase.text()) < console::kShortestPassphrase;
}

// What is wrong with it, once it was typed again if need be.
std::optional<Word> slip_in(
    Terminal& terminal, const PassphraseSource& source, const Secret& passphrase
) {
  if (is_short(passphrase)) return Word::ShortPassphrase;
  const std::string prompt = say(terminal.language(), Word::AskAgain);
  const Secret again = from_terminal(terminal, prompt, source);
  if (again.text() != passphrase.text()) return Word::DifferentPassphrases;
  return std::nullopt;
}

}  // namespace

Secret known_passphrase(
    Terminal& terminal, const Options& options, const PassphraseSource& source
) {
  const std::optional<std::string> file = options.optional(source.option);
  return file ? from_file(terminal, *file) : from_terminal(terminal, source.prompt, source);
}

Secret new_passphrase(Terminal& terminal, const Options& options, const PassphraseSource& source) {
  const std::string least = std::to_string(console::kShortestPassphrase);
  if (const auto file = options.optional(source.option)) {
    Secret passphrase = from_file(terminal, *file);
    if (is_short(passphrase)) stop(terminal, Word::ShortPassphrase, {least});
    return passphrase;
  }
  for (int tries = 1;; ++tries) {
    Secret passphrase = from_terminal(terminal, source.prompt, source);
    const std::optional<Word> slip = slip_in(terminal, source, passphrase);
    if (!slip) return passphrase;
    if (tries == kMostTries) stop(terminal, *slip, {least});
    terminal.err() << say(terminal.language(), *slip, {least}) << "\n";
  }
}

}  // namespace maintendue::cli
