// What a PC shows the relay of itself at each attach, and what it keeps of the answer.
#include "link_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

TEST_F(LinkStage, ShowsTheStepThatItHasKeptAndItsParts) {
  shown_ = {"the step of before", {"board", "disk", ""}};
  start();
  const v1::AgentHello first = heard().hello();
  EXPECT_EQ(first.step(), "the step of before");
  EXPECT_EQ(first.board(), "board");
  EXPECT_EQ(first.network(), "");
  welcome_with("the next one now");
  EXPECT_TRUE(heard().step_kept());
  drop();
  advance(0ms);
  EXPECT_EQ(heard().hello().step(), "the next one now");
}

TEST_F(LinkStage, KeepsNothingThatIsNoStep) {
  start();
  (void)heard();
  welcome_with(Bytes(60'000, 'x'));
  EXPECT_TRUE(connected_);
  EXPECT_EQ(shown_.step, "");
}

TEST_F(LinkStage, SaysSoWhenTheDiskTakesNoStep) {
  shown_.step = "the step of before";
  disk_takes_it_ = false;
  start();
  (void)heard();
  welcome_with("the next one now");
  const v1::AgentSays said = heard();
  EXPECT_EQ(said.say_case(), v1::AgentSays::kStepKept);
  EXPECT_FALSE(said.step_kept());
  EXPECT_TRUE(connected_);
  drop();
  advance(0ms);
  EXPECT_EQ(heard().hello().step(), "the step of before");
}

}  // namespace
}  // namespace maintendue::test
