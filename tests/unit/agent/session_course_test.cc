// The quiet question after half an hour, and the hour more: with the family's clock, to the minute.
#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class CourseOfASession : public CutStage {
 protected:
  // The banner stays in sight meanwhile.
  void live(std::chrono::seconds time) {
    for (; time > 0s; time -= 1s) {
      banner_alive();
      advance(1s);
    }
    banner_alive();
  }
  void seen_for(std::chrono::minutes time) {
    begin();
    family_lets_see();
    live(time - 1s);
  }
  pc::Banner banner() {
    while (auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(1))) {
      banner_ = says->banner();
    }
    return banner_;
  }
  // She has heard that the picture begins anew, and of which one she speaks from now on.
  void console_begins(std::uint32_t number) {
    v1::ConsoleSays says;
    says.set_picture_begun(number);
    operator_says(std::move(says));
  }
  std::uint32_t new_pictures() const {
    std::uint32_t number = 0;
    for (const auto& says : said_) {
      if (says.has_new_picture()) number = says.new_picture();
    }
    return number;
  }
  v1::LeaseState lease() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_lease()) return says->lease();
    }
    return {};
  }
  v1::LogChecked::What checked(v1::ConsentAnswer answer) const {
    for (auto news = news_.rbegin(); news != news_.rend(); ++news) {
      const auto* one = std::get_if<agent::Checked>(&*news);
      if (one && one->answer == answer) return one->what;
    }
    return v1::LogChecked::WHAT_UNSPECIFIED;
  }
  pc::Banner banner_;
};

TEST_F(CourseOfASession, AsksQuietlyAfterHalfAnHourAndTheWorkGoesOn) {
  seen_for(30min);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_NOTHING);
  live(2s);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_FALSE(orders().input_suspended());
  EXPECT_TRUE(lease().checking());
  EXPECT_EQ(desktop_->windows.size(), 2u) << "no window of its own";
}

TEST_F(CourseOfASession, AYesLetsItGoOn) {
  seen_for(31min);
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_NOTHING);
  EXPECT_FALSE(lease().checking());
  live(10min);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_GRANTED), v1::LogChecked::GO_ON);
}

TEST_F(CourseOfASession, ANoEndsIt) {
  seen_for(31min);
  banner_press(pc::Pressed::NO);
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_REFUSED), v1::LogChecked::GO_ON);
}

TEST_F(CourseOfASession, FiveMinutesOfSilenceHoldThePictureBackAndEndNothing) {
  seen_for(35min);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  live(2s);
  EXPECT_EQ(lease().held(), v1::HELD_NO_ANSWER);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_FALSE(session_->watched());
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_RESUME);
  char byte;
  EXPECT_EQ(::recv(desktop_->screen_rfb->native_handle(), &byte, 1, MSG_DONTWAIT), 0)
      << "the screen program is told to go";
  live(20min);
  EXPECT_FALSE(ended_);
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_UNANSWERED), v1::LogChecked::GO_ON);
}

TEST_F(CourseOfASession, OneClickResumesItWithAPictureOfItsOwn) {
  seen_for(36min);
  ASSERT_EQ(new_pictures(), 1u);
  console_begins(1);
  const auto* old = desktop_->screen_rfb.get();
  live(5min);
  ASSERT_EQ(desktop_->screen_rfb.get(), old) << "nothing is opened while nobody has answered";
  banner_press(pc::Pressed::YES);
  EXPECT_NE(desktop_->screen_rfb.get(), old);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_GRANTED), v1::LogChecked::RESUME);
}

TEST_F(CourseOfASession, InputOfTheOldPictureNeverReachesTheNewOne) {
  seen_for(36min);
  banner_press(pc::Pressed::YES);
  operator_sends_rfb("old");
  EXPECT_FALSE(ended_);
  console_begins(7);  // no such picture
  operator_sends_rfb("old");
  console_begins(1);
  operator_sends_rfb("new");
  char bytes[8];
  const auto got = ::recv(desktop_->screen_rfb->native_handle(), bytes, sizeof bytes, MSG_DONTWAIT);
  ASSERT_EQ(got, 3);
  EXPECT_EQ(std::string(bytes, 3), "new");
}

