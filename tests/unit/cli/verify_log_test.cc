// One clear sentence and an exit code, offline, for whoever holds an export.
#include "desk.h"
#include "support/session_logs.h"
#include "support/verified.h"

namespace maintendue::cli {
namespace {

using test::Desk;

class VerifyLog : public Desk {
 protected:
  VerifyLog() {
    put("root.crt", scene_.organisation.root().certificate.to_pem());
    file_.set_machine_id(scene_.machine.id);
    for (std::uint64_t id = 21; id <= 24; ++id) {
      v1::ExportedSession& one = *file_.add_sessions();
      *one.mutable_logs() = scene_.session(id);
      one.set_end_reason(v1::END_REASON_OPERATOR);
    }
  }
  v1::StoredLogs& logs(int at) { return *file_.mutable_sessions(at)->mutable_logs(); }
  std::vector<std::string> words() const {
    return {"verify-log", at("export"), "--root", at("root.crt")};
  }
  // The exit code; what was said is in said_.
  int verify() {
    put("export", file_.SerializeAsString());
    const int code = run(words());
    said_ = code == 0 ? terminal_->said() : terminal_->complained();
    EXPECT_EQ(std::count(said_.begin(), said_.end(), '\n'), 1) << said_;
    return code;
  }
  void expect_trouble(const std::string& sentence) {
    EXPECT_EQ(verify(), 3);
    EXPECT_EQ(said_, sentence + "\n");
  }
  // As the export has it: a record of that PC's key, and the roster by which it counts.
  void knows(const test::Holder& pc) {
    *file_.add_machine_records() = test::verified(scene_.organisation, scene_.nadia, pc);
    file_.set_roster_news(scene_.organisation.news().SerializeAsString());
    file_.set_made_ms(to_unix_ms(scene_.organisation.founded()));
  }
  // One more session, of whose log the PC signs what it likes: this text, wherever one fits.
  void session_that_says(const std::string& text) {
    scene_.meet(25);
    const session_log::About about = scene_.pc->about();
    scene_.pc.emplace(about, scene_.clock.steady()).begin(v1::CALL_KIND_SETUP, text, scene_.clock);
    v1::LogEvent answer, restart;
    answer.mutable_answered()->set_language(text);
    answer.mutable_answered()->set_text_hash(text);
    answer.mutable_answered()->set_operator_key(text);
    restart.mutable_restart()->set_language(text);
    restart.mutable_restart()->set_text_hash(text);
    for (const v1::LogEvent& event : {answer, restart}) scene_.write(*scene_.pc, event);
    scene_.ends();
    v1::StoredLogs& logs = *file_.add_sessions()->mutable_logs();
    logs.set_session_id(25);
    logs.set_machine_log(scene_.pc_log().SerializeAsString());
    logs.set_console_log(scene_.console_log().SerializeAsString());
  }
  template <class Change>
  void change_pc_log(int at, Change change) {
    v1::SessionLog log;
    ASSERT_TRUE(log.ParseFromString(logs(at).machine_log()));
    change(log);
    logs(at).set_machine_log(log.SerializeAsString());
  }

