#include "session_log/log.h"

#include <gtest/gtest.h>

#include "support/session_logs.h"

namespace maintendue::session_log {
namespace {

using test::LogScene;

class WrittenLog : public ::testing::Test {
 protected:
  WrittenLog() { scene_.meet(7); }
  bool write(const v1::LogEvent& event) { return log().write(event, scene_.clock).has_value(); }
  static v1::LogEvent screen() {
    v1::LogEvent event;
    event.mutable_screen()->set_shown(true);
    return event;
  }
  static v1::LogEvent longest_answer() {
    v1::LogEvent event;
    v1::LogAnswer& answer = *event.mutable_answered();
    answer.set_scope(v1::SCOPE_CONTROL);
    answer.set_answer(v1::CONSENT_ANSWER_GRANTED);
    answer.set_text_hash(Bytes(32, 'x'));
    answer.set_operator_key(Bytes(32, 'x'));
    answer.set_language("zh");
    return event;
  }
  Log& log() { return *scene_.pc; }

  LogScene scene_;
};

TEST_F(WrittenLog, LeavesRoomForAnswersThoughTheScreenComesAndGoesAllTheTime) {
  int screens = 0;
  while (write(screen())) ++screens;
  EXPECT_GT(screens, 100);
  int answers = 0;
  while (answers < 150 && write(longest_answer())) ++answers;
  EXPECT_EQ(answers, 150);
  EXPECT_FALSE(write(screen()));
}

TEST_F(WrittenLog, IsAlwaysClosedAndStaysWithinItsBounds) {
  while (write(longest_answer())) {
  }
  EXPECT_FALSE(write(longest_answer()));
  scene_.ends();
  const v1::SessionLog whole_log = scene_.pc_log();
  EXPECT_LE(whole_log.SerializeAsString().size(), kLongestLog);
  const auto checked = scene_.check_pc(whole_log);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->events.back().ended().left_out(), 2u);
}

TEST_F(WrittenLog, TellsWhenEachThingWasByBothClocks) {
  scene_.clock.advance(std::chrono::minutes{2});
  ASSERT_TRUE(write(longest_answer()));
  scene_.ends();
  const auto events = scene_.check_pc(scene_.pc_log())->events;
  EXPECT_EQ(events[0].elapsed_ms(), 0u);
  EXPECT_EQ(events[1].elapsed_ms(), 120'000u);
  EXPECT_EQ(events[1].wall_ms(), 1'763'000'121'000);
}

TEST(SessionLogChain, TakesNoEntryBeyondItsBounds) {
  Chain chain;
  EXPECT_FALSE(chain.append(""));
  EXPECT_FALSE(chain.append(Bytes(kLongestEntry + 1, 'x')));
  for (std::size_t at = 0; at < kMostEntries; ++at) EXPECT_TRUE(chain.append("entry"));
  const Bytes last = chain.last_hash();
  EXPECT_FALSE(chain.append("entry"));
  EXPECT_EQ(chain.last_hash(), last);
}

// The figures of the contract, so that another program can follow a chain.
TEST(SessionLogChain, IsHashedAsTheContractSays) {
  Chain chain;
  ASSERT_TRUE(chain.append("one"));
  Bytes first = "maintendue session log entry";
  first += '\0';
  first += Bytes(32, '\0') + "one";
  EXPECT_EQ(chain.last_hash(), sha256(first));
  Bytes mark = "maintendue session log mark";
  mark += '\0';
  EXPECT_EQ(chain.marks(), sha256(mark + "one").substr(0, 8));
}

}  // namespace
}  // namespace maintendue::session_log
