// A message bus of a test's own.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "tests/unit/tray/tray_process.h"

namespace maintendue::testing {

class PrivateBus {
 public:
  PrivateBus() {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(ends[1], 9);
      execlp("dbus-daemon", "dbus-daemon", "--session", "--nofork", "--print-address=9", nullptr);
      _exit(127);
    }
    close(ends[1]);
    address_ = read_line(Descriptor(ends[0]));
  }
  ~PrivateBus() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  const std::string& address() const { return address_; }

 private:
  pid_t pid_;
  std::string address_;
};

}  // namespace maintendue::testing
