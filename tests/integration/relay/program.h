// maintendue-relay as a process of its own.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

extern char** environ;

namespace maintendue::test {

class RelayProgram {
 public:
  // What it writes to standard error goes to that file, or else is kept for errors(): then it must
  // be little.
  explicit RelayProgram(std::vector<std::string> arguments, const std::string& log = "") {
    int out[2], errors[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0)
      throw std::runtime_error("pipe");
    out_ = out[0];
    errors_ = errors[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    if (log.empty()) {
      posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT, 0600);
    }
    arguments.insert(arguments.begin(), RELAY_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int failed = posix_spawn(&pid_, RELAY_PROGRAM, &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(errors[1]);
    if (failed != 0) throw std::runtime_error("can't start " RELAY_PROGRAM);
  }
  ~RelayProgram() {
    if (pid_ > 0) {
      send(SIGKILL);
      (void)exit_code();  // only so that nothing is left behind
    }
    close(out_);
    close(errors_);
  }
  RelayProgram(const RelayProgram&) = delete;
  RelayProgram& operator=(const RelayProgram&) = delete;

  // The first line of its output; "" when it ends without one.
  std::string first_line() {
    std::string line;
    for (char c = 0; read(out_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }
  std::uint16_t port() {
    const std::string line = first_line();
    if (!line.starts_with("READY port=")) throw std::runtime_error("not ready: " + errors());
    return static_cast<std::uint16_t>(std::stoi(line.substr(11)));
  }
  bool runs() const {
    siginfo_t ended{};
    waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT);
    return ended.si_pid == 0;
  }
  void send(int signal) { kill(pid_, signal); }
  // Waits for its end; -1 when a signal ended it.
  int exit_code() {
    int status = 0;
    waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  // All it wrote to standard error. It must have ended.
  std::string errors() {
    std::string all;
    std::array<char, 4096> part;
    for (ssize_t n = 0; (n = read(errors_, part.data(), part.size())) > 0;)
      all.append(part.data(), n);
    return all;
  }

 private:
  pid_t pid_ = 0;
  int out_ = -1;
  int errors_ = -1;
};

}  // namespace maintendue::test
