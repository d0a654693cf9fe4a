// One log, and two of a session: whatever is done to them is found, by the entry it was done to.
#include "session_log/checks.h"

#include <gtest/gtest.h>

#include "support/session_logs.h"

namespace maintendue::session_log {
namespace {

using test::LogScene;

class SessionLogChecks : public ::testing::Test {
 protected:
  SessionLogChecks() {
    scene_.meet(7);
    scene_.family_lets_see();
    scene_.asks(v1::SCOPE_CONTROL);
    scene_.answers(v1::SCOPE_CONTROL, v1::CONSENT_ANSWER_REFUSED);
    scene_.ends();
    log_ = scene_.pc_log();
  }
  Flaw flaw(const v1::SessionLog& log) {
    const auto checked = scene_.check_pc(log);
    if (checked) ADD_FAILURE() << "it was believed";
    return checked ? Flaw{Fault::Unlikely, 99} : checked.error();
  }
  // The log with these entries, marked, hashed and signed as its own machine would.
  v1::SessionLog signed_again(const std::vector<v1::LogEvent>& events, bool cut = false) {
    Chain chain;
    for (const v1::LogEvent& event : events) EXPECT_TRUE(chain.append(event.SerializeAsString()));
    return whole(
        chain, sign_head(
                   scene_.pc->about(), chain, cut, scene_.clock.wall(), scene_.machine.key,
                   scene_.machine.chain
               )
    );
  }
  std::vector<v1::LogEvent> events() { return scene_.check_pc(log_)->events; }

