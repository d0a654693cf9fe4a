// The operator comes back after a restart: the banner counts first, and can be stopped.
#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class ReturnToASession : public CutStage {
 protected:
  ReturnToASession() {
    way_back_ = 38min;
    desktop_now_ = [this] { return there_; };
  }
  void operator_comes_back() {
    v1::ConsoleSays says;
    says.mutable_come_back();
    operator_says(std::move(says));
  }
  // The banner has come up, as window 0.
  void banner_up() {
    const auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(0));
    ASSERT_TRUE(says && says->has_banner());
    banner_ = says->banner();
    banner_secret_ = banner_.secret();
    alive();
  }
  void alive() {
    pc::DialogToService says;
    says.mutable_alive();
    (void)agent::post_message(*desktop_->windows.at(0), says);
    settle();
  }
  void count(std::chrono::seconds time) {
    for (auto second = 0s; second < time && !ended_; ++second) {
      advance(1s);
      alive();
    }
  }
  pc::Banner banner() {
    while (auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(0))) {
      banner_ = says->banner();
    }
    return banner_;
  }
  void press_stop() {
    pc::DialogToService says;
    says.mutable_pressed()->set_secret(banner_secret_);
    says.mutable_pressed()->set_button(pc::Pressed::STOP);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.at(0), says));
    settle();
  }
  v1::LeaseState lease() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_lease()) return says->lease();
    }
    return {};
  }
  int noted(v1::LogRestart::What what) const {
    int count = 0;
    for (const auto& news : news_) {
      const auto* restart = std::get_if<agent::Restarting>(&news);
      count += restart && restart->what == what;
    }
    return count;
  }
  bool seen() const { return desktop_->screen_orders != nullptr; }

  std::shared_ptr<FakeDesktop> there_ = desktop_;
  pc::Banner banner_;
};

TEST_F(ReturnToASession, IsCountedDownOnTheBannerBeforeAnythingIsSeen) {
  begin();
  operator_comes_back();
  banner_up();
  EXPECT_EQ(banner_.returns_in_s(), 10u);
  EXPECT_EQ(banner_.scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_EQ(lease().held(), v1::HELD_RETURN);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  count(9s);
  EXPECT_EQ(banner().returns_in_s(), 1u);
  EXPECT_FALSE(seen());
  EXPECT_FALSE(session_->watched());
  count(2s);
  EXPECT_TRUE(seen());
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW) << "the mouse is asked for anew";
  EXPECT_EQ(banner().returns_in_s(), 0u);
  EXPECT_EQ(desktop_->windows.size(), 1u) << "nobody was asked";
  EXPECT_EQ(noted(v1::LogRestart::ANNOUNCED), 1);
  EXPECT_EQ(noted(v1::LogRestart::RETURNED), 1);
}

TEST_F(ReturnToASession, HasWhatWasLeftOfTheLease) {
  begin();
  advance(1min);
  operator_comes_back();
  banner_up();
  count(11s);
  const std::chrono::milliseconds left{lease().remaining_ms()};
  EXPECT_LE(left, 37min);
  EXPECT_GT(left, 36min);
}

TEST_F(ReturnToASession, StopMeansNo) {
  noes_ = std::make_shared<agent::Insistence>();
  begin();
  operator_comes_back();
  banner_up();
  count(5s);
  press_stop();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
  EXPECT_FALSE(seen());
  EXPECT_FALSE(session_->was_allowed());
  EXPECT_FALSE(noes_->may_ask(lease::Scope::View, timeline_.steady())) << "it counts as a no";
  EXPECT_EQ(noted(v1::LogRestart::RETURNED), 0);
}

TEST_F(ReturnToASession, StopInTheTraysMenuMeansNoToo) {
  begin();
  operator_comes_back();
  banner_up();
  desktop_->press_stop();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
  EXPECT_FALSE(seen());
}

TEST_F(ReturnToASession, ABannerThatIsNotSeenCountsNothing) {
  begin();
  operator_comes_back();
  banner_up();
  count(5s);
  advance(5s);  // it says nothing any more
  EXPECT_EQ(banner().returns_in_s(), 10u) << "the count begins anew";
  alive();
  count(9s);
  EXPECT_FALSE(seen());
  EXPECT_EQ(lease().held(), v1::HELD_RETURN);
  count(2s);
  EXPECT_TRUE(seen());
}

