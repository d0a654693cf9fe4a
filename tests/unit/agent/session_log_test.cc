// What a PC writes down of a session, whatever stops it in the middle.
#include "log_stage.h"

namespace maintendue::test {
namespace {

TEST_F(LoggedSession, WritesTheConsentAsTheFamilyGaveIt) {
  begin();
  advance(2s);
  family_lets_see();
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  const auto answers = of_kind(*log, v1::LogEvent::kAnswered);
  ASSERT_EQ(answers.size(), 1u);
  const v1::LogAnswer& answer = answers[0].answered();
  EXPECT_EQ(answer.scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(answer.answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(answer.text_hash(), Bytes(32, 'h'));
  EXPECT_EQ(answer.language(), "fr");
  EXPECT_EQ(answer.device(), v1::ANSWER_DEVICE_KEYBOARD);
  EXPECT_EQ(answer.operator_key(), session_log::key_name(operator_holder_.key.public_key()));
  EXPECT_GE(answers[0].elapsed_ms(), 2000u);
  EXPECT_GE(answers[0].wall_ms(), 1'763'000'002'000);
}

TEST_F(LoggedSession, WritesTheStoryInItsOrder) {
  begin();
  family_lets_control();
  banner_press(pc::Pressed::TAKE_BACK);
  for (int second = 0; second < 4; ++second) advance(1s);  // the banner is out of sight
  banner_press(pc::Pressed::STOP);
  advance(3s);
  session_.reset();
  witness_.reset();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  std::string story;
  for (const v1::LogEvent& event : log->events) {
    switch (event.event_case()) {
      case v1::LogEvent::kBegun:
        story += "begun ";
        break;
      case v1::LogEvent::kAsked:
        story += "asked" + std::to_string(event.asked()) + " ";
        break;
      case v1::LogEvent::kAnswered:
        story += "answered ";
        break;
      case v1::LogEvent::kAllowed:
        story += "allowed" + std::to_string(event.allowed()) + " ";
        break;
      case v1::LogEvent::kScreen:
        story += event.screen().shown() ? "seen" : "unseen";
        story += event.screen().input_suspended() ? "(asking) " : " ";
        break;
      case v1::LogEvent::kEnded:
        story += "ended" + std::to_string(event.ended().reason());
        break;
      default:
        ADD_FAILURE() << event.DebugString();
    }
  }
  EXPECT_EQ(
      story,
      "begun asked1 unseen(asking) answered unseen allowed1 seen "
      "seen(asking) asked2 answered seen allowed2 allowed1 unseen ended2"
  );
}

TEST_F(LoggedSession, WritesThatNobodyAnswered) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  (void)question(0);
  advance(3min);
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  const auto answers = of_kind(*log, v1::LogEvent::kAnswered);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].answered().answer(), v1::CONSENT_ANSWER_UNANSWERED);
  EXPECT_EQ(answers[0].answered().device(), v1::ANSWER_DEVICE_UNSPECIFIED);
  EXPECT_EQ(answers[0].answered().text_hash(), Bytes(32, 'h')) << "it stood there all the same";
}

TEST_F(LoggedSession, WritesThatSomebodyLeftTheMonitorAndWhatTheBannerAsked) {
  begin();
  family_lets_see();
  const agent::Checked yes{v1::LogChecked::GO_ON, v1::CONSENT_ANSWER_GRANTED};
  ASSERT_TRUE(witness_->saw(agent::News{yes}));
  desktop_->displace();
  settle();
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  const auto persons = of_kind(*log, v1::LogEvent::kPerson);
  ASSERT_EQ(persons.size(), 1u);
  EXPECT_EQ(persons[0].person(), v1::LOG_PERSON_NOBODY);
  const auto checks = of_kind(*log, v1::LogEvent::kChecked);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].checked().what(), v1::LogChecked::GO_ON);
  EXPECT_EQ(checks[0].checked().answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_FALSE(of_kind(*log, v1::LogEvent::kScreen).back().screen().shown());
}

TEST_F(LoggedSession, TakesOnlyWhatIsOfTheRightShapeFromAWindow) {
  shown_.set_text_hash("short");
  shown_.set_language("a language that is none");
  begin();
  family_lets_see();
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  const v1::LogAnswer answer = of_kind(*log, v1::LogEvent::kAnswered)[0].answered();
  EXPECT_EQ(answer.text_hash() + answer.language(), "");
}

