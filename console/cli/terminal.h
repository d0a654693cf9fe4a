// Where a command talks to the person who typed it.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "base/private_memory.h"
#include "console/cli/words.h"

namespace maintendue::cli {

class Terminal {
 public:
  virtual ~Terminal() = default;
  virtual Language language() const = 0;
  virtual std::ostream& out() = 0;
  virtual std::ostream& err() = 0;
  // Asks for a line without showing it. Nullopt without a terminal. Throws Stop when the person
  // gives up (Ctrl-C, end of file).
  virtual std::optional<Secret> ask_secret(const std::string& prompt) = 0;
  // Asks for a line that may be seen, from standard input. Nullopt at its end.
  virtual std::optional<std::string> ask(const std::string& prompt) = 0;
};

// The terminal of this process: its language from LC_ALL, LC_MESSAGES or LANG, secrets from
// /dev/tty.
class ProcessTerminal final : public Terminal {
 public:
  ProcessTerminal();
  Language language() const override { return language_; }
  std::ostream& out() override;
  std::ostream& err() override;
  std::optional<Secret> ask_secret(const std::string& prompt) override;
  std::optional<std::string> ask(const std::string& prompt) override;

 private:
  Language language_;
};

// Why a command ends before its end: one sentence, already in the person's language; a refusal's
// ends with its name, [not_allowed], by which logs and pages call it too.
struct Stop {
  int exit_code;
  std::string sentence;
};
[[noreturn]] void stop(
    const Terminal& terminal, Word word, std::initializer_list<std::string_view> values = {}
);
// Refused by somebody else, who said what it is.
[[noreturn]] void stop(
    const Terminal& terminal,
    Errc refusal,
    Word word,
    std::initializer_list<std::string_view> values = {}
);
// The same for a command line that is wrong in itself.
[[noreturn]] void stop_usage(
    const Terminal& terminal, Word word, std::initializer_list<std::string_view> values = {}
);

}  // namespace maintendue::cli