TEST_F(CourseOfASession, ItIsPausedForItsWholeTimeThenEnds) {
  seen_for(60min);
  EXPECT_FALSE(ended_);
  live(2s);
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(CourseOfASession, OneClickGivesAnotherHour) {
  seen_for(31min);
  banner_press(pc::Pressed::YES);
  live(24min + 1s);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_EXTEND);
  const std::int64_t until = banner().until_ms();
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().until_ms(), until + std::chrono::milliseconds{60min}.count());
  EXPECT_GT(lease().remaining_ms(), 64u * 60 * 1000);
  live(10min);
  EXPECT_FALSE(ended_);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_GRANTED), v1::LogChecked::EXTEND);
}

TEST_F(CourseOfASession, ANoToAnotherHourEndsTheAsking) {
  begin();
  family_lets_control();
  live(31min);
  banner_press(pc::Pressed::YES);
  advance(2s);
  banner_press(pc::Pressed::YES);
  live(25min);
  ASSERT_EQ(banner().asks(), pc::BANNER_ASKS_EXTEND);
  EXPECT_TRUE(lease().offering());
  banner_press(pc::Pressed::YES);
  EXPECT_TRUE(orders().input_suspended()) << "one press more";
  banner_press(pc::Pressed::NO);
  EXPECT_FALSE(orders().input_suspended());
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_NOTHING);
  EXPECT_FALSE(lease().offering());
  EXPECT_EQ(checked(v1::CONSENT_ANSWER_REFUSED), v1::LogChecked::EXTEND);
  live(10min);
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(CourseOfASession, APressThatAnswersNothingGivesNothing) {
  seen_for(20min);
  const std::int64_t until = banner().until_ms();
  banner_press(pc::Pressed::YES);
  banner_press(pc::Pressed::NO);
  EXPECT_FALSE(ended_);
  EXPECT_EQ(banner().until_ms(), until);
}

TEST_F(CourseOfASession, WithTheMouseLentAYesWantsASecondPressThatCannotBeHers) {
  begin();
  family_lets_control();
  live(31min);
  ASSERT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
  banner_press(pc::Pressed::YES);
  EXPECT_TRUE(orders().input_suspended()) << "before anybody can press again";
  EXPECT_TRUE(banner().press_again());
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON) << "a double click may be hers";
  live(1s);
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_NOTHING);
  EXPECT_FALSE(orders().input_suspended());
}

// A button that she holds down on *yes* is let go for her as her mouse is taken away: that is a
// click.
TEST_F(CourseOfASession, APressThatComesAsControlEndsIsTheFirstOne) {
  begin();
  family_lets_control();
  live(31min);
  v1::ConsoleSays back;
  back.mutable_give_back();
  operator_says(std::move(back));
  ASSERT_EQ(orders().scope(), v1::SCOPE_VIEW);
  advance(agent::HerHand::kLetGo - 100ms);
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
  EXPECT_TRUE(banner().press_again());
  live(12s);
  EXPECT_FALSE(banner().press_again());
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_NOTHING) << "that is the family's";
}

TEST_F(CourseOfASession, APressThatComesAsTheFamilyTakesItsMouseBackIsTheFirstOne) {
  begin();
  family_lets_control();
  live(31min);
  banner_press(pc::Pressed::TAKE_BACK);
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
}

TEST_F(CourseOfASession, APressThatComesAsTheLineIsCutIsTheFirstOne) {
  begin();
  family_lets_control();
  keep_secret();
  live(31min);
  ASSERT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
  cut();
  ASSERT_TRUE(banner().line_cut());
  banner_press(pc::Pressed::YES);
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
}

TEST_F(CourseOfASession, AFirstPressAloneIsForgotten) {
  begin();
  family_lets_control();
  live(31min);
  banner_press(pc::Pressed::YES);
  live(11s);
  EXPECT_FALSE(banner().press_again());
  EXPECT_FALSE(orders().input_suspended());
  EXPECT_EQ(banner().asks(), pc::BANNER_ASKS_GO_ON);
}

}  // namespace
}  // namespace maintendue::test
