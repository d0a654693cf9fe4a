// The window with the pictures: opened on a wish, kept up to date, pressed in.
#include "agent/service/help/help_desk.h"

#include "fake_desktop.h"
#include "help_stage.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class HelpDeskTest : public HelpStage {
 protected:
  HelpDeskTest() {
    here_ = desktop_;
    tasks_.emplace(io_.get_executor());
    tasks_->spawn(desk_.run());
    settle();
  }
  ~HelpDeskTest() override { stop(); }

  void stop() {
    net::co_spawn(io_, tasks_->stop(), net::detached);
    settle();
  }
  void settle() {
    for (int i = 0; i < 5; ++i) timeline_.settle();
  }
  void wishes() {
    desktop_->wish_for_help();
    settle();
  }
  agent::LocalLine& window() { return *desktop_->windows.back(); }
  // What the window shows in the end, of all that came since the last look.
  std::optional<pc::HelpDesk> shown() {
    std::optional<pc::HelpDesk> last;
    auto hear = [&]() -> net::awaitable<void> {
      for (;;) {
        auto heard = co_await agent::read_message<pc::ServiceToDialog>(window());
        if (!heard) co_return;
        if (heard->has_help()) last = heard->help();
      }
    };
    net::cancellation_signal enough;
    net::co_spawn(io_, hear(), net::bind_cancellation_slot(enough.slot(), net::detached));
    settle();
    enough.emit(net::cancellation_type::all);
    settle();
    return last;
  }
  void says(const pc::DialogToService& words) {
    ASSERT_TRUE(agent::post_message(window(), words));
    settle();
  }
  void stands_on_the_screen() {
    pc::DialogToService words;
    words.mutable_shown();
    says(words);
  }
  void presses(v1::HelpTopic topic) {
    pc::DialogToService words;
    words.mutable_help()->set_topic(topic);
    says(words);
  }
  void cancels() {
    pc::DialogToService words;
    words.mutable_help()->set_cancel(true);
    says(words);
  }
  void closes() {
    window().close();
    settle();
  }
  // The relay's answer to what is said.
  v1::HelpRequest relay_keeps() {
    const auto said = calls_->to_say();
    EXPECT_TRUE(said);
    desk_.told(keeps(*said));
    return *said;
  }

  agent::DesktopPtr here_;
  const std::shared_ptr<FakeDesktop> desktop_ = std::make_shared<FakeDesktop>(io_);
  agent::Reach reach_ = agent::Reach::Relay;
  int pressed_ = 0, to_say_ = 0;
  bool may_open_ = true, help_wanted_ = true;
  agent::HelpDesk desk_{
      io_.get_executor(), timeline_, roster_, *calls_,
      agent::HelpDesk::Callbacks{
          .desktop = [this] { return here_; },
          .reach = [this] { return reach_; },
          .to_say = [this] { ++to_say_; },
          .pressed = [this] { ++pressed_; },
          .help_wanted = [this] { return help_wanted_; },
          .may_open = [this](agent::DesktopPtr) -> net::awaitable<bool> { co_return may_open_; },
      }
  };
  std::optional<wire::TaskGroup> tasks_;
};

TEST_F(HelpDeskTest, OpensOneWindowOnAWishWithPicturesAndPhone) {
  EXPECT_TRUE(desktop_->windows.empty());
  wishes();
  ASSERT_EQ(desktop_->windows.size(), 1u);
  const auto desk = shown();
  ASSERT_TRUE(desk);
  EXPECT_EQ(desk->language(), "fr");
  EXPECT_EQ(desk->organisation(), "La Maison Numérique");
  EXPECT_EQ(desk->line(), pc::HelpDesk::LINE_UP);
  EXPECT_FALSE(desk->has_standing());
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 1u) << "it stands there already";
  closes();
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 2u);
}

TEST_F(HelpDeskTest, HasTheNumberOfTheAssociationWhereTheRosterHasOne) {
  roster::Roster next = organisation_.roster(2);
  next.phone = "02 99 00 00 00";
  roster_.hear(organisation_.news_of(next));
  wishes();
  EXPECT_EQ(shown()->phone(), "02 99 00 00 00");
}