  test::LogScene scene_;
  v1::LogExport file_;
  std::string said_;
};

TEST_F(VerifyLog, SaysThatAllIsWell) {
  v1::ExportedSession& unmet = *file_.add_sessions();
  unmet.mutable_logs()->set_session_id(25);
  unmet.set_end_reason(v1::END_REASON_MACHINE_UNREACHED);
  EXPECT_EQ(verify(), 0);
  EXPECT_EQ(
      said_,
      "PC 00000000000000bb: 4 session(s) held, both signed logs of each are whole and agree, but "
      "nothing in this file says which key is this PC's; 1 never began.\n"
  );
  knows(scene_.machine);
  EXPECT_EQ(verify(), 0);
  EXPECT_EQ(
      said_,
      "PC 00000000000000bb: 4 session(s) held, both signed logs of each are whole and agree, and "
      "the key is the one that was verified to be this PC's by the roster of 2025-11-13, which "
      "this "
      "file brings; 1 never began.\n"
  );
}

// Whoever has the enrolment's intermediate certifies a key of his own for the PC's number, and
// signs.
TEST_F(VerifyLog, NamesALogThatAnotherKeyThanTheRecordsSigned) {
  knows(scene_.machine);
  test::LogScene forger = scene_;
  forger.machine = scene_.organisation.machine(scene_.machine.id);
  forger.set_back_to(3);
  logs(3) = forger.session(24);
  expect_trouble(
      "Session 24: the PC's log is signed by another key than the one that was verified to be "
      "this PC's."
  );
}

TEST_F(VerifyLog, BelievesARecordOnlyByTheRosterOfItsOrganisation) {
  knows(scene_.machine);
  const auto known = [&] { return verify() == 0 && said_.find("and the key is") != said_.npos; };
  ASSERT_TRUE(known());
  file_.set_roster_news(test::Organisation("Ailleurs").news().SerializeAsString());
  EXPECT_FALSE(known());
  file_.clear_roster_news();
  EXPECT_FALSE(known());
  file_.set_roster_news(scene_.organisation.news().SerializeAsString());
  file_.mutable_machine_records(0)->back() ^= 1;
  EXPECT_FALSE(known());
  const test::Holder nobody{identity::PrivateKey::generate(), "", scene_.nadia.id};
  *file_.mutable_machine_records(0) = test::verified(scene_.organisation, nobody, scene_.machine);
  EXPECT_FALSE(known()) << "in her name, by another key";
  const test::Holder other = scene_.organisation.machine("00000000000000bc");
  *file_.mutable_machine_records(0) = test::verified(scene_.organisation, scene_.nadia, other);
  EXPECT_FALSE(known());
}

TEST_F(VerifyLog, DoesNotShrugAtARecordForWhichNobodyVouches) {
  knows(scene_.machine);
  file_.mutable_machine_records(0)->back() ^= 1;
  EXPECT_EQ(verify(), 3);
  EXPECT_NE(said_.find("nobody of the team vouches for it"), said_.npos) << said_;
}

TEST_F(VerifyLog, SaysThatThereIsNothing) {
  file_.clear_sessions();
  EXPECT_EQ(verify(), 0);
  EXPECT_EQ(said_, "PC 00000000000000bb: there is no session in this file.\n");
}

TEST_F(VerifyLog, NamesTheFirstEntryThatIsMissingChangedOrAdded) {
  change_pc_log(1, [](v1::SessionLog& log) { log.mutable_entries()->DeleteSubrange(3, 1); });
  expect_trouble("Session 22: entry 4 of the PC's log is missing.");
  change_pc_log(0, [](v1::SessionLog& log) { log.mutable_entries(2)->back() ^= 1; });
  expect_trouble("Session 21: entry 3 of the PC's log is not the one that was signed.");
}

TEST_F(VerifyLog, NamesWhatIsWrongWithAHead) {
  change_pc_log(1, [](v1::SessionLog& log) {
    log.mutable_head()->mutable_signature()->back() ^= 1;
  });
  expect_trouble("Session 22: the signature of the PC's log is not the right one.");
  logs(0).set_console_log(logs(2).console_log());
  expect_trouble("Session 21: the console's log is of another session.");
}

TEST_F(VerifyLog, NamesASessionThatIsMissing) {
  file_.mutable_sessions()->DeleteSubrange(1, 1);
  expect_trouble("The session that the PC counts as its number 2 is missing.");
  file_.mutable_standing()->add_before()->set_session_counter(2);
  file_.mutable_standing()->mutable_before(0)->set_session_id(22);
  expect_trouble("Session 22, which the PC counts as its number 2, is missing.");
}

TEST_F(VerifyLog, NamesTheEarlierOfTwoTroubles) {
  file_.mutable_sessions()->DeleteSubrange(2, 1);
  logs(1).clear_machine_log();
  expect_trouble("Session 22: the PC's log is missing.");
  logs(1) = {};
  file_.mutable_sessions()->DeleteSubrange(1, 1);
  logs(1).clear_console_log();
  expect_trouble("The session that the PC counts as its number 2 is missing.");
}

TEST_F(VerifyLog, NamesALogThatIsMissing) {
  logs(3).clear_console_log();
  expect_trouble("Session 24: the console's log is missing.");
  logs(3).clear_machine_log();
  expect_trouble("Session 24: both logs are missing.");
}

TEST_F(VerifyLog, SpeaksFrench) {
  put("export", "rien");
  test::PaperTerminal terminal;
  terminal.speaks = Language::French;
  EXPECT_EQ(run_at(terminal, words()), 1);
  EXPECT_TRUE(
      terminal.complained().ends_with("n'est pas un export de journaux de séances. [bad_message]\n")
  );
}

TEST_F(VerifyLog, BelievesNoOtherOrganisation) {
  const test::Organisation other("Ailleurs");
  put("root.crt", other.root().certificate.to_pem());
  expect_trouble("Session 21: the signature of the PC's log is not the right one.");
}

// Whoever found the stick of the root before makes a root of his own to follow it, and a PC under
// it.
TEST_F(VerifyLog, FollowsNoRootThatTheKnownRosterDoesNot) {
  const WallTime later = scene_.organisation.founded() + std::chrono::hours{24};
  const test::Organisation thief = scene_.organisation.under_next_root(later);
  test::LogScene forger = scene_;
  forger.machine = thief.machine(scene_.machine.id);
  *file_.add_sessions()->mutable_logs() = forger.session(25);
  file_.set_roster_news(thief.news().SerializeAsString());
  EXPECT_EQ(verify(), 0) << said_ << "by the file alone nobody can tell";
  const test::Organisation ours = scene_.organisation.under_next_root(later);
  put("roster", ours.news().SerializeAsString());
  const std::vector<std::string> known = {"verify-log",   at("export"), "--root",
                                          at("root.crt"), "--roster",   at("roster")};
  EXPECT_EQ(run(known), 3);
  EXPECT_EQ(
      terminal_->complained(), "Session 25: the signature of the PC's log is not the right one.\n"
  );
  file_.set_roster_news(ours.news().SerializeAsString());
  file_.mutable_sessions()->RemoveLast();
  EXPECT_EQ(verify(), 0) << said_;
  EXPECT_EQ(run(known), 0) << terminal_->complained();
  *file_.add_machine_records() = test::verified(scene_.organisation, scene_.nadia, scene_.machine);
  file_.set_made_ms(to_unix_ms(later));
  EXPECT_EQ(verify(), 0) << said_;
  EXPECT_NE(said_.find("by the roster of 2025-11-14, which this file brings;"), said_.npos);
  EXPECT_EQ(run(known), 0) << terminal_->complained();
  EXPECT_NE(terminal_->said().find("by the roster of 2025-11-14;"), std::string::npos);
  put("roster", test::Organisation("Ailleurs").news().SerializeAsString());
  expect_refused(known, 1);
}

// Each would do something to a terminal, to the line, or to who is believed.
const std::string kHostileTexts[] = {
    "\x1b[2J\x1b]0;owned\x07",
    "\xc2\x9b"
    "31mowned",
    "\r\nPC 0: owned.\n",
    "\b\b\x7fowned",
    "\u202eowned\u2066\u2028",
    "\u200b\ufeffowned",
    "%1 owned %2",
    std::string("owned\0", 6),
};

TEST_F(VerifyLog, SaysNothingOfWhatAPcWroteIntoItsLog) {
  for (const std::string& text : kHostileTexts) {
    session_that_says(text);
    EXPECT_EQ(verify(), 0);
    EXPECT_TRUE(said_.starts_with("PC 00000000000000bb: 5 session(s) held, ")) << said_;
    EXPECT_EQ(said_.find("owned"), said_.npos) << said_;
    change_pc_log(4, [](v1::SessionLog& log) { log.mutable_entries(1)->back() ^= 1; });
    expect_trouble("Session 25: entry 2 of the PC's log is not the one that was signed.");
    file_.mutable_sessions()->RemoveLast();
    scene_.set_back_to(4);
  }
}

TEST_F(VerifyLog, SaysNothingOfWhatAnotherOrganisationCallsItself) {
  test::LogScene theirs;
  theirs.organisation = test::Organisation("owned");
  theirs.machine = theirs.organisation.machine(scene_.machine.id);
  theirs.nadia = theirs.organisation.operator_named("owned");
  file_.set_roster_news(theirs.organisation.news().SerializeAsString());
  EXPECT_EQ(verify(), 0);
  EXPECT_EQ(said_.find("owned"), said_.npos) << said_;
  *file_.add_machine_records() = test::verified(theirs.organisation, theirs.nadia, theirs.machine);
  EXPECT_EQ(verify(), 3);
  EXPECT_EQ(said_.find("owned"), said_.npos) << said_;
  *file_.add_sessions()->mutable_logs() = theirs.session(25);
  expect_trouble("Session 25: the signature of the PC's log is not the right one.");
}

TEST_F(VerifyLog, SaysNothingOfWhatAFileCallsItsPc) {
  for (const std::string& text : kHostileTexts) {
    file_.set_machine_id(text);
    put("export", file_.SerializeAsString());
    expect_refused(words(), 1);
    EXPECT_EQ(terminal_->complained().find("owned"), std::string::npos);
  }
}

TEST_F(VerifyLog, NamesAFileWithoutDoingWhatItsNameWouldHaveTheTerminalDo) {
  for (const std::string& text : kHostileTexts) {
    const std::string name = text.substr(0, text.find('\0'));
    expect_refused({"verify-log", at(name), "--root", at("root.crt")}, 1);
    const std::string why = terminal_->complained();
    for (const char* trick : {"\x1b", "\b", "\x7f", "\xc2\x9b", "\u202e", "\u2028", "\u200b"}) {
      EXPECT_EQ(why.find(trick), why.npos) << why;
    }
  }
}

TEST_F(VerifyLog, RefusesWhatItCannotRead) {
  verify();
  expect_refused({"verify-log"}, 2);
  expect_refused({"verify-log", "--root", at("root.crt")}, 2);
  expect_refused({"verify-log", at("export")}, 2);
  expect_refused({"verify-log", at("nothing"), "--root", at("root.crt")}, 1);
  expect_refused({"verify-log", at("export"), "--root", at("export")}, 1);
  for (const std::string& bad : {std::string(), std::string("\xff\xff"), std::string(5000, '\0')}) {
    put("export", bad);
    expect_refused(words(), 1);
  }
}

}  // namespace
}  // namespace maintendue::cli
