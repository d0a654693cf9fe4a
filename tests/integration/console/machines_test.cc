// What pages are told of a PC's key, and what becomes of a relay that shows less than was seen.
#include "office.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using local::v1::MachineStanding;

class MachinesPage : public Office {
 protected:
  MachinesPage() { sign_in_and_connect(); }
  // As the page does: with the record that the relay shows it.
  MachineStanding check(const Bytes& shown) {
    local::v1::CheckMachinesRequest request;
    request.add_machines()->set_machine_id(RelayStandIn::kMachine);
    request.mutable_machines(0)->set_signed_record(shown);
    const Answer answer =
        call("/maintendue.local.v1.Console/CheckMachines", request.SerializeAsString());
    local::v1::CheckMachinesResponse response;
    EXPECT_TRUE(response.ParseFromString(answer.body()));
    EXPECT_EQ(response.machines_size(), 1);
    return response.machines_size() == 1 ? response.machines(0) : MachineStanding{};
  }
};

TEST_F(MachinesPage, SaysWhoVerifiedAPcAndWhen) {
  EXPECT_EQ(check({}).state(), MachineStanding::UNVERIFIED);
  const MachineStanding standing = check(relay_.record);
  EXPECT_EQ(standing.state(), MachineStanding::VERIFIED);
  EXPECT_EQ(standing.verified_by(), "Nadia");
  EXPECT_EQ(standing.at_ms(), to_unix_ms(organisation_.founded()));
  EXPECT_FALSE(standing.relay_behind());
}

TEST_F(MachinesPage, GivesARelayBackWhatItLostAndTellsOfOneThatKeepsItHidden) {
  const Bytes record = relay_.record;
  (void)check(record);
  relay_.record.clear();
  relay_.keeps_records_back = true;
  EXPECT_FALSE(check({}).relay_behind());
  drive_until(io_, [this] { return relay_.records == 1; });
  timeline_.advance(59s);
  EXPECT_FALSE(check({}).relay_behind());
  timeline_.advance(1s);
  const MachineStanding standing = check({});
  EXPECT_TRUE(standing.relay_behind());
  EXPECT_EQ(standing.state(), MachineStanding::VERIFIED);
  EXPECT_EQ(relay_.records, 1);
  relay_.keeps_records_back = false;
  timeline_.advance(10min);
  (void)check({});
  drive_until(io_, [this] { return relay_.records == 2; });
  EXPECT_EQ(relay_.record, record);
  EXPECT_FALSE(check(relay_.record).relay_behind());
}

TEST_F(MachinesPage, AnotherKeyAtTheOtherEndIsToldAndStaysTold) {
  relay_.record = verified(organisation_, nadia_, organisation_.machine(RelayStandIn::kMachine));
  const auto page = this->page();
  page->open(RelayStandIn::kMachine, v1::CALL_KIND_FOLLOW_UP_1);
  ASSERT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_EQ(page->last().error(), "key_changed");
  EXPECT_TRUE(relay_.pc->asked().empty());
  EXPECT_EQ(check(relay_.record).state(), MachineStanding::KEY_CHANGED);
}

}  // namespace
}  // namespace maintendue::test
