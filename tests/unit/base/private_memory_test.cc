#include "base/private_memory.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace maintendue {
namespace {

TEST(PrivateMemory, IsNotWrittenOutNorLookedInto) {
  const pid_t child = ::fork();
  if (child == 0) {
    keep_memory_private();
    rlimit core{1, 1};
    ::getrlimit(RLIMIT_CORE, &core);
    ::_exit(
        core.rlim_cur == 0 && core.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0
                                                                                              : 1
    );
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);  // else the child would prove nothing
}

// A string that is emptied keeps its room, so that what is left in it can be looked at.
std::string left_in(const std::string& emptied, std::size_t size) { return {emptied.data(), size}; }

TEST(Secret, IsOverwritten) {
  for (const std::size_t size : {4u, 15u, 16u, 1000u}) {
    std::string secret(size, 's');
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_EQ(left_in(secret, size), std::string(size, '\0'));
  }
}

TEST(Secret, IsOverwrittenWithWhatWasCutFromIt) {
  std::string secret(100, 's');
  secret.resize(3);
  wipe(secret);
  EXPECT_EQ(left_in(secret, 100), std::string(100, '\0'));
}

TEST(Secret, OfSomebodyElseIsOverwrittenAtTheEndOfTheBlock) {
  std::string secret(40, 's');
  {
    const WipedAtEnd wiped(secret);
    EXPECT_EQ(secret, std::string(40, 's'));
  }
  EXPECT_EQ(left_in(secret, 40), std::string(40, '\0'));
}

}  // namespace
}  // namespace maintendue
