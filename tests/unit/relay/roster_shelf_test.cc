#include "relay/roster/roster_shelf.h"

#include <gtest/gtest.h>

#include "fake_link.h"
#include "memory_store.h"
#include "task.h"
#include "tests/support/manual_timeline.h"
#include "tests/support/organisation.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::wait_for;

class RelayRosterShelf : public ::testing::Test {
 protected:
  RelayRosterShelf() {
    MachineRecord machine;
    machine.id = MachineId{"00000000000000bb"};
    directory_.arrive(machine, true, machine_);
    while (watch_.take()) {
    }
  }
  Result<void> put(const v1::RosterNews& news) { return wait_for(io_, shelf_.put(news)); }
  bool told_consoles() {
    const auto change = watch_.take();
    return change && std::holds_alternative<RosterChanged>(*change);
  }
  v1::RosterNews confirmation() const {
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(
        {OperatorId{nadia_.id}, organisation_.founded() + 1h, roster::NewestKnown{{1, 1}}},
        organisation_.trust(), nadia_.key
    );
    return news;
  }

  const test::Organisation organisation_;
  const test::Holder nadia_ = organisation_.operator_named();
  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  test::MemoryStore store_;
  Feed feed_;
  Watch watch_{feed_, io_.get_executor()};
  Directory directory_{feed_, timeline_};
  std::shared_ptr<test::FakeLink> machine_ = std::make_shared<test::FakeLink>();
  RosterShelf shelf_{organisation_.book(), store_, feed_, directory_, timeline_};
};

TEST_F(RelayRosterShelf, KeepsANewerOneAndTellsEverybody) {
  ASSERT_TRUE(put(organisation_.news(2)));
  EXPECT_EQ(shelf_.book().edition().version, 2u);
  roster::Book kept(organisation_.trust());
  v1::RosterNews news;
  ASSERT_TRUE(news.ParseFromString(store_.roster) && kept.take_in(news));
  EXPECT_EQ(kept.edition().version, 2u);
  EXPECT_EQ(machine_->rosters.size(), 1u);
  EXPECT_TRUE(told_consoles());
}

TEST_F(RelayRosterShelf, RefusesWhatIsOlderOrNotOurs) {
  ASSERT_TRUE(put(organisation_.news(3)));
  EXPECT_EQ(put(organisation_.news(2)).error().code, Errc::OutOfDate);
  EXPECT_EQ(put(test::Organisation().news(9)).error().code, Errc::NotTrusted);
  EXPECT_EQ(shelf_.book().edition().version, 3u);
  EXPECT_EQ(machine_->rosters.size(), 1u);
}

TEST_F(RelayRosterShelf, AConfirmationIsKeptAndWakesNoMachine) {
  ASSERT_TRUE(put(confirmation()));
  EXPECT_FALSE(store_.roster.empty());
  EXPECT_TRUE(machine_->rosters.empty());
  EXPECT_TRUE(told_consoles());
  ASSERT_TRUE(put(confirmation()));
  EXPECT_FALSE(told_consoles()) << "nothing new";
}

TEST_F(RelayRosterShelf, ASuspensionReachesMachinesAtOnce) {
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, organisation_.founded(), roster::Suspension{OperatorId{nadia_.id}}},
      organisation_.trust(), nadia_.key
  );
  ASSERT_TRUE(put(news));
  EXPECT_EQ(machine_->rosters.size(), 1u);
}

TEST_F(RelayRosterShelf, RefusesARosterThatIsDatedAhead) {
  roster::Roster ahead = organisation_.roster(2);
  ahead.made = timeline_.wall() + 25h;
  ahead.ends = ahead.made + roster::kLife;
  EXPECT_EQ(put(organisation_.news_of(ahead)).error().code, Errc::BadMessage);
  EXPECT_EQ(shelf_.book().edition().version, 1u);
  ahead.made = timeline_.wall() + 23h;
  ahead.ends = ahead.made + roster::kLife;
  EXPECT_TRUE(put(organisation_.news_of(ahead)));
}

TEST_F(RelayRosterShelf, SaysWhenTheDiskFailed) {
  store_.failing_writes = 1;
  EXPECT_EQ(put(organisation_.news(2)).error().code, Errc::Internal);
}

TEST_F(RelayRosterShelf, ANewRootComesByTheKeysAlone) {
  const auto next = organisation_.under_next_root(organisation_.founded() + 24h);
  EXPECT_EQ(put(next.news()).error().code, Errc::NotTrusted);
  EXPECT_EQ(shelf_.book().trust().number(), 1u);
  EXPECT_TRUE(store_.roster.empty());
  EXPECT_TRUE(machine_->rosters.empty());
}

}  // namespace
}  // namespace maintendue::relay
