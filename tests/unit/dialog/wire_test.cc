#include "agent/dialog/wire.h"

#include <gtest/gtest.h>

#include <set>

#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::dialog {
namespace {

namespace pc = maintendue::local::v1;
using namespace std::string_literals;

pc::ServiceToDialog asking() {
  pc::ServiceToDialog says;
  says.mutable_question()->set_secret("once");
  says.mutable_question()->set_scope(v1::SCOPE_CONTROL);
  says.mutable_question()->set_operator_name("Nadia");
  says.mutable_question()->set_call_kind(v1::CALL_KIND_OPEN_HOURS);
  says.mutable_question()->set_until_ms(1000);
  says.mutable_question()->set_language("en");
  return says;
}

TEST(DialogWire, ReadsAQuestion) {
  Result<Message> message = read_message(asking().SerializeAsString());
  ASSERT_TRUE(message);
  const auto& question = std::get<Question>(*message);
  EXPECT_EQ(question.secret, "once");
  EXPECT_EQ(question.scope, Scope::Control);
  EXPECT_EQ(question.operator_name, "Nadia");
  EXPECT_EQ(question.call, Call::OpenHours);
  EXPECT_EQ(question.until, from_unix_ms(1000));
  EXPECT_EQ(question.language, "en");
}

TEST(DialogWire, ReadsPictureAndNumber) {
  pc::ServiceToDialog question = asking(), banner, keypad;
  question.mutable_question()->set_photo("jpeg");
  question.mutable_question()->set_phone("3631");
  banner.mutable_banner()->set_secret("once");
  banner.mutable_banner()->set_photo("jpeg");
  keypad.mutable_keypad()->set_secret("once");
  keypad.mutable_keypad()->set_phone("3631");
  const Question asks = std::get<Question>(*read_message(question.SerializeAsString()));
  EXPECT_EQ(asks.photo, "jpeg");
  EXPECT_EQ(asks.phone, "3631");
  EXPECT_EQ(std::get<Banner>(*read_message(banner.SerializeAsString())).photo, "jpeg");
  EXPECT_EQ(std::get<Keypad>(*read_message(keypad.SerializeAsString())).phone, "3631");
}

TEST(DialogWire, RefusesAQuestionThatCouldNotBeAnswered) {
  pc::ServiceToDialog no_secret = asking(), no_scope = asking();
  no_secret.mutable_question()->clear_secret();
  no_scope.mutable_question()->clear_scope();
  EXPECT_FALSE(read_message(no_secret.SerializeAsString()));
  EXPECT_FALSE(read_message(no_scope.SerializeAsString()));
  EXPECT_FALSE(read_message(""));
  EXPECT_FALSE(read_message("\x0a\xff"));
}

TEST(DialogWire, ReadsACardAndNoOtherText) {
  pc::ServiceToDialog says;
  says.mutable_card()->set_text("MT1:0123456789abcdef:AAAA:BBBB");
  says.mutable_card()->set_machine_id("0123456789abcdef");
  says.mutable_card()->set_organisation("La Maison Numérique");
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Card>(*message).text, "MT1:0123456789abcdef:AAAA:BBBB");
  EXPECT_EQ(std::get<Card>(*message).number, "0123456789abcdef");
  for (const std::string& text : {""s, "a\nb"s, "caf\u00e9"s, std::string(121, 'a')}) {
    pc::ServiceToDialog other = says;
    other.mutable_card()->set_text(text);
    EXPECT_FALSE(read_message(other.SerializeAsString())) << text;
  }
  for (const std::string& id :
       {""s, "0123456789abcde"s, "0123456789abcdeF"s, "<b>3456789abcdef"s}) {
    pc::ServiceToDialog other = says;
    other.mutable_card()->set_machine_id(id);
    EXPECT_FALSE(read_message(other.SerializeAsString())) << id;
  }
}