TEST_F(LoggedSession, TellsItsCountBeforeAnythingElse) {
  hold(3);
  hold(5);
  begin();
  ASSERT_FALSE(said_.empty());
  const v1::LogStanding standing = said_[0].log().standing();
  EXPECT_EQ(standing.session_counter(), 3u);
  ASSERT_EQ(standing.before_size(), 2);
  EXPECT_EQ(standing.before(0).session_id(), 5u);
  EXPECT_EQ(standing.before(0).session_counter(), 2u);
  EXPECT_EQ(standing.before(0).head_name().size(), 32u);
  EXPECT_FALSE(standing.before(0).given());
  EXPECT_EQ(standing.before(1).session_id(), 3u);
}

TEST_F(LoggedSession, HandsOverItsHeadBeforeItsGoodbyeAndKeepsHers) {
  begin();
  family_lets_see();
  v1::ConsoleSays hers;
  hers.mutable_log_head()->set_head("her head");
  operator_says(hers);
  hers.mutable_log_head()->set_head("another one");
  operator_says(hers);
  EXPECT_FALSE(ended_) << "a head is no reason to end";
  session_->end(v1::END_REASON_LEASE_EXPIRED);
  settle();
  ASSERT_TRUE(said_.back().has_log() || said_.back().say_case() == v1::MachineSays::kGoodbye);
  const v1::SignedHead head = said(true).head();
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log);
  EXPECT_EQ(log->name, session_log::name_of(head));
  EXPECT_EQ(log->events.back().ended().reason(), v1::END_REASON_LEASE_EXPIRED);
  const auto folder = log_folder::LogFolder::open(place_, 10);
  ASSERT_TRUE(folder);
  v1::SignedHead expected;
  expected.set_head("her head");
  EXPECT_EQ(folder->held()[0].their_head, session_log::name_of(expected)) << "the first one";
}

// An operator who cuts and comes back all day must not get a yes that stands nowhere.
TEST_F(LoggedSession, EndsWhenMoreHappensThanCanBeWrittenDown) {
  begin();
  family_lets_see();
  const agent::News on{agent::Allowed{lease::Scope::Control}},
      off{agent::Allowed{lease::Scope::View}};
  bool full = false;
  for (int turn = 0; turn < 1'000 && !full; ++turn) {
    full = !witness_->saw(on) || !witness_->saw(off);
  }
  ASSERT_TRUE(full);
  EXPECT_FALSE(witness_->saw(agent::News{agent::Asked{lease::Scope::Control}}));
  operator_asks(v1::SCOPE_CONTROL);
  (void)question(2);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
  finish();
  const auto log = given(*logs_);
  ASSERT_TRUE(log) << "what was written stays readable";
  EXPECT_EQ(log->events.back().event_case(), v1::LogEvent::kEnded);
}

// The power goes: before the question, while it stands, in mid-session, and after the end.
TEST_F(LoggedSession, IsReadableWhereverItStopped) {
  begin();
  const auto before = after_a_crash();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  const auto asked = after_a_crash();
  family_replies(0, secret, true);
  const auto allowed = after_a_crash();
  finish();
  const auto ended = after_a_crash();

  const auto none = given(*before);
  ASSERT_TRUE(none) << "the number is taken before anybody is asked";
  EXPECT_EQ(none->events.size(), 2u);
  EXPECT_TRUE(none->head.cut());
  EXPECT_EQ(none->head.session_counter(), 1u);
  const auto standing = given(*asked);
  ASSERT_TRUE(standing);
  EXPECT_EQ(of_kind(*standing, v1::LogEvent::kAsked).size(), 1u);
  const auto cut = given(*allowed);
  ASSERT_TRUE(cut);
  EXPECT_EQ(of_kind(*cut, v1::LogEvent::kAnswered).size(), 1u);
  EXPECT_EQ(of_kind(*cut, v1::LogEvent::kAllowed).size(), 1u);
  EXPECT_TRUE(cut->head.cut());
  const auto whole = given(*ended);
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->head.cut());
}

}  // namespace
}  // namespace maintendue::test
