#include <gtest/gtest.h>

#include "relay/gate/words.h"

namespace maintendue::relay {
namespace {

v1::HelpRequest said() {
  v1::HelpRequest request;
  request.set_help_id("00000000000000f1");
  request.set_revision(7);
  request.set_topic(v1::HELP_TOPIC_SCHOOL);
  request.set_call_back(v1::CALL_BACK_EVENING);
  request.set_language("ti");
  request.set_asked_ms(1000);
  return request;
}

HelpEntry entry() {
  HelpEntry entry;
  entry.machine = MachineId{"00000000000000bb"};
  entry.request = help_of(said()).value();
  entry.received = from_unix_ms(2000);
  entry.changed = from_unix_ms(4000);
  entry.signed_answer = "signed";
  entry.answered = from_unix_ms(3000);
  return entry;
}

// Whether the request with that change is one.
template <class Change>
bool is_one(Change change) {
  v1::HelpRequest request = said();
  change(request);
  const Result<HelpRequest> read = help_of(request);
  EXPECT_TRUE(read || read.error().code == Errc::BadMessage);
  return read.has_value();
}

TEST(RelayHelpWords, UnderstandEveryFieldOfARequest) {
  const HelpRequest request = help_of(said()).value();
  EXPECT_EQ(request, (HelpRequest{"00000000000000f1", 7, 4, 3, "ti", from_unix_ms(1000), false}));
  EXPECT_TRUE(is_one([](auto& r) { r.set_cancelled(true); }));
  EXPECT_TRUE(is_one([](auto& r) { r.set_language("kab"); }));
  EXPECT_TRUE(is_one([](auto& r) { r.set_asked_ms(0); })) << "a PC at 1970 asks too";
  for (int topic = 1; topic <= v1::HelpTopic_MAX; ++topic) {
    EXPECT_TRUE(is_one([&](auto& r) { r.set_topic(static_cast<v1::HelpTopic>(topic)); }));
  }
}

TEST(RelayHelpWords, RefuseWhatTheContractDoesNotKnow) {
  for (const char* id : {"", "00000000000000f", "00000000000000F1", "00000000000000f1 "}) {
    EXPECT_FALSE(is_one([&](auto& r) { r.set_help_id(id); })) << id;
  }
  for (const int topic : {-1, 0, v1::HelpTopic_MAX + 1}) {
    EXPECT_FALSE(is_one([&](auto& r) { r.set_topic(static_cast<v1::HelpTopic>(topic)); })) << topic;
  }
  for (const int call_back : {-1, v1::CallBack_MAX + 1}) {
    EXPECT_FALSE(is_one([&](auto& r) { r.set_call_back(static_cast<v1::CallBack>(call_back)); }))
        << call_back;
  }
  for (const char* language : {"", "f", "fran", "FR", "f1", "fr-FR", "é"}) {
    EXPECT_FALSE(is_one([&](auto& r) { r.set_language(language); })) << language;
  }
  for (const std::int64_t asked : {std::int64_t{-1}, std::int64_t{7'258'118'400'000}}) {
    EXPECT_FALSE(is_one([&](auto& r) { r.set_asked_ms(asked); })) << asked;
  }
}

TEST(RelayHelpWords, TellEveryFieldOfAnEntry) {
  const v1::HelpEntry message = message_of(entry());
  EXPECT_EQ(message.machine_id(), "00000000000000bb");
  EXPECT_EQ(message.request().SerializeAsString(), said().SerializeAsString());
  EXPECT_EQ(message.received_ms(), 2000);
  EXPECT_EQ(message.signed_answer(), "signed");
  EXPECT_FALSE(message.ended());
  EXPECT_EQ(message.changed_ms(), 4000);
  for (const HelpEnd end : {HelpEnd::Cancelled, HelpEnd::Closed, HelpEnd::Replaced}) {
    HelpEntry over = entry();
    over.end = end;
    over.request.cancelled = end == HelpEnd::Cancelled;
    EXPECT_TRUE(message_of(over).ended());
    EXPECT_EQ(message_of(over).request().cancelled(), end == HelpEnd::Cancelled);
  }
  EXPECT_EQ(message_of(Change{entry()}).help().SerializeAsString(), message.SerializeAsString());
}

TEST(RelayHelpWords, TellAPcWhatIsKeptOfItsRequestAndThatItIsNot) {
  const v1::HelpNews news = help_news_of(entry());
  EXPECT_EQ(news.help_id(), "00000000000000f1");
  EXPECT_EQ(news.revision(), 7u);
  EXPECT_EQ(news.received_ms(), 2000);
  EXPECT_EQ(news.signed_answer(), "signed");
  EXPECT_FALSE(news.too_many());
  const v1::HelpNews refusal = too_much_help(entry().request);
  EXPECT_EQ(refusal.help_id(), "00000000000000f1");
  EXPECT_EQ(refusal.revision(), 0u) << "none of it is kept";
  EXPECT_TRUE(refusal.too_many());
}

}  // namespace
}  // namespace maintendue::relay