TEST(DialogWire, ReadsWhatConcernsARestart) {
  pc::ServiceToDialog says = asking();
  EXPECT_FALSE(std::get<Question>(*read_message(says.SerializeAsString())).restart);
  says.mutable_question()->set_restart(true);
  EXPECT_TRUE(std::get<Question>(*read_message(says.SerializeAsString())).restart);
  says.mutable_banner()->set_secret("once");
  says.mutable_banner()->set_returns_in_s(10);
  EXPECT_EQ(std::get<Banner>(*read_message(says.SerializeAsString())).returns_in_s, 10u);
  says.mutable_notice()->set_ended(v1::END_REASON_RESTARTING);
  says.mutable_notice()->set_back_until_ms(1000);
  Notice notice = std::get<Notice>(*read_message(says.SerializeAsString()));
  EXPECT_EQ(notice.ended, Ended::Restarting);
  EXPECT_FALSE(notice.restart_by_hand);
  says.mutable_notice()->set_restart_by_hand(true);
  notice = std::get<Notice>(*read_message(says.SerializeAsString()));
  EXPECT_EQ(notice.restart_by_hand, from_unix_ms(1000));
}

TEST(DialogWire, ReadsAKeypadAndItsVerdict) {
  pc::ServiceToDialog says;
  says.mutable_keypad()->set_secret("once");
  says.mutable_keypad()->set_operator_name("Nadia");
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Keypad>(*message).operator_name, "Nadia");
  says.mutable_keypad()->clear_secret();
  EXPECT_FALSE(read_message(says.SerializeAsString()));
  says.mutable_keypad_verdict()->set_right(true);
  EXPECT_TRUE(std::get<KeypadVerdict>(*read_message(says.SerializeAsString())).right);
}

TEST(DialogWire, ReadsWhatTheOperatorShows) {
  pc::ServiceToDialog says;
  says.mutable_mark()->set_kind(v1::Mark::DRAW_ON);
  says.mutable_mark()->set_x(7);
  says.mutable_mark()->set_y(4'000'000'000);
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Mark>(*message).kind, Mark::Kind::DrawOn);
  EXPECT_EQ(std::get<Mark>(*message).at, (Dot{7, 65535}));
  says.mutable_mark()->clear_kind();
  EXPECT_FALSE(read_message(says.SerializeAsString()));
}

TEST(DialogWire, SaysWhatWasTappedWithTheSecret) {
  pc::DialogToService says;
  ASSERT_TRUE(says.ParseFromString(tapped("once", "123456")));
  EXPECT_EQ(says.tapped().digits(), "123456");
  EXPECT_EQ(says.tapped().secret(), "once");
}

TEST(DialogWire, KnowsEveryReasonForAnEnd) {
  std::set<Ended> known;
  const auto* reasons = v1::EndReason_descriptor();
  for (int at = 0; at < reasons->value_count(); ++at) {
    pc::ServiceToDialog says;
    says.mutable_notice()->set_ended(static_cast<v1::EndReason>(reasons->value(at)->number()));
    Result<Message> message = read_message(says.SerializeAsString());
    ASSERT_TRUE(message);
    known.insert(std::get<Notice>(*message).ended);
  }
  EXPECT_EQ(known.size(), static_cast<std::size_t>(reasons->value_count()));
}

TEST(DialogWire, TellsWhatStandsThereByItsHashAndLanguage) {
  pc::DialogToService says;
  ASSERT_TRUE(says.ParseFromString(shown("abc", "fr")));
  EXPECT_EQ(says.shown().language(), "fr");
  const Bytes hash = says.shown().text_hash();
  ASSERT_EQ(hash.size(), 32u);
  EXPECT_EQ(hash.substr(0, 4), "\xba\x78\x16\xbf");  // FIPS 180-2, the first example
  EXPECT_EQ(hash.substr(28), "\xf2\x00\x15\xad"s);
  ASSERT_TRUE(says.ParseFromString(shown("abd", "fr")));
  EXPECT_NE(says.shown().text_hash(), hash);
}