TEST_F(HelpDeskTest, ShowsWhatWasPressedOnceItIsKeptAndHurriesTheLink) {
  reach_ = agent::Reach::NoInternet;
  wishes();
  presses(v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(pressed_, 1);
  const auto desk = shown();
  ASSERT_TRUE(desk);
  EXPECT_EQ(desk->line(), pc::HelpDesk::LINE_NO_INTERNET);
  EXPECT_EQ(desk->standing().stage(), pc::HelpStanding::WAITING);
  EXPECT_EQ(desk->standing().topic(), v1::HELP_TOPIC_SCHOOL);
  pc::DialogToService wish;
  wish.mutable_help()->set_call_back(v1::CALL_BACK_EVENING);
  says(wish);
  EXPECT_EQ(shown()->standing().call_back(), v1::CALL_BACK_EVENING);
}

TEST_F(HelpDeskTest, FollowsTheRelaysNewsAndTheLine) {
  wishes();
  presses(v1::HELP_TOPIC_SCHOOL);
  const auto said = relay_keeps();
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::RECEIVED);
  v1::HelpNews news = keeps(said);
  news.set_signed_answer(signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_TAKEN)));
  desk_.told(news);
  EXPECT_EQ(shown()->standing().operator_name(), "Nadia");
  reach_ = agent::Reach::NoDevice;
  desk_.refresh();
  EXPECT_EQ(shown()->line(), pc::HelpDesk::LINE_NO_DEVICE);
  desk_.refresh();
  EXPECT_FALSE(shown()) << "nothing is another";
}

TEST_F(HelpDeskTest, AnEndIsForgottenOnceSomebodyClosedTheWindowThatShowedIt) {
  wishes();
  stands_on_the_screen();
  presses(v1::HELP_TOPIC_SCHOOL);
  const auto said = relay_keeps();
  closes();
  v1::HelpNews news = keeps(said);
  news.set_signed_answer(signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_CLOSED)));
  desk_.told(news);
  wishes();
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::CLOSED);
  closes();  // it never came up
  wishes();
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::CLOSED);
  stands_on_the_screen();
  closes();
  wishes();
  EXPECT_FALSE(shown()->has_standing());
}

TEST_F(HelpDeskTest, AnEndIsNotSeenByAServiceThatStopsOrATrayThatGoes) {
  wishes();
  stands_on_the_screen();
  presses(v1::HELP_TOPIC_SCHOOL);
  const auto said = relay_keeps();
  v1::HelpNews news = keeps(said);
  news.set_signed_answer(signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_CLOSED)));
  desk_.told(news);
  here_ = nullptr;
  closes();
  EXPECT_EQ(standing().stage(), pc::HelpStanding::CLOSED);
  here_ = desktop_;
  desk_.desktop_changed();
  settle();
  wishes();
  stands_on_the_screen();
  stop();
  EXPECT_EQ(standing().stage(), pc::HelpStanding::CLOSED);
}

TEST_F(HelpDeskTest, ACancelledOneIsSaidAndThenThereArePictures) {
  wishes();
  stands_on_the_screen();
  presses(v1::HELP_TOPIC_SCHOOL);
  cancels();
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::CANCELLED);
  closes();
  wishes();
  EXPECT_FALSE(shown()->has_standing());
}

