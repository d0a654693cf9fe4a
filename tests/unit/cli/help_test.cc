// Families' requests for help at a terminal: how they read, and what is refused before anybody is
// asked.
#include <cstdlib>
#include <ctime>

#include "console/cli/help_line.h"
#include "desk.h"

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;
using test::Desk;
using test::kToday;

class InParis : public ::testing::Test {
 protected:
  InParis() { be_in("Europe/Paris"); }
  ~InParis() override {
    if (before_.empty()) {
      unsetenv("TZ");
    } else {
      setenv("TZ", before_.c_str(), 1);
    }
    tzset();
  }
  static void be_in(const char* place) {
    setenv("TZ", place, 1);
    tzset();
  }

 private:
  const std::string before_ = std::getenv("TZ") == nullptr ? "" : std::getenv("TZ");
};

TEST_F(InParis, AMinuteIsOfThisPlacesClockThereAndBack) {
  const auto when = minute_named("2025-12-01 14:00");
  ASSERT_TRUE(when);
  EXPECT_EQ(to_unix_ms(*when), 1'764'594'000'000);  // 13:00 UTC
  EXPECT_EQ(minute_words(*when), "2025-12-01 14:00");
  EXPECT_EQ(to_unix_ms(*minute_named("2025-07-01 14:00")), 1'751'371'200'000) << "in summer 12:00";
}

TEST_F(InParis, WhatTheCalendarHasNotIsNoMinute) {
  for (const auto* bad :
       {"", "14:00", "demain", "2025-12-01", "2025-12-01 14:00 ", "2025-12-01 14:00:00",
        "2025-02-30 10:00", "2025-13-01 10:00", "2025-12-01 25:00", "2025-12-1 14:00",
        "2025-03-30 02:30"}) {
    EXPECT_FALSE(minute_named(bad)) << bad;
  }
}

TEST_F(InParis, ARequestReadsAsOneLine) {
  local::v1::HelpCall call;
  call.set_machine_id("00000000000000bb");
  call.mutable_request()->set_topic(v1::HELP_TOPIC_SCHOOL);
  call.mutable_request()->set_language("ar");
  call.set_received_ms(1'764'594'000'000);
  EXPECT_EQ(
      help_line(Language::French, call),
      "PC 00000000000000bb : le site de l'école, depuis le 2025-12-01 14:00, langue ar ; personne "
      "n'a répondu"
  );
  call.mutable_request()->set_call_back(v1::CALL_BACK_EVENING);
  call.mutable_reply()->set_kind(v1::HELP_ANSWER_KIND_PLANNED);
  call.mutable_reply()->set_operator_name("Nadia");
  call.mutable_reply()->set_call_at_ms(1'764'597'600'000);
  EXPECT_EQ(
      help_line(Language::English, call),
      "PC 00000000000000bb: the school's site, since 2025-12-01 14:00, language ar, to be called "
      "in "
      "the evening; Nadia calls on 2025-12-01 15:00"
  );
}

TEST_F(InParis, ALineStaysALineWhateverTheRelaySays) {
  local::v1::HelpCall call;
  call.mutable_request()->set_language("\x1b[2J\n");
  call.mutable_request()->set_topic(static_cast<v1::HelpTopic>(77));
  call.set_received_ms(-1);
  const std::string line = help_line(Language::English, call);
  EXPECT_EQ(line.find_first_of("\x1b\n"), std::string::npos);
  EXPECT_NE(line.find("something else"), std::string::npos);
}

class HelpCommands : public Desk {
 protected:
  HelpCommands() {
    EXPECT_EQ(run(init()), 0) << terminal_->complained();
    EXPECT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  }
  // There is no relay at that port.
  int answer(std::vector<std::string> words) {
    words.insert(words.begin(), {"help", "answer"});
    const std::vector<std::string> options{
        "--home",      at("ORG/operators/nadia"), "--relay",
        "localhost:1", "--passphrase-file",       at("nadia.pass")
    };
    words.insert(words.end(), options.begin(), options.end());
    return run(words);
  }
  static std::string in(std::chrono::hours time) { return minute_words(kToday + time); }
};

const std::string kMachine = "00000000000000bb";

TEST_F(HelpCommands, WantAPcAndAWordThatMeansSomething) {
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           {"PC-0112", "take"},
           {kMachine, "maybe"},
           {kMachine, "plan", "tomorrow"},
           {kMachine, "plan", in(-1h)},
           {kMachine, "plan", in(61 * 24h)},
           {kMachine, "close", "fine"},
           {kMachine, "take", "now"},
       }) {
    EXPECT_EQ(answer(bad), 2) << bad.back();
  }
  EXPECT_EQ(run({"help", "answer"}), 2);
  EXPECT_EQ(run({"help", "answer", kMachine}), 2);
  EXPECT_EQ(run({"help", "answer", kMachine, "plan"}), 2);
}

TEST_F(HelpCommands, SayThatTheRelayIsAway) {
  for (const std::vector<std::string>& good : std::vector<std::vector<std::string>>{
           {kMachine, "take"}, {kMachine, "plan", in(2h)}, {kMachine, "close", "not-reached"}
       }) {
    EXPECT_EQ(answer(good), 1) << good.back();
    EXPECT_NE(terminal_->complained().find("relay_unreachable"), std::string::npos);
  }
}

}  // namespace
}  // namespace maintendue::cli