TEST(DialogWire, ReadsANumberAndNothingElseInItsPlace) {
  pc::ServiceToDialog says = asking();
  says.mutable_question()->set_number("012345");
  Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Question>(*message).number, "012345");
  for (const char* other : {"<b>1</b>", "1234567", "12 345"}) {
    says.mutable_question()->set_number(other);
    EXPECT_FALSE(read_message(says.SerializeAsString())) << other;
  }
}

TEST(DialogWire, ReadsWhatTheBannerAsks) {
  pc::ServiceToDialog says;
  says.mutable_banner()->set_secret("once");
  says.mutable_banner()->set_asks(pc::BANNER_ASKS_EXTEND);
  says.mutable_banner()->set_press_again(true);
  Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Banner>(*message).asks, Asks::Extend);
  EXPECT_TRUE(std::get<Banner>(*message).press_again);
}

pc::ServiceToDialog desk_with(pc::HelpStanding::Stage stage) {
  pc::ServiceToDialog says;
  pc::HelpDesk& desk = *says.mutable_help();
  desk.set_language("fr");
  desk.set_organisation("La Maison Numérique");
  desk.set_phone("02 99 00 00 00");
  desk.set_line(pc::HelpDesk::LINE_NO_NETWORK);
  pc::HelpStanding& standing = *desk.mutable_standing();
  standing.set_topic(v1::HELP_TOPIC_SCHOOL);
  standing.set_call_back(v1::CALL_BACK_EVENING);
  standing.set_stage(stage);
  return says;
}

TEST(DialogWire, ReadsTheHelpDesk) {
  pc::ServiceToDialog says = desk_with(pc::HelpStanding::PLANNED);
  says.mutable_help()->mutable_standing()->set_operator_name("Nadia");
  says.mutable_help()->mutable_standing()->set_call_at_ms(2000);
  const HelpDesk desk = std::get<HelpDesk>(*read_message(says.SerializeAsString()));
  EXPECT_EQ(desk.language, "fr");
  EXPECT_EQ(desk.organisation, "La Maison Numérique");
  EXPECT_EQ(desk.phone, "02 99 00 00 00");
  EXPECT_EQ(desk.reach, Reach::NoNetwork);
  const HelpStanding standing{
      .topic = Topic::School,
      .call_back = CallBack::Evening,
      .stage = Stage::Planned,
      .operator_name = "Nadia",
      .call_at = from_unix_ms(2000),
  };
  EXPECT_EQ(desk.standing, standing);
  says.mutable_help()->clear_standing();
  EXPECT_FALSE(std::get<HelpDesk>(*read_message(says.SerializeAsString())).standing);
}

TEST(DialogWire, KnowsEachStageLineAndOutcome) {
  const auto desk_of = [](const pc::ServiceToDialog& says) {
    return std::get<HelpDesk>(*read_message(says.SerializeAsString()));
  };
  const std::pair<pc::HelpStanding::Stage, Stage> stages[] = {
      {pc::HelpStanding::WAITING, Stage::Waiting}, {pc::HelpStanding::RECEIVED, Stage::Received},
      {pc::HelpStanding::TAKEN, Stage::Taken},     {pc::HelpStanding::PLANNED, Stage::Planned},
      {pc::HelpStanding::CLOSED, Stage::Closed},   {pc::HelpStanding::CANCELLED, Stage::Cancelled},
  };
  for (const auto& [said, meant] : stages) {
    EXPECT_EQ(desk_of(desk_with(said)).standing->stage, meant);
  }
  pc::ServiceToDialog says = desk_with(pc::HelpStanding::CLOSED);
  const std::pair<v1::HelpOutcome, Outcome> outcomes[] = {
      {v1::HELP_OUTCOME_UNSPECIFIED, Outcome::Unknown},
      {v1::HELP_OUTCOME_SOLVED, Outcome::Solved},
      {v1::HELP_OUTCOME_NOT_SOLVED, Outcome::NotSolved},
      {v1::HELP_OUTCOME_NOT_REACHED, Outcome::NotReached},
      {v1::HELP_OUTCOME_MISTAKE, Outcome::Mistake},
  };
  for (const auto& [said, meant] : outcomes) {
    says.mutable_help()->mutable_standing()->set_outcome(said);
    EXPECT_EQ(desk_of(says).standing->outcome, meant);
  }
  const std::pair<pc::HelpDesk::Line, Reach> lines[] = {
      {pc::HelpDesk::LINE_UNSPECIFIED, Reach::Unknown},
      {pc::HelpDesk::LINE_UP, Reach::Up},
      {pc::HelpDesk::LINE_NO_DEVICE, Reach::NoDevice},
      {pc::HelpDesk::LINE_NO_NETWORK, Reach::NoNetwork},
      {pc::HelpDesk::LINE_NO_INTERNET, Reach::NoInternet},
  };
  for (const auto& [said, meant] : lines) {
    says.mutable_help()->set_line(said);
    EXPECT_EQ(desk_of(says).reach, meant);
  }
}

