#include "relay/enrolment/ledger.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "relay/database/database.h"
#include "workshop.h"

namespace maintendue::enrolment {
namespace {

using test::kWorkshopDay;
using test::Workshop;

class LedgerTest : public Workshop {
 protected:
  // What the enrolment would make for the n-th PC.
  static std::function<Enrolled()> machine(int n) {
    return [n] { return Enrolled{MachineId{"machine " + std::to_string(n)}, "certificate"}; };
  }
};
using LedgerDeathTest = LedgerTest;

TEST_F(LedgerTest, CountsAUseForEachKey) {
  Ledger ledger(data(), kWorkshopDay);
  const identity::WorkshopToken token = token_for(2);
  EXPECT_EQ(ledger.uses(token.id), 0);
  EXPECT_TRUE(ledger.enrol(token, "key 1", kWorkshopDay, machine(1)));
  EXPECT_TRUE(ledger.enrol(token, "key 2", kWorkshopDay, machine(2)));
  EXPECT_EQ(ledger.uses(token.id), 2);
  const Result<Enrolled> third = ledger.enrol(token, "key 3", kWorkshopDay, machine(3));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, Errc::NotAllowed);
  EXPECT_EQ(ledger.uses(token.id), 2);
  EXPECT_TRUE(ledger.enrol(token_for(1), "key 3", kWorkshopDay, machine(3)));
}

TEST_F(LedgerTest, GivesAKeyItsOwnCertificateAgainAndCountsNothing) {
  Ledger ledger(data(), kWorkshopDay);
  const identity::WorkshopToken token = token_for(1);
  const Result<Enrolled> first = ledger.enrol(token, "key 1", kWorkshopDay, machine(1));
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->again);
  const auto never = [] {
    ADD_FAILURE() << "made another machine";
    return Enrolled{};
  };
  for (const identity::WorkshopToken& shown : {token, token_for(1)}) {
    const Result<Enrolled> again = ledger.enrol(shown, "key 1", kWorkshopDay, never);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->again);
    EXPECT_EQ(again->machine, first->machine);
    EXPECT_EQ(again->certificate_chain, first->certificate_chain);
  }
  EXPECT_EQ(ledger.uses(token.id), 1);
}

TEST_F(LedgerTest, IsStillThereTheNextDay) {
  const identity::WorkshopToken token = token_for(1);
  {
    Ledger ledger(data(), kWorkshopDay);
    ASSERT_TRUE(ledger.enrol(token, "key 1", kWorkshopDay, machine(1)));
  }
  Ledger ledger(data(), kWorkshopDay);
  EXPECT_EQ(ledger.uses(token.id), 1);
  EXPECT_FALSE(ledger.enrol(token, "key 2", kWorkshopDay, machine(2)));
}

TEST_F(LedgerTest, CountsForTwoProcessesTogether) {
  Ledger one(data(), kWorkshopDay);
  Ledger two(data(), kWorkshopDay);
  const identity::WorkshopToken token = token_for(1);
  ASSERT_TRUE(one.enrol(token, "key 1", kWorkshopDay, machine(1)));
  EXPECT_FALSE(two.enrol(token, "key 2", kWorkshopDay, machine(2)));
  EXPECT_TRUE(two.enrol(token, "key 1", kWorkshopDay, machine(1)));
}

TEST_F(LedgerTest, KeepsNothingOfAMachineItCouldNotWrite) {
  Ledger ledger(data(), kWorkshopDay);
  const identity::WorkshopToken token = token_for(3);
  ASSERT_TRUE(ledger.enrol(token, "key 1", kWorkshopDay, machine(1)));
  // The same machine id twice, which chance will never bring.
  const Result<Enrolled> twice = ledger.enrol(token, "key 2", kWorkshopDay, machine(1));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, Errc::Internal);
  EXPECT_EQ(ledger.uses(token.id), 1);
  EXPECT_TRUE(ledger.enrol(token, "key 2", kWorkshopDay, machine(2)));
}

TEST_F(LedgerTest, MakesItsFolderForItselfAlone) {
  Ledger ledger(data(), kWorkshopDay);
  struct stat status{};
  ASSERT_EQ(stat(data().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0700u);
}

TEST_F(LedgerTest, SaysInOneSentenceWhyItCannotBeUsed) {
  std::ofstream(data()) << "a file where the folder should be";
  EXPECT_THROW((Ledger{data(), kWorkshopDay}), std::runtime_error);
  std::filesystem::remove(data());
  std::filesystem::create_directory(data());
  std::ofstream(data() / "enrolment.db") << std::string(5000, 'x');
  EXPECT_THROW((Ledger{data(), kWorkshopDay}), std::runtime_error);
}

TEST_F(LedgerTest, RefusesABookOfBeforeTheNumberedSteps) {
  std::filesystem::create_directory(data());
  {
    soci::session before;
    database::open(before, data() / "enrolment.db");
    before << "CREATE TABLE enrolled (public_key TEXT NOT NULL PRIMARY KEY)";
    before << "PRAGMA user_version = 1";
  }
  EXPECT_THAT(
      [&] { Ledger(data(), kWorkshopDay); },
      testing::ThrowsMessage<std::runtime_error>(testing::HasSubstr("enrolment.db: its tables"))
  );
}

TEST_F(LedgerDeathTest, AKillBeforeTheCountLeavesNothing) {
  const identity::WorkshopToken token = token_for(1);
  const auto die = []() -> Enrolled {
    raise(SIGKILL);
    return {};
  };
  EXPECT_EXIT(
      (void)Ledger(data(), kWorkshopDay).enrol(token, "key 1", kWorkshopDay, die),
      testing::KilledBySignal(SIGKILL), ""
  );
  Ledger ledger(data(), kWorkshopDay);
  EXPECT_EQ(ledger.uses(token.id), 0);
  EXPECT_TRUE(ledger.enrol(token, "key 2", kWorkshopDay, machine(2)));
}

TEST_F(LedgerDeathTest, AKillAfterTheCountLosesNeitherCountNorCertificate) {
  const identity::WorkshopToken token = token_for(1);
  EXPECT_EXIT(
      {
        (void)Ledger(data(), kWorkshopDay).enrol(token, "key 1", kWorkshopDay, machine(1));
        raise(SIGKILL);
      },
      testing::KilledBySignal(SIGKILL), ""
  );
  Ledger ledger(data(), kWorkshopDay);
  EXPECT_EQ(ledger.uses(token.id), 1);
  const Result<Enrolled> again = ledger.enrol(token, "key 1", kWorkshopDay, machine(7));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->machine, MachineId{"machine 1"});
  EXPECT_FALSE(ledger.enrol(token, "key 2", kWorkshopDay, machine(2)));
}

}  // namespace
}  // namespace maintendue::enrolment
