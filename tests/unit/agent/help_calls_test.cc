// What becomes of a family's request for help on its PC: kept, said, answered, over.
#include <fstream>

#include "agent/service/help/kept_help.h"
#include "help_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class HelpCallsTest : public HelpStage {
 protected:
  // From here on the disk takes nothing, or takes it again.
  void disk_takes(bool everything) {
    const auto aside = folder_.path() / "help.new";  // as base/files writes
    std::filesystem::remove_all(aside);
    if (!everything) std::filesystem::create_directory(aside);
  }
  bool on_disk() const { return agent::load_help(folder_.path()).has_value(); }
};

TEST_F(HelpCallsTest, NothingIsThereBeforeAPress) {
  EXPECT_FALSE(calls_->standing());
  EXPECT_FALSE(calls_->to_say());
  EXPECT_FALSE(calls_->wish(v1::CALL_BACK_MORNING));
  EXPECT_FALSE(calls_->cancel());
  EXPECT_FALSE(on_disk());
}

TEST_F(HelpCallsTest, IsOnTheDiskBeforeAnybodyCallsItKept) {
  EXPECT_TRUE(calls_->press(v1::HELP_TOPIC_SCHOOL, "ar"));
  const auto kept = agent::load_help(folder_.path());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->request().topic(), v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(kept->request().language(), "ar");
  EXPECT_EQ(kept->request().revision(), 1u);
  EXPECT_EQ(kept->request().help_id().size(), 16u);
  EXPECT_EQ(kept->request().asked_ms(), to_unix_ms(timeline_.wall()));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
  EXPECT_EQ(standing().topic(), v1::HELP_TOPIC_SCHOOL);
}

TEST_F(HelpCallsTest, TwoHundredPressesAreOneRequest) {
  for (int i = 0; i < 200; ++i) calls_->press(v1::HELP_TOPIC_SOUND, "fr");
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->revision(), 1u);
  EXPECT_FALSE(calls_->to_say());
  calls_->press(v1::HELP_TOPIC_SLOW, "fr");
  const auto next = calls_->to_say();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->help_id(), said->help_id());
  EXPECT_EQ(next->revision(), 2u);
  EXPECT_EQ(next->topic(), v1::HELP_TOPIC_SLOW);
}

TEST_F(HelpCallsTest, APictureThatIsNoneOpensNothing) {
  EXPECT_FALSE(calls_->press(v1::HELP_TOPIC_UNSPECIFIED, "fr"));
  EXPECT_FALSE(calls_->press(static_cast<v1::HelpTopic>(99), "fr"));
  calls_->press(v1::HELP_TOPIC_SOUND, "fr");
  EXPECT_FALSE(calls_->wish(static_cast<v1::CallBack>(99)));
}

TEST_F(HelpCallsTest, ALanguageThatIsNoTagIsFrench) {
  for (const char* language : {"", "f", "french", "F\n", "fr-FR"}) {
    SCOPED_TRACE(language);
    calls_->press(v1::HELP_TOPIC_SOUND, language);
    EXPECT_EQ(calls_->to_say()->language(), "fr");
    calls_->cancel();
  }
}

TEST_F(HelpCallsTest, SaysInWhichLanguageItsFamilyReadsNow) {
  EXPECT_FALSE(calls_->speak("ar")) << "nobody asked for anything";
  EXPECT_FALSE(calls_->standing());
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  EXPECT_FALSE(calls_->speak("fr"));
  EXPECT_TRUE(calls_->speak("tr"));
  const auto next = calls_->to_say();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->language(), "tr");
  EXPECT_EQ(next->help_id(), said.help_id());
  EXPECT_GT(next->revision(), said.revision());
}

TEST_F(HelpCallsTest, OutlivesTheService) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  calls_->wish(v1::CALL_BACK_EVENING);
  restart();
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
  EXPECT_EQ(standing().call_back(), v1::CALL_BACK_EVENING);
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->revision(), 2u);
}

TEST_F(HelpCallsTest, IsSaidOnceALinkUntilItIsKeptAndThenOnceALinkToLearn) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  EXPECT_TRUE(calls_->to_say());
  EXPECT_FALSE(calls_->to_say()) << "it is under way";
  calls_->link_stands();
  const auto again = calls_->to_say();
  ASSERT_TRUE(again) << "the first may have been lost";
  EXPECT_EQ(again->revision(), 1u);
  calls_->told(keeps(*again));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
  EXPECT_FALSE(calls_->to_say());
  calls_->link_stands();
  EXPECT_TRUE(calls_->to_say()) << "an answer may have come meanwhile";
  EXPECT_FALSE(calls_->to_say());
}

TEST_F(HelpCallsTest, AnOlderWordOfTheRelayTakesNothingBack) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto first = said_and_kept();
  calls_->wish(v1::CALL_BACK_MORNING);
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING) << "the wish is not known there";
  said_and_kept();
  calls_->told(keeps(first));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
}

