#include "relay/gate/words.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

v1::SessionNews asked(int scope) {
  v1::SessionNews news;
  news.set_asked(static_cast<v1::Scope>(scope));
  return news;
}

v1::SessionNews answered(int scope, int answer) {
  v1::SessionNews news;
  news.mutable_answered()->set_scope(static_cast<v1::Scope>(scope));
  news.mutable_answered()->set_answer(static_cast<v1::ConsentAnswer>(answer));
  return news;
}

v1::SessionNews allowed(int scope) {
  v1::SessionNews news;
  news.set_scope(static_cast<v1::Scope>(scope));
  return news;
}

v1::SessionNews ended(int reason) {
  v1::SessionNews news;
  news.set_ended(static_cast<v1::EndReason>(reason));
  return news;
}

TEST(RelayWords, UnderstandsEveryNewsOfTheContract) {
  EXPECT_EQ(std::get<Asked>(*news_of(asked(v1::SCOPE_CONTROL))).scope, Scope::Control);
  const auto answer = std::get<Answered>(*news_of(answered(1, v1::CONSENT_ANSWER_REFUSED)));
  EXPECT_EQ(answer.scope, Scope::View);
  EXPECT_EQ(answer.consent, Consent::Refused);
  EXPECT_EQ(std::get<Allowed>(*news_of(allowed(0))).scope, Scope::Nothing);
  for (int reason = 1; reason <= v1::EndReason_MAX; ++reason) {
    if (!v1::EndReason_IsValid(reason)) continue;
    EXPECT_EQ(static_cast<int>(std::get<Ended>(*news_of(ended(reason))).reason), reason);
  }
}

TEST(RelayWords, RefusesWhatTheContractDoesNotKnow) {
  for (const v1::SessionNews& news :
       {v1::SessionNews{}, asked(0), asked(3), asked(-1), answered(0, 1), answered(1, 0),
        answered(1, 4), answered(3, 1), allowed(3), allowed(-1), ended(0), ended(17),
        ended(1000)}) {
    EXPECT_EQ(news_of(news).error().code, Errc::BadMessage) << news.ShortDebugString();
  }
  EXPECT_FALSE(call_kind_of(v1::CALL_KIND_UNSPECIFIED));
  EXPECT_FALSE(call_kind_of(static_cast<v1::CallKind>(6)));
  EXPECT_EQ(*call_kind_of(v1::CALL_KIND_FOLLOW_UP_3), CallKind::FollowUp3);
}

TEST(RelayWords, TellsEveryFieldOfARecord) {
  SessionRecord record;
  record.id = SessionId{7};
  record.machine = MachineId{"00000000000000bb"};
  record.opened_by = OperatorId{"00000000000000aa"};
  record.operator_name = "Nadia";
  record.call = CallKind::FollowUp2;
  record.opened = from_unix_ms(1000);
  record.ended = from_unix_ms(3000);
  record.view = Consent::Granted;
  record.control = Consent::Unanswered;
  record.widest = Scope::View;
  record.viewed_from = from_unix_ms(2000);
  record.reason = EndReason::Family;
  const v1::SessionRecord message = message_of(record);
  EXPECT_EQ(message.session_id(), 7u);
  EXPECT_EQ(message.machine_id(), "00000000000000bb");
  EXPECT_EQ(message.operator_id(), "00000000000000aa");
  EXPECT_EQ(message.operator_name(), "Nadia");
  EXPECT_EQ(message.call_kind(), v1::CALL_KIND_FOLLOW_UP_2);
  EXPECT_EQ(message.opened_ms(), 1000);
  EXPECT_EQ(message.ended_ms(), 3000);
  EXPECT_EQ(message.view_answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(message.control_answer(), v1::CONSENT_ANSWER_UNANSWERED);
  EXPECT_EQ(message.widest_scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(message.viewed_from_ms(), 2000);
  EXPECT_EQ(message.end_reason(), v1::END_REASON_FAMILY);
  EXPECT_EQ(message_of(SessionRecord{}).ended_ms(), 0) << "0 while it lasts";
}

}  // namespace
}  // namespace maintendue::relay
