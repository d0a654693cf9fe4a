// The request for help on the link: said when it is time, and the relay's word about it; and what
// was said for good.
#include "link_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

v1::HelpRequest request_of(std::uint32_t revision) {
  v1::HelpRequest request;
  request.set_help_id("0123456789abcdef");
  request.set_revision(revision);
  return request;
}

TEST_F(LinkStage, SaysTheRequestForHelpBeforeALog) {
  log_ = v1::AgentSays().SerializeAsString();
  help_ = request_of(1);
  start();
  heard();  // hello
  EXPECT_TRUE(help_) << "the relay has not welcomed us";
  welcome();
  EXPECT_EQ(heard().help().revision(), 1u);
  help_ = request_of(2);
  link_.help_waits();
  settle();
  heard();  // the log
  EXPECT_EQ(heard().help().revision(), 2u);
}

TEST_F(LinkStage, HandsTheRelaysWordOn) {
  start();
  heard();
  welcome();
  v1::RelaySays says;
  says.mutable_help()->set_help_id("0123456789abcdef");
  says.mutable_help()->set_revision(3);
  relay_says(says);
  ASSERT_EQ(help_news_.size(), 1u);
  EXPECT_EQ(help_news_[0].revision(), 3u);
}

TEST_F(LinkStage, APressEndsTheWaitForTheNextTry) {
  connects_ = fail(Errc::PeerGone);
  start();
  advance(10min);
  const int before = dialled_;
  link_.hurry();
  settle();
  EXPECT_EQ(dialled_, before + 1);
}

TEST_F(LinkStage, SaysInItsHelloWhatWasSaidForGood) {
  farewell_.set_farewell(v1::FAREWELL_NOT_OURS);
  farewell_.set_at_ms(1'764'000'000'000);
  start();
  const v1::AgentHello hello = heard().hello();
  EXPECT_EQ(hello.farewell().farewell(), v1::FAREWELL_NOT_OURS);
  EXPECT_EQ(hello.farewell().at_ms(), 1'764'000'000'000);
}

TEST_F(LinkStage, SaysWhatIsSaidForGoodBeforeTheRequestThatItCancels) {
  start();
  heard();
  welcome();
  farewell_to_say_.emplace().set_farewell(v1::FAREWELL_NO_HELP);
  help_ = request_of(2);
  link_.farewell_waits();
  settle();
  EXPECT_EQ(heard().farewell().farewell(), v1::FAREWELL_NO_HELP);
  EXPECT_EQ(heard().help().revision(), 2u);
}

}  // namespace
}  // namespace maintendue::test