TEST_F(HelpCallsTest, ASecondRequestIsNotAnsweredByWordsAboutTheFirst) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto first = said_and_kept();
  calls_->cancel();
  calls_->press(v1::HELP_TOPIC_SOUND, "fr");
  EXPECT_FALSE(calls_->told(keeps(first)));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
}

TEST_F(HelpCallsTest, ShowsTheMomentOfReceptionWhereTheClocksAgree) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = *calls_->to_say();
  v1::HelpNews news = keeps(said);
  news.set_received_ms(to_unix_ms(timeline_.wall() - 23h));
  calls_->told(news);
  EXPECT_EQ(standing().received_ms(), news.received_ms());
  timeline_.advance(2h);
  EXPECT_EQ(standing().received_ms(), 0);
  EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
}

TEST_F(HelpCallsTest, SaysItAgainAnHourLaterWhenTheRelayHadTooMany) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  v1::HelpNews news;
  news.set_help_id(calls_->to_say()->help_id());
  news.set_too_many(true);
  calls_->told(news);
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
  calls_->press(v1::HELP_TOPIC_SOUND, "fr");
  calls_->link_stands();
  EXPECT_FALSE(calls_->to_say());
  EXPECT_EQ(calls_->due(), timeline_.steady() + 1h);
  timeline_.advance(1h - 1ms);
  EXPECT_FALSE(calls_->to_say());
  timeline_.advance(1ms);
  ASSERT_TRUE(calls_->to_say());
  EXPECT_FALSE(calls_->due());
}

TEST_F(HelpCallsTest, SaysThatItIsCancelledUntilTheRelayKnows) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  said_and_kept();
  EXPECT_TRUE(calls_->cancel());
  EXPECT_EQ(standing().stage(), pc::HelpStanding::CANCELLED);
  calls_->end_seen();
  EXPECT_FALSE(calls_->standing()) << "whoever opens the window anew wants pictures";
  restart();
  EXPECT_FALSE(calls_->standing());
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->cancelled());
  calls_->told(keeps(*said));
  EXPECT_FALSE(on_disk());
  calls_->link_stands();
  EXPECT_FALSE(calls_->to_say());
}

TEST_F(HelpCallsTest, ANewPressAfterACancelledOneIsAnotherRequest) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto first = said_and_kept();
  calls_->cancel();
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto second = calls_->to_say();
  ASSERT_TRUE(second);
  EXPECT_NE(second->help_id(), first.help_id());
  EXPECT_EQ(second->revision(), 1u);
  EXPECT_FALSE(second->cancelled());
}

TEST_F(HelpCallsTest, ShowsWhoSeesToItAndWhenSheCalls) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  EXPECT_TRUE(answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_TAKEN))));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::TAKEN);
  EXPECT_EQ(standing().operator_name(), "Nadia");
  const help::Answer planned = answer_to(said, v1::HELP_ANSWER_KIND_PLANNED, 1min);
  EXPECT_TRUE(answered(said, signed_by(nadia_, planned)));
  restart();
  EXPECT_EQ(standing().stage(), pc::HelpStanding::PLANNED);
  EXPECT_EQ(standing().call_at_ms(), to_unix_ms(*planned.call_at));
}

TEST_F(HelpCallsTest, ShowsTheEndUntilItWasSeen) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  const Bytes closed = signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_CLOSED));
  answered(said, closed);
  restart();
  EXPECT_EQ(standing().stage(), pc::HelpStanding::CLOSED);
  EXPECT_EQ(standing().outcome(), v1::HELP_OUTCOME_SOLVED);
  EXPECT_FALSE(calls_->to_say()) << "nothing follows";
  EXPECT_FALSE(calls_->wish(v1::CALL_BACK_MORNING));
  EXPECT_FALSE(calls_->cancel());
  calls_->end_seen();
  EXPECT_FALSE(calls_->standing());
  EXPECT_FALSE(on_disk());
}

TEST_F(HelpCallsTest, WhatIsOpenIsNotForgottenByAWindowThatCloses) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  calls_->end_seen();
  EXPECT_TRUE(on_disk());
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
}

TEST_F(HelpCallsTest, NoAnswerCountsThatAMediatorDidNotGiveToThisRequest) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  const help::Answer right = answer_to(said, v1::HELP_ANSWER_KIND_TAKEN);
  help::Answer another_request = right, another_pc = right, by_support = right, tomorrow = right;
  another_request.help_id = "0123456789abcdef";
  another_pc.machine = MachineId{"00000000000000bc"};
  by_support.by = OperatorId{lea_.id};
  tomorrow.at += 25h;
  Bytes bent = signed_by(nadia_, right);
  bent[bent.size() / 2] = static_cast<char>(bent[bent.size() / 2] ^ 1);
  const Organisation others("Une autre maison");
  const Holder stranger = others.operator_named("Nadia");
  const Bytes forged[] = {
      "nonsense",
      bent,
      signed_by(karim_, right),  // in Nadia's name
      signed_by(stranger, right),
      help::sign(right, others.trust(), nadia_.key),
      signed_by(nadia_, another_request),
      signed_by(nadia_, another_pc),
      signed_by(lea_, by_support),
      signed_by(nadia_, tomorrow),
  };
  int which = 0;
  for (const Bytes& answer : forged) {
    SCOPED_TRACE(which++);
    answered(said, answer);
    EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
    EXPECT_EQ(standing().operator_name(), "");
  }
  answered(said, signed_by(nadia_, right));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::TAKEN) << "the one that they were made from";
}

