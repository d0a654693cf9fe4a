#include "base/log.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace maintendue::log {
namespace {

class Log : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing::internal::CaptureStderr();
    start("a-program", Level::info);
    testing::internal::GetCapturedStderr();
  }
  template <class Say>
  static std::string written(Say say) {
    testing::internal::CaptureStderr();
    say();
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(Log, WritesOneLineWithTimeProgramLevelComponentAndFields) {
  const std::string line = written([] {
    event("relay.session", Level::warning, "session ended", {{"session", 7}, {"reason", "x y"}});
  });
  EXPECT_NE(line.find("Z a-program warning [relay.session] session ended"), std::string::npos);
  EXPECT_TRUE(line.ends_with("session ended session=\"7\" reason=\"x y\"\n")) << line;
}

TEST_F(Log, KeepsWhatAPeerSaysOnOneLineAndShort) {
  const std::string hostile = "a\n2026 forged\x1b[2J\"quoted\" \\" + std::string(1000, 'x');
  const std::string line =
      written([&] { event("agent.link", Level::error, "peer said", {{"text", hostile}}); });
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_NE(line.find("a\\x0a2026 forged\\x1b[2J\\\"quoted\\\" \\\\"), std::string::npos) << line;
  EXPECT_LT(line.size(), 400u);
}

TEST_F(Log, WritesAsANumberWhatWouldNotBeSeenAsItself) {
  const std::string hostile =
      "a\xC2\x9B[2Jb\xE2\x80\xAEtxt\xE2\x80\x8B\xEF\xBB\xBF\x9B\xFF\xE2\x82";
  const std::string line =
      written([&] { event("agent.link", Level::error, "peer said", {{"text", hostile}}); });
  EXPECT_TRUE(line.ends_with("text=\"a\\u009b[2Jb\\u202etxt\\u200b\\ufeff\\x9b\\xff\\xe2\\x82\"\n"))
      << line;
}

TEST_F(Log, LeavesOrdinaryWordsAlone) {
  const std::string line = written([] {
    event("x", Level::error, "y", {{"text", "La Maison Numérique à 5 € الحاسوب"}});
  });
  EXPECT_TRUE(line.ends_with("text=\"La Maison Numérique à 5 € الحاسوب\"\n")) << line;
}

TEST_F(Log, LeavesOutWhatIsBelowItsLevel) {
  EXPECT_EQ(written([] { event("x", Level::debug, "detail"); }), "");
  EXPECT_NE(written([] { event("x", Level::info, "news"); }), "");
}

}  // namespace
}  // namespace maintendue::log
