#include "console/cli/terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>

namespace maintendue::cli {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;
constexpr std::size_t kLongestLine = 1024;
constexpr char kCtrlC = 0x03;

std::string locale_of_messages() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// The terminal with echo off, as long as it lives. Ctrl-C comes as a character, so that no signal
// can leave the terminal silent.
class SilentTty {
 public:
  SilentTty() : descriptor_(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0) return;
    if (tcgetattr(descriptor_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    ready_ = tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTty() {
    if (ready_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) close(descriptor_);
  }
  SilentTty(const SilentTty&) = delete;
  SilentTty& operator=(const SilentTty&) = delete;

  bool ready() const { return ready_; }

  void show(const std::string& text) {
    std::string_view rest = text;
    while (!rest.empty()) {
      const ssize_t shown = write(descriptor_, rest.data(), rest.size());
      if (shown < 0 && errno == EINTR) continue;
      if (shown <= 0) return;  // the person will see that nothing asks
      rest.remove_prefix(static_cast<std::size_t>(shown));
    }
  }

  // Without its line end; nullopt when the person gave up.
  std::optional<Secret> line() {
    std::string line;
    line.reserve(kLongestLine);  // grown, it would leave copies behind
    const WipedAtEnd wiped(line);
    for (;;) {
      char next = 0;
      const ssize_t got = read(descriptor_, &next, 1);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0 || next == kCtrlC || line.size() == kLongestLine) return std::nullopt;
      if (next == '\n') return Secret(std::move(line));
      line += next;
    }
  }

 private:
  int descriptor_;
  termios before_{};
  bool ready_ = false;
};

}  // namespace

ProcessTerminal::ProcessTerminal() : language_(language_of(locale_of_messages())) {}

std::ostream& ProcessTerminal::out() { return std::cout; }
std::ostream& ProcessTerminal::err() { return std::cerr; }

std::optional<Secret> ProcessTerminal::ask_secret(const std::string& prompt) {
  SilentTty tty;
  if (!tty.ready()) return std::nullopt;
  tty.show(prompt);
  std::optional<Secret> line = tty.line();
  tty.show("\n");
  if (!line) stop(*this, Word::Cancelled);
  return line;
}

std::optional<std::string> ProcessTerminal::ask(const std::string& prompt) {
  std::cerr << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

void stop(const Terminal& terminal, Word word, std::initializer_list<std::string_view> values) {
  stop(terminal, refusal_of(word), word, values);
}

void stop(
    const Terminal& terminal,
    Errc refusal,
    Word word,
    std::initializer_list<std::string_view> values
) {
  const std::string sentence = say(terminal.language(), word, values);
  // Never behind something to be copied.
  const char* const apart = sentence.find('\n') == sentence.npos ? " [" : "\n[";
  throw Stop{kFailed, sentence + apart + std::string(name(refusal)) + "]"};
}

void stop_usage(
    const Terminal& terminal, Word word, std::initializer_list<std::string_view> values
) {
  throw Stop{kBadUsage, say(terminal.language(), word, values)};
}

}  // namespace maintendue::cli
