// What somebody reads before a PC is shut out for good, where a relay can tell its name.
#include "counter.h"

namespace maintendue::cli {
namespace {

using test::kNow;

class RevokeAtTheRelay : public test::DeskAtTheRelay {
 protected:
  // What is asked before the PC is shut out, when the answer is `answer`; whether it was.
  bool revoke(const std::string& answer) {
    test::PaperTerminal terminal;
    terminal.answers = {answer};
    const int code = run_at(
        terminal, by("camille", {"roster", "revoke-machine", "--machine", "00000000000000bb"}), kNow
    );
    EXPECT_EQ(code, answer == "YES" ? 0 : 1) << terminal.complained();
    EXPECT_EQ(terminal.asked.size(), 1u);
    asked_ = terminal.asked.empty() ? "" : terminal.asked[0];
    return counter_->book().revoked(MachineId{"00000000000000bb"});
  }

  std::string asked_;
};

TEST_F(RevokeAtTheRelay, NamesThePcByItsNumberAndByWhatItCallsItself) {
  counter_->hostname = "salon-du-haut";
  EXPECT_FALSE(revoke("no"));
  EXPECT_EQ(
      asked_,
      "Shut the PC 00000000000000bb, which calls itself \"salon-du-haut\", out for good? To come "
      "back it would need an identity anew. Type YES: "
  );
  EXPECT_TRUE(revoke("YES"));
}

TEST_F(RevokeAtTheRelay, SaysThatTheRelayHasNeverSeenSuchAPc) {
  EXPECT_FALSE(revoke("no"));
  EXPECT_TRUE(asked_.starts_with("The relay has never seen a PC 00000000000000bb: ")) << asked_;
}

TEST_F(RevokeAtTheRelay, ShowsNoNameThatWouldTurnTheQuestionRound) {
  counter_->hostname = "\x1b[2J\r\n\u202esalon\xc2\x9b";
  EXPECT_FALSE(revoke("no"));
  EXPECT_NE(asked_.find("\"?[2J???salon?\""), asked_.npos) << asked_;
  for (const std::string& name : {std::string(), std::string(65, 'W')}) {
    counter_->hostname = name;
    EXPECT_FALSE(revoke("no"));
    EXPECT_TRUE(asked_.starts_with("Shut the PC 00000000000000bb out for good? ")) << asked_;
  }
}

TEST_F(RevokeAtTheRelay, AsksNothingOfAScript) {
  const auto revoke =
      by("camille", {"roster", "revoke-machine", "--machine", "00000000000000bb", "--yes"});
  EXPECT_EQ(run(revoke, kNow), 0) << terminal_->complained();
  EXPECT_TRUE(terminal_->asked.empty());
  EXPECT_TRUE(counter_->book().revoked(MachineId{"00000000000000bb"}));
  EXPECT_NE(terminal_->said().find("has never seen a PC 00000000000000bb"), std::string::npos);
  ASSERT_EQ(run({"roster", "show", "--home", at("ORG/operators/camille")}, kNow), 0)
      << terminal_->complained();
  EXPECT_NE(terminal_->said().find("The PC 00000000000000bb is let in nowhere."), std::string::npos)
      << terminal_->said();
}

TEST_F(RevokeAtTheRelay, SaysNothingMoreOfAPcThatTheRelayKnows) {
  counter_->hostname = "salon-du-haut";
  const auto revoke =
      by("camille", {"roster", "revoke-machine", "--machine", "00000000000000bb", "--yes"});
  EXPECT_EQ(run(revoke, kNow), 0) << terminal_->complained();
  EXPECT_EQ(terminal_->said().find("never seen"), std::string::npos) << terminal_->said();
}

}  // namespace
}  // namespace maintendue::cli
