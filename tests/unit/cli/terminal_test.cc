#include "console/cli/terminal.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace maintendue::cli {
namespace {

// A person at a terminal of their own, who types once the prompt is there.
struct Typed {
  std::string shown;    // everything the terminal showed
  int exit_code = -1;   // of the program below
  bool echoes = false;  // whether the terminal shows what is typed, afterwards
};

constexpr int kRight = 0;
constexpr int kOther = 3;
constexpr int kGaveUp = 4;

int ask_for_figuier() {
  ProcessTerminal terminal;
  try {
    const std::optional<Secret> secret = terminal.ask_secret("Secret: ");
    return secret && secret->text() == "figuier" ? kRight : kOther;
  } catch (const Stop&) {
    return kGaveUp;
  }
}

Typed type(const std::string& keys) {
  int person = -1;
  const pid_t child = forkpty(&person, nullptr, nullptr, nullptr);
  if (child == 0) _exit(ask_for_figuier());
  Typed typed;
  const auto read_on = [&] {
    char bytes[256];
    const ssize_t got = read(person, bytes, sizeof bytes);
    if (got > 0) typed.shown.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  };
  while (typed.shown.find("Secret: ") == std::string::npos && read_on()) {
  }
  EXPECT_EQ(write(person, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  while (read_on()) {
  }
  termios after{};
  typed.echoes = tcgetattr(person, &after) == 0 && (after.c_lflag & ECHO) != 0;
  int status = 0;
  waitpid(child, &status, 0);
  typed.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  close(person);
  return typed;
}

TEST(ProcessTerminal, TakesASecretWithoutShowingIt) {
  const Typed typed = type("figuier\n");
  EXPECT_EQ(typed.exit_code, kRight);
  EXPECT_EQ(typed.shown.find("figuier"), std::string::npos);
  EXPECT_TRUE(typed.echoes);
}

TEST(ProcessTerminal, LetsOneGiveUpAndShowsAgainWhatIsTyped) {
  for (const char* keys : {"fig\x03\n", "\x04"}) {
    const Typed typed = type(keys);
    EXPECT_EQ(typed.exit_code, kGaveUp);
    EXPECT_TRUE(typed.echoes);
  }
}

TEST(ProcessTerminal, SpeaksTheLanguageOfItsLocale) {
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  setenv("LANG", "fr_FR.UTF-8", 1);
  EXPECT_EQ(ProcessTerminal().language(), Language::French);
  setenv("LC_ALL", "en_GB.UTF-8", 1);
  EXPECT_EQ(ProcessTerminal().language(), Language::English);
  setenv("LC_ALL", "", 1);
  EXPECT_EQ(ProcessTerminal().language(), Language::French);
  unsetenv("LANG");
  EXPECT_EQ(ProcessTerminal().language(), Language::English);
}

}  // namespace
}  // namespace maintendue::cli
