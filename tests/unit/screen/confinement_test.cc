// What a confined process dies of, and what it lives on. Each try in a process of its own.
#include "agent/screen/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <functional>
#include <latch>
#include <thread>
#include <vector>

namespace maintendue::screen {
namespace {

// What becomes of a process that is confined and then does this: its exit code, or -signal.
int confined_end(const std::function<int()>& act) {
  const pid_t process = ::fork();
  if (process == 0) {
    confine();
    ::_exit(act());
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

struct Try {
  const char* name;
  std::function<int()> act;
};

TEST(Confinement, KillsWhoeverAsksForMore) {
  char self[] = "/bin/true";
  char* const words[] = {self, nullptr};
  const int page = static_cast<int>(::sysconf(_SC_PAGESIZE));
  const std::vector<Try> tries{
      {"network", [] { return ::socket(AF_INET, SOCK_STREAM, 0); }},
      {"local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
      {"socket pair",
       [] {
         int both[2];
         return ::socketpair(AF_UNIX, SOCK_STREAM, 0, both);
       }},
      {"connect", [] { return ::connect(0, nullptr, 0); }},
      {"another program", [&] { return ::execve(words[0], words, environ); }},
      {"another process", [] { return static_cast<int>(::fork()); }},
      {"write a file", [] { return ::open("/dev/null", O_WRONLY); }},
      {"write and read a file", [] { return ::open("/dev/null", O_RDWR); }},
      {"make a file", [] { return ::open("/nonexistent/a", O_CREAT, 0600); }},
      {"make a file without a name", [] { return ::open("/dev/shm", O_TMPFILE | O_RDWR, 0600); }},
      {"remove a file", [] { return ::unlink("/nonexistent/a"); }},
      {"watch a process", [] { return static_cast<int>(::ptrace(PTRACE_TRACEME, 0, 0, 0)); }},
      {"stop a process", [] { return ::kill(::getppid(), 0); }},
      {"shared memory", [] { return ::shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600); }},
      {"memory that runs",
       [&] {
         return ::mmap(nullptr, page, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                MAP_FAILED;
       }},
      {"make memory run",
       [&] {
         void* data =
             ::mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         return ::mprotect(data, page, PROT_READ | PROT_EXEC);
       }},
      {"another user", [] { return ::setuid(::getuid()); }},
  };
  for (const Try& one : tries) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(confined_end(one.act), -SIGSYS);
  }
}

TEST(Confinement, FindsNoFile) {
  EXPECT_EQ(
      confined_end([] { return ::open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 7 : 1; }), 7
  );
  EXPECT_EQ(confined_end([] { return ::access("/etc/passwd", R_OK) < 0 ? 7 : 1; }), 7);
}

TEST(Confinement, LetsItUseWhatItHas) {
  const auto work = [] {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return 1;
    confine();
    char word = 0;
    if (::send(pair[0], "!", 1, MSG_NOSIGNAL) != 1 || ::recv(pair[1], &word, 1, 0) != 1) return 2;
    const std::vector<char> memory(64 << 20, '!');
    std::time_t now = std::time(nullptr);
    std::tm day{};
    return ::gmtime_r(&now, &day) != nullptr && memory.back() == word ? 7 : 3;
  };
  const pid_t process = ::fork();
  if (process == 0) ::_exit(work());
  int status = 0;
  ::waitpid(process, &status, 0);
  EXPECT_TRUE(WIFEXITED(status)) << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(Confinement, HoldsForThreadsThatWereThereBefore) {
  const pid_t process = ::fork();
  if (process == 0) {
    std::latch standing(1), confined(1);
    std::thread other([&] {
      standing.count_down();
      confined.wait();
      ::socket(AF_INET, SOCK_STREAM, 0);
    });
    standing.wait();
    confine();
    confined.count_down();
    other.join();
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(process, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

// So that a bug of ours is told from a break-in.
TEST(Confinement, LeavesAnAssertItsOwnEnd) {
  EXPECT_EQ(confined_end([]() -> int { std::abort(); }), -SIGABRT);
}

}  // namespace
}  // namespace maintendue::screen
