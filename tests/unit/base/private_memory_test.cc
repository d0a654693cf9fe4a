#include "base/private_memory.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"

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

// What the bytes of an object that is gone still say.
Bytes bytes_of(const void* place, std::size_t size) {
  return Bytes(static_cast<const char*>(place), size);
}

TEST(Secret, ThatIsHandedOnIsOverwrittenWhereItEnds) {
  alignas(Secret) char place[sizeof(Secret)];
  auto* secret = new (place) Secret(std::string("la mer"));  // short enough to lie within
  EXPECT_NE(bytes_of(place, sizeof(place)).find("la mer"), Bytes::npos);
  secret->~Secret();
  EXPECT_EQ(bytes_of(place, sizeof(place)).find("la mer"), Bytes::npos);
}

TEST(Secret, ThatIsHandedOnLeavesNothingBehind) {
  for (const std::size_t size : {4u, 15u, 16u, 1000u}) {
    std::string said(size, 's');
    Secret first(std::move(said));
    EXPECT_EQ(left_in(said, said.capacity()).find('s'), std::string::npos);
    const Secret second(std::move(first));
    EXPECT_TRUE(first.text().empty());
    EXPECT_EQ(bytes_of(&first, sizeof(first)).find("ssss"), Bytes::npos);
    EXPECT_EQ(second.text(), std::string(size, 's'));
  }
}

TEST(Secret, MayTakeAnothersPlace) {
  Secret secret(std::string("before"));
  secret = Secret(std::string("after"));
  EXPECT_EQ(secret.text(), "after");
  const Secret copy = secret;
  EXPECT_EQ(copy.text(), secret.text());
}

}  // namespace
}  // namespace maintendue
