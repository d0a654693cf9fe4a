#include "tests/unit/dialog/dialog_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

#include "tests/unit/dialog/desktop.h"

namespace maintendue::testing {

DialogProcess::DialogProcess(const pc::ServiceToDialog& first) {
  start(local::encode(first.SerializeAsString()));
}

DialogProcess::DialogProcess(const Bytes& raw) { start(raw); }

void DialogProcess::start(const Bytes& raw) {
  int ends[2];
  EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  line_ = ends[0];
  child_ = fork();
  if (child_ == 0) {
    const int high = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
    dup2(high, 3);
    setenv("LSAN_OPTIONS", "print_suppressions=0:suppressions=" MAINTENDUE_TOOLKIT_LEAKS, 1);
    execl(MAINTENDUE_DIALOG, MAINTENDUE_DIALOG, nullptr);
    _exit(127);
  }
  close(ends[1]);
  EXPECT_EQ(write(line_, raw.data(), raw.size()), static_cast<ssize_t>(raw.size()));
}

DialogProcess::~DialogProcess() {
  hang_up();
  if (child_ > 0) {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
}

void DialogProcess::tell(const pc::ServiceToDialog& message) {
  const Bytes frame = local::encode(message.SerializeAsString());
  EXPECT_EQ(write(line_, frame.data(), frame.size()), static_cast<ssize_t>(frame.size()));
}

void DialogProcess::hang_up() {
  if (line_ >= 0) close(std::exchange(line_, -1));
}

void DialogProcess::stand_still() const { EXPECT_EQ(kill(child_, SIGSTOP), 0); }
void DialogProcess::go_on() const { EXPECT_EQ(kill(child_, SIGCONT), 0); }

bool DialogProcess::take_in(int wait_ms) {
  pollfd wait{line_, POLLIN, 0};
  if (poll(&wait, 1, wait_ms) != 1) return false;
  std::array<char, 4096> buffer;
  const ssize_t got = read(line_, buffer.data(), buffer.size());
  if (got <= 0) return false;
  reader_.feed({buffer.data(), static_cast<std::size_t>(got)});
  return true;
}

std::optional<pc::DialogToService> DialogProcess::at_hand() {
  Result<std::optional<Bytes>> next = reader_.next();
  if (next && !*next && take_in(0)) next = reader_.next();
  if (!next || !*next) return std::nullopt;
  pc::DialogToService says;
  EXPECT_TRUE(says.ParseFromString(**next));
  return says;
}

std::optional<pc::DialogToService> DialogProcess::next(std::chrono::milliseconds patience) {
  for (;;) {
    if (auto says = at_hand()) return says;
    if (!take_in(static_cast<int>(patience.count()))) return std::nullopt;
  }
}

std::optional<pc::DialogToService> DialogProcess::first_of(
    pc::DialogToService::SayCase kind, std::chrono::milliseconds patience
) {
  const auto limit = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < limit) {
    auto says = next(patience);
    if (!says || says->say_case() == kind) return says;
  }
  return std::nullopt;
}

bool DialogProcess::until_shown() { return first_of(pc::DialogToService::kShown).has_value(); }

std::optional<pc::Reply> DialogProcess::reply(std::chrono::milliseconds patience) {
  const auto says = first_of(pc::DialogToService::kReply, patience);
  return says ? std::optional(says->reply()) : std::nullopt;
}

std::optional<pc::Pressed> DialogProcess::pressed() {
  const auto says = first_of(pc::DialogToService::kPressed);
  return says ? std::optional(says->pressed()) : std::nullopt;
}

int DialogProcess::exit_code() {
  int status = 0;
  waitpid(std::exchange(child_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

const Bytes& secret() {
  static const Bytes secret("\0one-time\xff\x01secret", 17);
  return secret;
}

pc::ServiceToDialog question(v1::Scope scope, const std::string& language) {
  pc::ServiceToDialog says;
  pc::Question& out = *says.mutable_question();
  out.set_secret(secret());
  out.set_scope(scope);
  out.set_operator_name("Nadia");
  out.set_organisation("La Maison Numérique");
  out.set_call_kind(v1::CALL_KIND_FOLLOW_UP_1);
  out.set_until_ms(1'764'239'400'000);
  out.set_language(language);
  return says;
}

pc::ServiceToDialog banner(v1::Scope scope, const std::string& language) {
  pc::ServiceToDialog says;
  pc::Banner& out = *says.mutable_banner();
  out.set_secret(secret());
  out.set_scope(scope);
  out.set_operator_name("Nadia");
  out.set_organisation("La Maison Numérique");
  out.set_until_ms(1'764'239'400'000);
  out.set_language(language);
  return says;
}

pc::ServiceToDialog notice(v1::EndReason reason) {
  pc::ServiceToDialog says;
  says.mutable_notice()->set_ended(reason);
  says.mutable_notice()->set_operator_name("Nadia");
  says.mutable_notice()->set_language("fr");
  return says;
}

}  // namespace maintendue::testing
