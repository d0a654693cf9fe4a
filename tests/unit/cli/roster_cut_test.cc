// An administrator's command whose line to the relay breaks before the relay's answer comes.
#include "counter.h"

namespace maintendue::cli {
namespace {

using test::kNow;

class CutRosterCommands : public test::DeskAtTheRelay {
 protected:
  // Whether the relay's roster names her by the key of the folder that was made for her.
  bool holds_her_key(const std::string& folder) {
    const auto badge = badge_in(folder);
    return badge && counter_->book().recognise(*badge, kNow).has_value();
  }
};

TEST_F(CutRosterCommands, KeepTheColleaguesFolderThatTheRelaysRosterMayName) {
  struct {
    const char* who;
    Errc cut;
    bool taken;
  } const cuts[] = {
      {"Nadia", Errc::PeerGone, true},       {"Omar", Errc::PeerGone, false},
      {"Paul", Errc::TimedOut, true},        {"Rosa", Errc::TimedOut, false},
      {"Ali", Errc::RelayUnreachable, true}, {"Eva", Errc::RelayUnreachable, false},
  };
  for (const auto& [who, cut, taken] : cuts) {
    const std::string folder = "ORG/operators/" + folder_name(who);
    counter_->answer = cut;
    counter_->takes = taken;
    EXPECT_EQ(run(here(add(who, "mediator")), kNow), 1);
    EXPECT_NE(terminal_->complained().find("roster publish"), std::string::npos)
        << terminal_->complained();
    EXPECT_EQ(holds_her_key(folder), taken) << who;

    counter_->answer.reset();
    counter_->takes = true;
    EXPECT_EQ(run(by("camille", {"roster", "publish"}), kNow), 0) << terminal_->complained();
    EXPECT_TRUE(holds_her_key(folder)) << who;
    EXPECT_EQ(book_in("ORG/operators/camille").edition(), counter_->book().edition());
  }
}

TEST_F(CutRosterCommands, ChangeNothingThatTheRelayRefused) {
  counter_->answer = Errc::BadMessage;
  counter_->takes = false;
  const auto before = book_in("ORG/operators/camille").edition();
  EXPECT_EQ(run(here(add("Nadia", "mediator")), kNow), 1);
  EXPECT_FALSE(test::fs::exists(at("ORG/operators/nadia")));
  EXPECT_EQ(book_in("ORG/operators/camille").edition(), before);
}

TEST_F(CutRosterCommands, SayWhatElseIsToBeDoneThoughTheLineBroke) {
  ASSERT_EQ(run(here(add("Inès", "admin")), kNow), 0) << terminal_->complained();
  counter_->answer = Errc::PeerGone;
  auto remove = by("camille", {"roster", "remove", "--name", "Inès"});
  EXPECT_EQ(run(remove, kNow), 1);
  EXPECT_NE(terminal_->said().find("replace-roster-key"), std::string::npos) << terminal_->said();
  EXPECT_EQ(counter_->book().edition(), book_in("ORG/operators/camille").edition());
}

}  // namespace
}  // namespace maintendue::cli
