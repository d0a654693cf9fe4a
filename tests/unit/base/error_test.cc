#include "base/error.h"

#include <gtest/gtest.h>

#include <set>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace maintendue {
namespace {

TEST(Errors, HaveANameEachAndComeBackFromIt) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(Errc::Internal); ++code) {
    const auto errc = static_cast<Errc>(code);
    EXPECT_TRUE(names.insert(name(errc)).second) << name(errc);
    EXPECT_EQ(errc_named(name(errc)), errc);
  }
}

TEST(Errors, OfANameNobodyKnowsAreOurOwn) {
  EXPECT_EQ(errc_named(""), Errc::Internal);
  EXPECT_EQ(errc_named("Machine_off"), Errc::Internal);
}

TEST(Errors, AreEqualByTheirCode) {
  const Result<int> one = fail(Errc::NotFound, "one");
  const Result<int> other = fail(Errc::NotFound, "other");
  EXPECT_EQ(one.error(), other.error());
}

TEST(Clock, CountsMillisecondsBothWays) {
  for (const std::int64_t ms : {0LL, 1LL, 1'763'000'000'123LL, -5LL}) {
    EXPECT_EQ(to_unix_ms(from_unix_ms(ms)), ms);
  }
}

TEST(Ids, AreEqualByTheirValue) {
  EXPECT_EQ(MachineId{"a"}, MachineId{"a"});
  EXPECT_NE(MachineId{"a"}, MachineId{"b"});
  EXPECT_EQ(std::hash<SessionId>{}(SessionId{7}), std::hash<SessionId>{}(SessionId{7}));
}

}  // namespace
}  // namespace maintendue
