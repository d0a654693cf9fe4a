// What the relay's database keeps of the PCs that hold a machine's key.
#include <gtest/gtest.h>

#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::wait_for;

const WallTime kNow = from_unix_ms(1'764'000'000'000);
const MachineId kMachine{"00000000000000bb"};
const MachineId kOther{"00000000000000cc"};

class StoredHolders : public ::testing::Test {
 protected:
  StoredHolders() {
    open_store();
    for (const MachineId& id : {kMachine, kOther}) {
      EXPECT_TRUE(wait_for(io_, store_->seen({id, "salon", "Debian", "0.1.0", kNow, kNow})));
    }
  }

  void open_store() {
    store_.reset();
    store_ = SqliteStore::open(io_.get_executor(), folder_.path(), kNow);
  }
  static Arrival arrival(Bytes step, char parts) {
    const Bytes part(kPartBytes, parts);
    return {std::move(step), {part, part, {}}, "salon"};
  }
  // A whole exchange; the step that is on the PC's disk then.
  Bytes exchange(const MachineId& machine, const Arrival& arrival) {
    const auto placed = wait_for(io_, store_->place(machine, arrival, kNow));
    if (!placed) return std::string(name(placed.error().code));
    EXPECT_TRUE(wait_for(io_, store_->settle(machine, *placed, arrival, true, kNow + 1s)));
    return placed->next;
  }
  MachineRecord record(const MachineId& machine = kMachine) {
    return wait_for(io_, store_->machine(machine)).value();
  }

  test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(StoredHolders, OutlastTheRelay) {
  const Bytes step = exchange(kMachine, arrival({}, 'a'));
  EXPECT_EQ(step.size(), kStepBytes);
  open_store();
  EXPECT_NE(exchange(kMachine, arrival(step, 'a')), step);
  EXPECT_FALSE(record().quarantined());
  open_store();
  exchange(kMachine, arrival(step, 'a'));
  open_store();
  EXPECT_TRUE(record().quarantined()) << "a step that was shown before";
}

TEST_F(StoredHolders, ShowWhoMayBeChosenAmongInAPageAndInTheList) {
  exchange(kOther, arrival({}, 'o'));
  const Bytes step = exchange(kMachine, arrival({}, 'a'));
  exchange(kMachine, arrival(step, 'z'));
  const MachineRecord machine = record();
  ASSERT_EQ(machine.holders.size(), 2u);
  EXPECT_EQ(machine.holders[0].standing, Holder::Standing::Accepted);
  EXPECT_EQ(machine.holders[1].standing, Holder::Standing::Suspect);
  EXPECT_EQ(machine.holders[1].hostname, "salon");
  EXPECT_EQ(machine.holders[1].parts.disk, Bytes(kPartBytes, 'z'));
  EXPECT_FALSE(record(kOther).quarantined());
  const auto all = wait_for(io_, store_->machines());
  for (const MachineRecord& one : all.value()) {
    EXPECT_EQ(one, record(one.id));
  }
}

TEST_F(StoredHolders, ARepairIsWrittenDownWithWhoAndWhen) {
  const Bytes step = exchange(kMachine, arrival({}, 'a'));
  exchange(kMachine, arrival(step, 'z'));
  const Repair repair{RepairKind::SamePc, 2, OperatorId{"00000000000000aa"}, "Nadia", kNow + 2s};
  ASSERT_TRUE(wait_for(io_, store_->repair(kMachine, repair)));
  open_store();
  EXPECT_FALSE(record().quarantined());
  EXPECT_EQ(record().repairs, std::vector<Repair>{repair});
  EXPECT_EQ(exchange(kMachine, arrival(step, 'a')), "machine_revoked");
}

TEST_F(StoredHolders, ARepairThatIsNoneChangesNothing) {
  exchange(kMachine, arrival({}, 'a'));
  const Repair of_nobody{RepairKind::SamePc, 7, {}, "Nadia", kNow};
  EXPECT_EQ(wait_for(io_, store_->repair(kMachine, of_nobody)).error().code, Errc::NotFound);
  const Repair of_the_last{RepairKind::OtherPc, 1, {}, "Nadia", kNow};
  EXPECT_EQ(wait_for(io_, store_->repair(kMachine, of_the_last)).error().code, Errc::NotAllowed);
  EXPECT_TRUE(record().repairs.empty());
}

}  // namespace
}  // namespace maintendue::relay
