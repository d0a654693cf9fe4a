// What the PC tells its family of the sessions that there were.
#include "agent/service/journal/journal.h"

#include <gmock/gmock.h>

#include <fstream>

#include "log_stage.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using agent::journal_of;
using agent::OperatorNames;

class JournalTest : public LoggedSession {
 protected:
  void hold_with(std::uint64_t id, const Holder& who, const std::string& name) {
    identity::Operator hers;
    hers.id = OperatorId{who.id};
    hers.name = name;
    hers.public_key = who.key.public_key();
    auto witness = logs_->begin(SessionId{id}, hers, v1::CALL_KIND_SETUP);
    ASSERT_TRUE(witness);
    ASSERT_TRUE((*witness)->close(v1::END_REASON_NEVER_ALLOWED));
  }
  pc::Journal journal() { return journal_of(*logs_, book_, "fr"); }
  pc::JournalVisit only_visit() {
    const pc::Journal all = journal();
    EXPECT_EQ(all.visits_size(), 1);
    return all.visits_size() == 1 ? all.visits(0) : pc::JournalVisit();
  }

  const Holder karim_ =
      organisation_.operator_named("Karim", {v1::ROLE_MEDIATOR}, "00000000000000ad");
  roster::Book book_ = organisation_.book();
};

TEST_F(JournalTest, HasNothingToTellOfAPcThatNobodyVisited) {
  const pc::Journal empty = journal();
  EXPECT_EQ(empty.visits_size(), 0);
  EXPECT_FALSE(empty.more());
  EXPECT_EQ(empty.language(), "fr");
  EXPECT_EQ(empty.organisation(), "La Maison Numérique");
}