  LogScene scene_;
  v1::SessionLog log_;
};

TEST_F(SessionLogChecks, BelieveWhatWasSigned) {
  const auto pc = scene_.check_pc(log_);
  ASSERT_TRUE(pc);
  const auto console = scene_.check_console(scene_.console_log());
  ASSERT_TRUE(console);
  EXPECT_EQ(difference(*pc, *console), std::nullopt);
  EXPECT_EQ(pc->head.session_counter(), 1u);
  EXPECT_EQ(pc->name, name_of(log_.head()));
  EXPECT_EQ(pc->events.size(), 8u);
}

TEST_F(SessionLogChecks, KeepTheConsentAsItWasGiven) {
  const v1::LogAnswer answer = events()[2].answered();
  EXPECT_EQ(answer.answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(answer.language(), "fr");
  EXPECT_EQ(answer.device(), v1::ANSWER_DEVICE_POINTER);
  EXPECT_EQ(answer.operator_key(), sha256(scene_.nadia.key.public_key()));
  EXPECT_GT(events()[2].elapsed_ms(), 0u);
  EXPECT_GT(events()[2].wall_ms(), 0);
}

TEST_F(SessionLogChecks, NameTheEntryThatIsMissing) {
  for (int at = 0; at < log_.entries_size(); ++at) {
    v1::SessionLog cut = log_;
    cut.mutable_entries()->DeleteSubrange(at, 1);
    EXPECT_EQ(flaw(cut), (Flaw{Fault::Missing, static_cast<std::uint32_t>(at + 1)})) << at;
  }
}

TEST_F(SessionLogChecks, NameTheFirstEntryThatIsMissingAtTheEnd) {
  for (int left = 0; left < log_.entries_size(); ++left) {
    v1::SessionLog cut = log_;
    while (cut.entries_size() > left) cut.mutable_entries()->RemoveLast();
    EXPECT_EQ(flaw(cut), (Flaw{Fault::Missing, static_cast<std::uint32_t>(left + 1)})) << left;
  }
}

TEST_F(SessionLogChecks, NameTheEntryThatWasChanged) {
  for (int at = 0; at < log_.entries_size(); ++at) {
    for (std::size_t byte = 0; byte < log_.entries(at).size(); ++byte) {
      v1::SessionLog changed = log_;
      (*changed.mutable_entries(at))[byte] ^= 1;
      EXPECT_EQ(flaw(changed), (Flaw{Fault::Changed, static_cast<std::uint32_t>(at + 1)}));
    }
  }
}

TEST_F(SessionLogChecks, NameTheFirstOfTwoThatChangedPlaces) {
  for (int a = 0; a < log_.entries_size(); ++a) {
    for (int b = a + 1; b < log_.entries_size(); ++b) {
      v1::SessionLog swapped = log_;
      swapped.mutable_entries()->SwapElements(a, b);
      EXPECT_EQ(flaw(swapped).entry, static_cast<std::uint32_t>(a + 1)) << a << " " << b;
    }
  }
}

TEST_F(SessionLogChecks, NameTheEntryThatWasAdded) {
  v1::LogEvent yes;
  yes.mutable_answered()->set_scope(v1::SCOPE_CONTROL);
  yes.mutable_answered()->set_answer(v1::CONSENT_ANSWER_GRANTED);
  for (int at = 0; at <= log_.entries_size(); ++at) {
    v1::SessionLog grown = log_;
    grown.add_entries(yes.SerializeAsString());
    for (int down = grown.entries_size() - 1; down > at; --down) {
      grown.mutable_entries()->SwapElements(down, down - 1);
    }
    EXPECT_EQ(flaw(grown), (Flaw{Fault::Added, static_cast<std::uint32_t>(at + 1)})) << at;
  }
}

// Marks are short: whoever finds another entry with the same mark still meets the hash.
TEST_F(SessionLogChecks, BelieveNoHeadWhoseMarksFitAndWhoseHashDoesNot) {
  v1::LogHead head;
  ASSERT_TRUE(head.ParseFromString(log_.head().head()));
  Chain chain;
  for (const Bytes& entry : log_.entries()) chain.append(entry);
  About about = scene_.pc->about();
  v1::SessionLog odd = log_;
  Chain longer = chain;
  longer.append(log_.entries(0));
  head.set_last_hash(longer.last_hash());
  odd.mutable_head()->set_head(head.SerializeAsString());
  Bytes to_sign = "maintendue session log head";
  to_sign += '\0';
  odd.mutable_head()->set_signature(scene_.machine.key.sign(to_sign + odd.head().head()));
  EXPECT_EQ(flaw(odd), (Flaw{Fault::Changed, 0}));
}

TEST_F(SessionLogChecks, BelieveNoHeadThatWasTouched) {
  v1::LogHead head;
  ASSERT_TRUE(head.ParseFromString(log_.head().head()));
  head.set_session_counter(2);
  v1::SessionLog touched = log_;
  touched.mutable_head()->set_head(head.SerializeAsString());
  EXPECT_EQ(flaw(touched), Flaw{Fault::Unsigned});
  touched = log_;
  touched.mutable_head()->mutable_signature()->back() ^= 1;
  EXPECT_EQ(flaw(touched), Flaw{Fault::Unsigned});
}

TEST_F(SessionLogChecks, BelieveNoOneElsesSignature) {
  const test::Organisation strangers("Ailleurs");
  for (const test::Holder& who :
       {strangers.machine(), scene_.organisation.machine("00000000000000cc"), scene_.nadia}) {
    v1::SessionLog forged = log_;
    *forged.mutable_head() = sign_head(
        scene_.pc->about(), scene_.pc->chain(), false, scene_.clock.wall(), who.key, who.chain
    );
    EXPECT_EQ(flaw(forged), Flaw{Fault::Unsigned});
  }
}

TEST_F(SessionLogChecks, BelieveNoConsoleLogByAnotherOperator) {
  const test::Holder zoe =
      scene_.organisation.operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000ac");
  v1::SessionLog forged = scene_.console_log();
  *forged.mutable_head() = sign_head(
      scene_.console->about(), scene_.console->chain(), false, scene_.clock.wall(), zoe.key,
      zoe.chain
  );
  EXPECT_EQ(scene_.check_console(forged).error(), Flaw{Fault::Unsigned});
  // Nor by a second key of the same operator: the PC has seen another one.
  const test::Holder again = scene_.organisation.operator_named();
  *forged.mutable_head() = sign_head(
      scene_.console->about(), scene_.console->chain(), false, scene_.clock.wall(), again.key,
      again.chain
  );
  EXPECT_EQ(scene_.check_console(forged).error(), Flaw{Fault::Unsigned});
}

TEST_F(SessionLogChecks, TakeNoLogOfAnotherSessionSideOrMachine) {
  const Bytes bytes = log_.SerializeAsString();
  const MachineId machine{scene_.machine.id};
  const auto pc = v1::LOG_SIDE_MACHINE, console = v1::LOG_SIDE_CONSOLE;
  const auto given = [&](v1::LogSide side, const MachineId& as, std::uint64_t session) {
    return check_log(bytes, side, as, SessionId{session}, scene_.trust);
  };
  EXPECT_TRUE(given(pc, machine, 7));
  EXPECT_EQ(given(pc, machine, 8).error(), Flaw{Fault::Foreign});
  EXPECT_EQ(given(console, machine, 7).error(), Flaw{Fault::Foreign});
  EXPECT_EQ(given(pc, MachineId{"00000000000000cc"}, 7).error(), Flaw{Fault::Foreign});
}

TEST_F(SessionLogChecks, BelieveALogThoughItsCertificateHasEndedSince) {
  // Operators' certificates last about a year; nothing here asks what day it is.
  EXPECT_TRUE(scene_.check_console(scene_.console_log()));
}

TEST_F(SessionLogChecks, TellWhatNoProgramOfOursWrites) {
  std::vector<v1::LogEvent> begun_twice = events(), not_begun = events(), back_in_time = events();
  std::vector<v1::LogEvent> open = events(), goes_on = events(), hides_a_cut = events();
  begun_twice[1] = begun_twice[0];
  not_begun[0].mutable_begun()->set_session_id(8);
  back_in_time[3].set_elapsed_ms(0);
  open.pop_back();
  goes_on.push_back(goes_on[1]);
  hides_a_cut.back().mutable_cut();
  EXPECT_EQ(flaw(signed_again(begun_twice)), (Flaw{Fault::Unlikely, 2}));
  EXPECT_EQ(flaw(signed_again(not_begun)), (Flaw{Fault::Unlikely, 1}));
  EXPECT_EQ(flaw(signed_again(back_in_time)), (Flaw{Fault::Unlikely, 4}));
  EXPECT_EQ(flaw(signed_again(open)), (Flaw{Fault::Unlikely, 7}));
  EXPECT_EQ(flaw(signed_again(goes_on)), (Flaw{Fault::Unlikely, 8}));
  EXPECT_EQ(flaw(signed_again(hides_a_cut)), (Flaw{Fault::Unlikely, 8}));
  EXPECT_TRUE(scene_.check_pc(signed_again(hides_a_cut, true)));
}

TEST_F(SessionLogChecks, SurviveWhatIsNoLog) {
  const auto given = [&](BytesView bytes) {
    return check_log(
        bytes, v1::LOG_SIDE_MACHINE, MachineId{scene_.machine.id}, SessionId{7}, scene_.trust
    );
  };
  EXPECT_EQ(given("").error(), Flaw{Fault::Unreadable});
  EXPECT_EQ(given("\xff\xff").error(), Flaw{Fault::Unreadable});
  EXPECT_EQ(given(Bytes(kLongestLog + 1, 'x')).error(), Flaw{Fault::Unreadable});
}

class TwoLogs : public SessionLogChecks {
 protected:
  std::optional<std::uint32_t> differ(const v1::SessionLog& console) {
    const auto hers = scene_.check_console(console);
    EXPECT_TRUE(hers);
    return difference(*scene_.check_pc(log_), *hers);
  }
  v1::SessionLog hers(const std::vector<v1::LogEvent>& events) {
    Chain chain;
    for (const v1::LogEvent& event : events) chain.append(event.SerializeAsString());
    return whole(
        chain, sign_head(
                   scene_.console->about(), chain, false, scene_.clock.wall(), scene_.nadia.key,
                   scene_.nadia.chain
               )
    );
  }
  std::vector<v1::LogEvent> her_events() {
    return scene_.check_console(scene_.console_log())->events;
  }
};

TEST_F(TwoLogs, AgreeThoughTheLineWasCutBeforeSheHeardTheEnd) {
  std::vector<v1::LogEvent> less = her_events();
  less.erase(less.end() - 3, less.end() - 1);
  EXPECT_EQ(differ(hers(less)), std::nullopt);
}

TEST_F(TwoLogs, DifferWhereSheClaimsAYesThatThePcNeverHad) {
  std::vector<v1::LogEvent> claims = her_events();
  for (std::size_t at = 0; at < claims.size(); ++at) {
    if (claims[at].answered().answer() != v1::CONSENT_ANSWER_REFUSED) continue;
    claims[at].mutable_answered()->set_answer(v1::CONSENT_ANSWER_GRANTED);
    EXPECT_EQ(differ(hers(claims)), at + 1);
    return;
  }
  FAIL() << "nothing was refused";
}

TEST_F(TwoLogs, DifferWhereSheTellsItInAnotherOrder) {
  std::vector<v1::LogEvent> turned = her_events();
  std::swap(turned[2], turned[3]);  // asked, answered
  const std::uint64_t earlier = turned[3].elapsed_ms();
  turned[3].set_elapsed_ms(turned[2].elapsed_ms());
  turned[2].set_elapsed_ms(earlier);
  EXPECT_EQ(differ(hers(turned)), 4u);
}

TEST_F(TwoLogs, DifferWhenTheirHeadsSpeakOfTwoCounts) {
  About about = scene_.console->about();
  about.counter = 2;
  v1::SessionLog log = scene_.console_log();
  *log.mutable_head() = sign_head(
      about, scene_.console->chain(), false, scene_.clock.wall(), scene_.nadia.key,
      scene_.nadia.chain
  );
  EXPECT_EQ(differ(log), 0u);
}

}  // namespace
}  // namespace maintendue::session_log
