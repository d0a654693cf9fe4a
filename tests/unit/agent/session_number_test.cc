// A family without mouse and keyboard reads a number aloud.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class NumberOfASession : public SessionStage {
 protected:
  pc::Question asked_by_number(v1::Scope scope, std::size_t window) {
    v1::ConsoleSays says;
    says.set_ask_by_number(scope);
    operator_says(std::move(says));
    return question(window);
  }
  void operator_types(const std::string& number) {
    v1::ConsoleSays says;
    says.set_number_heard(number);
    operator_says(std::move(says));
  }
  static std::string wrong(std::string number) {
    number[0] = number[0] == '9' ? '0' : static_cast<char>(number[0] + 1);
    return number;
  }
  v1::LeaseState lease() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_lease()) return says->lease();
    }
    return {};
  }
  // Seen by a number: the banner is window 1.
  void seen() {
    begin();
    operator_types(asked_by_number(v1::SCOPE_VIEW, 0).number());
    banner_secret_ = next<pc::ServiceToDialog>(*desktop_->windows.at(1))->banner().secret();
    banner_alive();
  }
};

TEST_F(NumberOfASession, StandsInTheWindowAndNowhereElse) {
  begin();
  const std::string number = asked_by_number(v1::SCOPE_VIEW, 0).number();
  EXPECT_EQ(number.size(), 6u);
  EXPECT_EQ(number.find_first_not_of("0123456789"), std::string::npos);
  for (const auto& says : said_) {
    EXPECT_EQ(says.SerializeAsString().find(number), std::string::npos);
  }
}

TEST_F(NumberOfASession, AnOrdinaryQuestionHasNone) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(question(0).number(), "");
  operator_types("");
  EXPECT_EQ(told<agent::Answered>(), 0);
}

TEST_F(NumberOfASession, ReadAloudLetsSeeForAQuarterOfAnHour) {
  seen();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_LE(lease().remaining_ms(), 15u * 60 * 1000);
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_GRANTED);
  for (int second = 0; second < 15 * 60; ++second) {
    banner_alive();
    advance(1s);
  }
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(NumberOfASession, MayBeTypedWithASpace) {
  begin();
  const std::string number = asked_by_number(v1::SCOPE_VIEW, 0).number();
  operator_types(number.substr(0, 3) + " " + number.substr(3));
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_GRANTED);
}

TEST_F(NumberOfASession, ThreeWrongOnesCloseTheWindowAndCountAsANo) {
  noes_ = std::make_shared<agent::Insistence>();
  begin();
  const std::string number = asked_by_number(v1::SCOPE_VIEW, 0).number();
  operator_types(wrong(number));
  EXPECT_EQ(last_said().number_tries().left(), 2u);
  operator_types(wrong(number));
  operator_types(wrong(number));
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_UNANSWERED);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  EXPECT_FALSE(noes_->may_ask(lease::Scope::View, timeline_.steady()));
  operator_types(number);
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_UNANSWERED) << "it went with its window";
  EXPECT_FALSE(session_->watched());
}

TEST_F(NumberOfASession, OfAnOlderWindowOpensNothing) {
  begin();
  const std::string first = asked_by_number(v1::SCOPE_VIEW, 0).number();
  advance(3min);  // silence
  advance(5s);
  const std::string second = asked_by_number(v1::SCOPE_VIEW, 1).number();
  ASSERT_NE(first, second) << "one in a million";
  operator_types(first);
  EXPECT_EQ(last_said().number_tries().left(), 2u);
}

TEST_F(NumberOfASession, BeforeItIsOnTheScreenNothingCounts) {
  begin();
  v1::ConsoleSays says;
  says.set_ask_by_number(v1::SCOPE_VIEW);
  operator_says(std::move(says));
  for (int guess = 0; guess < 9; ++guess) operator_types("000000");
  EXPECT_FALSE(question(0).number().empty()) << "the tries are all there";
  EXPECT_EQ(told<agent::Answered>(), 0);
}

TEST_F(NumberOfASession, ForTheMouseStandsThereOnlyWhileNothingIsSeen) {
  seen();
  v1::ConsoleSays says;
  says.set_ask_by_number(v1::SCOPE_CONTROL);
  operator_says(std::move(says));
  char byte;
  EXPECT_EQ(::recv(desktop_->screen_rfb->native_handle(), &byte, 1, MSG_DONTWAIT), 0)
      << "before its window opens, the screen program goes";
  EXPECT_EQ(lease().held(), v1::HELD_NUMBER);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  const auto* old = desktop_->screen_rfb.get();
  const std::string number = question(2).number();
  v1::ConsoleSays begun;
  begun.set_picture_begun(1);
  operator_says(std::move(begun));
  EXPECT_EQ(desktop_->screen_rfb.get(), old) << "not while it stands there";
  operator_types(number);
  EXPECT_NE(desktop_->screen_rfb.get(), old);
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL);
}

TEST_F(NumberOfASession, TakesThePlaceOfAQuestionThatNobodyCanAnswer) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(question(0).number(), "");
  const pc::Question asked = asked_by_number(v1::SCOPE_VIEW, desktop_->windows.size());
  EXPECT_EQ(asked.number().size(), 6u);
  char byte;
  EXPECT_EQ(::recv(desktop_->windows.at(0)->socket().native_handle(), &byte, 1, MSG_DONTWAIT), 0)
      << "one question at a time";
  const std::size_t windows = desktop_->windows.size();
  v1::ConsoleSays again;
  again.set_ask_by_number(v1::SCOPE_VIEW);
  operator_says(std::move(again));
  EXPECT_EQ(desktop_->windows.size(), windows) << "no other number for more tries";
  operator_types(asked.number());
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(told<agent::Answered>(), 1);
}

TEST_F(NumberOfASession, TheFamilyMayStillAnswerByItself) {
  begin();
  const pc::Question asked = asked_by_number(v1::SCOPE_VIEW, 0);
  family_replies(0, asked.secret(), false);
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_REFUSED);
  operator_types(asked.number());
  EXPECT_FALSE(session_->watched());
}

TEST_F(NumberOfASession, TheLogSaysHowItWasAnswered) {
  seen();
  for (const auto& news : news_) {
    const auto* one = std::get_if<agent::Answered>(&news);
    EXPECT_EQ(one ? one->device : v1::ANSWER_DEVICE_NUMBER, v1::ANSWER_DEVICE_NUMBER);
  }
  EXPECT_EQ(told<agent::Answered>(), 1);
}

}  // namespace
}  // namespace maintendue::test