TEST_F(JournalTest, TellsWhoCameWhenAndWhatWasAllowed) {
  begin();
  family_lets_see();
  EXPECT_EQ(journal().visits_size(), 0) << "it goes on";
  advance(20min);
  finish(v1::END_REASON_FAMILY);
  const pc::JournalVisit visit = only_visit();
  EXPECT_EQ(visit.begun_ms(), 1'763'000'000'000);
  EXPECT_EQ(visit.operator_name(), "Nadia");
  EXPECT_EQ(visit.allowed(), v1::SCOPE_VIEW);
  EXPECT_TRUE(visit.shown());
  EXPECT_GE(visit.lasted_ms(), 20u * 60'000);
  EXPECT_EQ(visit.ended(), v1::END_REASON_FAMILY);
  EXPECT_FALSE(visit.came_back());
}

TEST_F(JournalTest, TellsTheMostThatWasAllowedThoughItWasTakenBack) {
  log_folder::LogOnDisk log;
  for (const v1::Scope scope : {v1::SCOPE_VIEW, v1::SCOPE_CONTROL, v1::SCOPE_VIEW}) {
    v1::LogEvent event;
    event.set_allowed(scope);
    ASSERT_TRUE(log.chain.append(event.SerializeAsString()));
  }
  EXPECT_EQ(agent::visit_of(log).allowed(), v1::SCOPE_CONTROL);
}

TEST_F(JournalTest, TellsOfASessionInWhichNothingWasAllowed) {
  hold_with(3, karim_, "Karim");
  const pc::JournalVisit visit = only_visit();
  EXPECT_EQ(visit.operator_name(), "Karim");
  EXPECT_EQ(visit.call_kind(), v1::CALL_KIND_SETUP);
  EXPECT_EQ(visit.allowed(), v1::SCOPE_UNSPECIFIED);
  EXPECT_FALSE(visit.shown());
  EXPECT_EQ(visit.ended(), v1::END_REASON_NEVER_ALLOWED);
}

TEST_F(JournalTest, TellsOfASessionThatThePowerCutOff) {
  begin();
  family_lets_see();
  logs_ = after_a_crash();
  const pc::JournalVisit visit = only_visit();
  EXPECT_EQ(visit.allowed(), v1::SCOPE_VIEW);
  EXPECT_TRUE(visit.cut());
  EXPECT_EQ(visit.ended(), v1::END_REASON_UNSPECIFIED);
  EXPECT_EQ(visit.operator_name(), "Nadia");
  logs_ = open(place_);
}

TEST_F(JournalTest, HasTheNewestFirstAndNotMoreThanAWindowHolds) {
  for (std::uint64_t id = 1; id <= agent::kMostVisits; ++id) {
    hold_with(id, karim_, "Karim");
    timeline_.advance(1min);
  }
  EXPECT_FALSE(journal().more());
  hold_with(999, operator_holder_, "Nadia");
  const pc::Journal full = journal();
  EXPECT_EQ(full.visits_size(), static_cast<int>(agent::kMostVisits));
  EXPECT_TRUE(full.more());
  EXPECT_EQ(full.visits(0).operator_name(), "Nadia");
  EXPECT_GT(full.visits(0).begun_ms(), full.visits(1).begun_ms());
}

TEST_F(JournalTest, KeepsTheNameOfSomebodyWhoLeft) {
  Holder left = karim_;
  left.id = "00000000000000dd";  // whom no roster names
  hold_with(3, left, "Salomé");
  logs_ = open(place_);
  EXPECT_EQ(only_visit().operator_name(), "Salomé");
  fs::remove(place_ / "names");
  logs_ = open(place_);
  EXPECT_EQ(only_visit().operator_name(), "") << "nobody remembers";
}

TEST_F(JournalTest, TakesTheRostersNameWhereNoneWasKept) {
  hold(3);
  EXPECT_EQ(only_visit().operator_name(), "Nadia");
}

TEST_F(JournalTest, ForgetsTheNamesOfWhomNoLogTellsAnyMore) {
  const OperatorId somebody{"00000000000000cc"};
  const auto kept = [this](const OperatorId& who) {
    return OperatorNames(place_ / "names").of(who);
  };
  hold_with(3, karim_, "Karim");
  OperatorNames(place_ / "names").remember(somebody, "Somebody");
  logs_ = open(place_);
  EXPECT_EQ(kept(OperatorId{karim_.id}), "Karim");
  EXPECT_EQ(kept(somebody), "");

  OperatorNames(place_ / "names").remember(somebody, "Somebody");
  std::ofstream(place_ / "000000000009.log") << "no log";
  logs_ = open(place_);
  EXPECT_EQ(kept(somebody), "Somebody") << "what can't be read may tell of her";
}

TEST_F(JournalTest, SaysWhatItCannotReadInPlaceOfThatNobodyCame) {
  hold_with(3, karim_, "Karim");
  EXPECT_FALSE(journal().unread());
  std::ofstream(place_ / "000000000009.log") << "no log";
  logs_ = open(place_);
  EXPECT_TRUE(journal().unread());
  EXPECT_EQ(journal().visits_size(), 1);
  std::ofstream(temp_.path() / "in the way") << "a file";
  logs_ = open(temp_.path() / "in the way" / "log");
  EXPECT_TRUE(journal().unread());
  EXPECT_EQ(journal().visits_size(), 0);
}

TEST_F(JournalTest, NamesOutlastADiskThatTakesNothingForAsLongAsTheService) {
  fs::create_directory(place_ / "names");  // a folder where the file should be
  hold_with(3, karim_, "Karim");
  EXPECT_EQ(only_visit().operator_name(), "Karim");
}

TEST_F(JournalTest, AFileOfNamesThatIsNoneIsAsIfThereWereNone) {
  std::ofstream(place_ / "names") << "\x0a\xff";
  EXPECT_EQ(OperatorNames(place_ / "names").of(OperatorId{karim_.id}), "");
}

TEST_F(JournalTest, IsShownOnWishInTheLanguageOfWhoSitsThere) {
  hold(3);
  wire::Signal moved(io_.get_executor());
  wire::TaskGroup tasks(io_.get_executor());
  const auto desktop = std::make_shared<FakeDesktop>(io_);
  desktop->speaks = "ar";
  const auto now = [this](const std::string& language) {
    return journal_of(*logs_, book_, language);
  };
  tasks.spawn(agent::serve(agent::journal_offer(now), [&] { return desktop; }, moved));
  settle();
  desktop->choose_journal();
  settle();
  ASSERT_EQ(desktop->windows.size(), 1u);
  std::optional<pc::ServiceToDialog> says;
  auto hear = [&]() -> net::awaitable<void> {
    auto heard = co_await agent::read_message<pc::ServiceToDialog>(*desktop->windows[0]);
    if (heard) says = std::move(*heard);
  };
  net::co_spawn(io_, hear(), net::detached);
  settle();
  ASSERT_TRUE(says && says->has_journal());
  EXPECT_EQ(says->journal().language(), "ar");
  EXPECT_EQ(says->journal().visits_size(), 1);
  net::co_spawn(io_, tasks.stop(), net::detached);
  settle();
}

}  // namespace
}  // namespace maintendue::test
