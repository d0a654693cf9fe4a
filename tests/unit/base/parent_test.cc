#include "base/parent.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace maintendue {
namespace {

// What `child` returns, run in a process of its own.
template <class Child>
int exit_code_of(Child child) {
  const pid_t process = ::fork();
  if (process == 0) ::_exit(child());
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(Parent, EndIsASignalToTheChild) {
  const auto asked = [] {
    int signal = 0;
    const bool there = follow_parent(SIGTERM);
    ::prctl(PR_GET_PDEATHSIG, &signal, 0, 0, 0);
    return there ? signal : 0;
  };
  EXPECT_EQ(exit_code_of(asked), SIGTERM);
}

TEST(Parent, IsFoundGoneOnlyWhenSomebodyElseIsTheParentNow) {
  for (const auto& [started_by, there] : {std::pair{::getpid(), 1}, std::pair{::getppid(), 0}}) {
    ::setenv(kParentVariable, std::to_string(started_by).c_str(), 1);
    EXPECT_EQ(exit_code_of([] { return follow_parent(SIGTERM) ? 1 : 0; }), there);
  }
  ::unsetenv(kParentVariable);
}

TEST(Parent, ThatDiesTakesTheChildAlong) {
  int alive[2];
  ASSERT_EQ(::pipe(alive), 0);
  EXPECT_EQ(
      exit_code_of([&] {
        int following[2];
        if (::pipe(following) != 0) return 1;
        if (::fork() == 0) {
          const bool there = follow_parent(SIGTERM);
          (void)!::write(following[1], "!", 1);
          if (there) ::pause();
          ::_exit(0);
        }
        char word = 0;
        return ::read(following[0], &word, 1) == 1 ? 0 : 1;
      }),
      0
  );
  ::close(alive[1]);
  char nothing = 0;
  EXPECT_EQ(::read(alive[0], &nothing, 1), 0);  // which ends when the grandchild, who held it, ends
  ::close(alive[0]);
}

}  // namespace
}  // namespace maintendue