TEST(DialogWire, RefusesARequestThatStandsNowhere) {
  pc::ServiceToDialog no_topic = desk_with(pc::HelpStanding::WAITING), odd = no_topic;
  no_topic.mutable_help()->mutable_standing()->clear_topic();
  odd.mutable_help()->mutable_standing()->set_call_back(static_cast<v1::CallBack>(9));
  EXPECT_FALSE(read_message(no_topic.SerializeAsString()));
  EXPECT_FALSE(read_message(odd.SerializeAsString()));
  EXPECT_FALSE(read_message(desk_with(pc::HelpStanding::STAGE_UNSPECIFIED).SerializeAsString()));
}

TEST(DialogWire, SaysWhichPictureWasPressed) {
  pc::DialogToService says;
  for (int topic = v1::HELP_TOPIC_INTERNET; topic <= v1::HELP_TOPIC_OTHER; ++topic) {
    ASSERT_TRUE(says.ParseFromString(help_wanted(static_cast<Topic>(topic - 1))));
    EXPECT_EQ(says.help().topic(), topic);
  }
  ASSERT_TRUE(says.ParseFromString(help_wanted(Topic::Message)));
  EXPECT_EQ(says.help().topic(), v1::HELP_TOPIC_MESSAGE);
  ASSERT_TRUE(says.ParseFromString(help_wished_for(CallBack::Any)));
  EXPECT_EQ(says.help().what_case(), pc::HelpPressed::kCallBack);
  ASSERT_TRUE(says.ParseFromString(help_wished_for(CallBack::Afternoon)));
  EXPECT_EQ(says.help().call_back(), v1::CALL_BACK_AFTERNOON);
  ASSERT_TRUE(says.ParseFromString(help_cancelled()));
  EXPECT_TRUE(says.help().cancel());
}

TEST(DialogWire, AnswersWithTheSecretItWasGiven) {
  pc::DialogToService says;
  ASSERT_TRUE(says.ParseFromString(reply("once", true, Means::Keyboard)));
  EXPECT_EQ(says.reply().secret(), "once");
  EXPECT_TRUE(says.reply().yes());
  EXPECT_EQ(says.reply().by(), pc::INPUT_CLASS_KEYBOARD);
  ASSERT_TRUE(says.ParseFromString(pressed("once", Press::TakeBack)));
  EXPECT_EQ(says.pressed().secret(), "once");
  EXPECT_EQ(says.pressed().button(), pc::Pressed::TAKE_BACK);
  ASSERT_TRUE(says.ParseFromString(pressed("once", Press::Yes)));
  EXPECT_EQ(says.pressed().button(), pc::Pressed::YES);
  ASSERT_TRUE(says.ParseFromString(pressed("once", Press::No)));
  EXPECT_EQ(says.pressed().button(), pc::Pressed::NO);
}

}  // namespace
}  // namespace maintendue::dialog