TEST_F(HelpCallsTest, OfTwoAnswersTheLaterCountsAndNoneAfterTheLast) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_PLANNED, 2min)));
  answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_TAKEN, 1min)));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::PLANNED) << "an old one, told again";
  answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_CLOSED, 3min)));
  answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_TAKEN, 4min)));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::CLOSED);
}

TEST_F(HelpCallsTest, WaitsAgainWhenSheWhoTookItLeaves) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto said = said_and_kept();
  answered(said, signed_by(nadia_, answer_to(said, v1::HELP_ANSWER_KIND_CLOSED, 2min)));
  roster_becomes(2, [&](const roster::Member& member) { return member.who.id.value != nadia_.id; });
  EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
  EXPECT_EQ(standing().operator_name(), "");
  calls_->roster_changed();
  EXPECT_TRUE(calls_->to_say()) << "on the link that stands";
  EXPECT_FALSE(calls_->to_say());
  help::Answer karims = answer_to(said, v1::HELP_ANSWER_KIND_TAKEN, 1min);
  karims.by = OperatorId{karim_.id};
  answered(said, signed_by(karim_, karims));
  EXPECT_EQ(standing().operator_name(), "Karim") << "what counts no more is followed by anything";
}

TEST_F(HelpCallsTest, ADiskThatTakesNothingIsNotCalledKeptAndTheRelayIsToldAllTheSame) {
  disk_takes(false);
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  EXPECT_FALSE(on_disk());
  EXPECT_FALSE(calls_->standing());
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_FALSE(calls_->standing());
  calls_->told(keeps(*said));
  EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
}

TEST_F(HelpCallsTest, ADiskThatTakesItAgainIsTriedAtTheNextPress) {
  disk_takes(false);
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  disk_takes(true);
  EXPECT_FALSE(calls_->press(v1::HELP_TOPIC_SCHOOL, "fr"));
  EXPECT_TRUE(on_disk());
  EXPECT_EQ(standing().stage(), pc::HelpStanding::WAITING);
}

TEST_F(HelpCallsTest, WhatTheDiskLostIsSaidAfreshToARelayThatKeptIt) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  said_and_kept();
  disk_takes(false);
  calls_->press(v1::HELP_TOPIC_SOUND, "fr");
  const auto lost = said_and_kept();
  EXPECT_EQ(lost.revision(), 2u);
  disk_takes(true);
  restart();  // it stands as before the second picture
  const auto said = calls_->to_say();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->topic(), v1::HELP_TOPIC_SCHOOL);
  v1::HelpNews news = keeps(lost);
  EXPECT_TRUE(calls_->told(news));
  const auto afresh = calls_->to_say();
  ASSERT_TRUE(afresh) << "the window shows the school, and so must the queue";
  EXPECT_EQ(afresh->revision(), 3u);
  EXPECT_EQ(afresh->topic(), v1::HELP_TOPIC_SCHOOL);
}

TEST_F(HelpCallsTest, ARelayThatCountsAheadForEverIsNotFollowedForEver) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  v1::HelpNews news = keeps(*calls_->to_say());
  int said = 0;
  for (int i = 0; i < 10; ++i) {
    news.set_revision(news.revision() + 2);
    calls_->told(news);
    if (calls_->to_say()) ++said;
  }
  EXPECT_EQ(said, 1);
  news.set_revision(0xffffffff);
  calls_->link_stands();
  calls_->told(news);
  calls_->wish(v1::CALL_BACK_MORNING);
  EXPECT_LT(calls_->to_say()->revision(), 100u);
}

TEST_F(HelpCallsTest, AFileThatIsNoRequestIsNone) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  pc::KeptHelp whole = *agent::load_help(folder_.path());
  pc::KeptHelp no_id = whole, no_topic = whole, no_revision = whole;
  no_id.mutable_request()->set_help_id("../../etc");
  no_topic.mutable_request()->clear_topic();
  no_revision.mutable_request()->clear_revision();
  for (const Bytes& bytes :
       {no_id.SerializeAsString(), no_topic.SerializeAsString(), no_revision.SerializeAsString(),
        Bytes("\x0a\xff"), Bytes()}) {
    std::ofstream(folder_.path() / "help", std::ios::binary) << bytes;
    restart();
    EXPECT_FALSE(calls_->standing());
  }
}

}  // namespace
}  // namespace maintendue::test