TEST_F(ReturnToASession, ALineThatIsCutCountsNothing) {
  begin();
  keep_secret();
  operator_comes_back();
  banner_up();
  count(5s);
  cut();
  EXPECT_TRUE(banner().line_cut());
  count(20s);
  EXPECT_FALSE(session_->was_allowed());
  EXPECT_EQ(noted(v1::LogRestart::RETURNED), 0);
  ASSERT_TRUE(comes_back(secret()));
  count(20s);
  EXPECT_FALSE(session_->was_allowed()) << "it may not be she";
  keep_secret();
  count(1s);
  EXPECT_FALSE(banner().line_cut());
  EXPECT_GE(banner().returns_in_s(), 8u) << "the count begins anew";
  count(7s);
  EXPECT_FALSE(seen());
  count(4s);
  EXPECT_TRUE(seen());
}

TEST_F(ReturnToASession, ABannerThatIsLostInTheLastSecondCountsNothing) {
  begin();
  operator_comes_back();
  banner_up();
  count(7s);
  for (int silent = 0; silent < 3; ++silent) advance(1s);
  EXPECT_EQ(noted(v1::LogRestart::RETURNED), 0);
  EXPECT_EQ(banner().returns_in_s(), 10u) << "the count begins anew";
}

TEST_F(ReturnToASession, ALineThatIsCutInTheLastSecondCountsNothing) {
  begin();
  keep_secret();
  operator_comes_back();
  banner_up();
  count(9s);
  cut();
  count(1s);
  EXPECT_EQ(noted(v1::LogRestart::RETURNED), 0);
  EXPECT_EQ(banner().returns_in_s(), 10u) << "the count begins anew";
}

TEST_F(ReturnToASession, ABannerThatNeverAppearsEndsIt) {
  begin();
  operator_comes_back();
  advance(31s);
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
  EXPECT_FALSE(seen());
}

TEST_F(ReturnToASession, WhereNothingWasAgreedTheFamilyIsAsked) {
  way_back_.reset();
  begin();
  operator_comes_back();
  EXPECT_EQ(question(0).scope(), v1::SCOPE_VIEW);
  count(20s);
  EXPECT_FALSE(seen());
}

TEST_F(ReturnToASession, IsOverOnceTheFamilyWasAsked) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  family_replies(0, question(0).secret(), false);
  advance(6s);
  operator_comes_back();
  const std::size_t window = desktop_->windows.size() - 1;
  EXPECT_EQ(question(window).scope(), v1::SCOPE_VIEW);
}

TEST_F(ReturnToASession, IsOverWithTheLeaseThatItLeadsTo) {
  way_back_ = 5s;
  begin();
  operator_comes_back();
  banner_up();
  count(12s);
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
  EXPECT_FALSE(seen());
}

TEST_F(ReturnToASession, WhoeverElseComesMeanwhileIsAsked) {
  begin();
  operator_comes_back();
  banner_up();
  count(5s);
  const auto before = desktop_;
  before->displace();
  there_ = nullptr;
  settle();
  EXPECT_EQ(lease().held(), v1::HELD_NOBODY);
  desktop_ = there_ = std::make_shared<FakeDesktop>(io_);
  session_->desktop_changed();
  settle();
  EXPECT_EQ(question(0).scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(before->screen_orders, nullptr);
  EXPECT_FALSE(seen());
}

TEST_F(ReturnToASession, OpensNoKeypadWhileItIsCounted) {
  begin();
  operator_comes_back();
  banner_up();
  v1::ConsoleSays says;
  says.mutable_verify()->set_commitment(Bytes(32, 'c'));
  operator_says(std::move(says));
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(ReturnToASession, AsksNothingElseWhileItIsCounted) {
  begin();
  operator_comes_back();
  banner_up();
  operator_asks(v1::SCOPE_VIEW);
  operator_comes_back();
  EXPECT_EQ(desktop_->windows.size(), 1u);
  count(5s);
  EXPECT_FALSE(seen());
}

}  // namespace
}  // namespace maintendue::test