TEST_F(HelpDeskTest, InAnotherLanguageItIsAnotherWindowAboutTheSameRequest) {
  wishes();
  stands_on_the_screen();
  presses(v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(relay_keeps().language(), "fr");
  pc::DialogToService words;
  words.mutable_help()->set_language("ar");
  const int hurried = pressed_;
  says(words);
  EXPECT_EQ(pressed_, hurried) << "nobody is tired of waiting";
  ASSERT_EQ(desktop_->windows.size(), 2u);
  const auto desk = shown();
  ASSERT_TRUE(desk);
  EXPECT_EQ(desk->language(), "ar");
  EXPECT_EQ(desk->standing().topic(), v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(to_say_, 1);
  EXPECT_EQ(relay_keeps().language(), "ar") << "whoever calls back is to know";
}

TEST_F(HelpDeskTest, AnEndIsNotSeenByAWindowThatComesAgainInAnotherLanguage) {
  wishes();
  stands_on_the_screen();
  presses(v1::HELP_TOPIC_SCHOOL);
  desk_.told([&] {
    v1::HelpNews news = keeps(*calls_->to_say());
    v1::HelpRequest asked;
    asked.set_help_id(news.help_id());
    news.set_signed_answer(signed_by(nadia_, answer_to(asked, v1::HELP_ANSWER_KIND_CLOSED)));
    return news;
  }());
  desktop_->speak("ar");
  settle();
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::CLOSED);
}

TEST_F(HelpDeskTest, TheSameLanguageOnceMoreIsTheSameWindow) {
  wishes();
  desktop_->speak("fr");
  settle();
  EXPECT_EQ(desktop_->windows.size(), 1u);
  presses(v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(shown()->standing().stage(), pc::HelpStanding::WAITING);
}

TEST_F(HelpDeskTest, IsForWhoeverSitsThereNow) {
  const auto next = std::make_shared<FakeDesktop>(io_);
  here_ = next;
  desk_.desktop_changed();
  settle();
  wishes();
  EXPECT_TRUE(desktop_->windows.empty()) << "nobody of theirs sits there any more";
  next->wish_for_help();
  settle();
  EXPECT_EQ(next->windows.size(), 1u);
}

TEST_F(HelpDeskTest, IsOfferedAgainThoughAWindowDidNotComeUp) {
  desktop_->opens = false;
  wishes();
  desktop_->opens = true;
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(HelpDeskTest, NonsenseFromTheWindowEndsItAndNothingElse) {
  wishes();
  ASSERT_TRUE(window().post("\x0a\xff"));
  settle();
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 2u);
  pc::DialogToService nothing;
  nothing.mutable_help();
  says(nothing);
  EXPECT_EQ(pressed_, 0);
}

TEST_F(HelpDeskTest, RemindsTheLinkAnHourAfterTheRelayHadTooMany) {
  wishes();
  presses(v1::HELP_TOPIC_SCHOOL);
  v1::HelpNews news;
  news.set_help_id(calls_->to_say()->help_id());
  news.set_too_many(true);
  desk_.told(news);
  settle();
  timeline_.advance(1h - 1ms);
  settle();
  EXPECT_EQ(to_say_, 0);
  timeline_.advance(1ms);
  settle();
  EXPECT_EQ(to_say_, 1);
  timeline_.advance(3h);
  settle();
  EXPECT_EQ(to_say_, 1) << "no link was there; the next one asks by itself";
  EXPECT_TRUE(calls_->to_say());
}

TEST_F(HelpDeskTest, OpensNoWindowWhereHelpIsNotWanted) {
  may_open_ = false;
  wishes();
  EXPECT_TRUE(desktop_->windows.empty());
  may_open_ = true;
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(HelpDeskTest, ShowsNothingAndAsksNothingOnceHelpIsWantedNoMore) {
  desktop_->slow = true;
  wishes();
  help_wanted_ = false;  // while the window is on its way
  desktop_->go_on();
  settle();
  EXPECT_FALSE(shown());
  help_wanted_ = true;
  wishes();
  help_wanted_ = false;
  presses(v1::HELP_TOPIC_SOUND);
  EXPECT_FALSE(calls_->to_say());
}

TEST_F(HelpDeskTest, CancelsWhatWasAskedAndGoesWhenHelpIsWantedNoMore) {
  wishes();
  presses(v1::HELP_TOPIC_SOUND);
  relay_keeps();
  const int before = to_say_;
  desk_.farewell();
  settle();
  EXPECT_EQ(to_say_, before + 1);
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->cancelled());
  wishes();
  EXPECT_EQ(desktop_->windows.size(), 2u) << "the first went";
}

}  // namespace
}  // namespace maintendue::test
