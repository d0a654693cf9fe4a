#include "relay/directory/directory.h"

#include <gtest/gtest.h>

#include "fake_link.h"
#include "tests/support/manual_timeline.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::FakeLink;

const MachineId kMachine{"00000000000000bb"};

MachineRecord salon() {
  MachineRecord record;
  record.id = kMachine;
  record.hostname = "salon";
  record.first_seen = from_unix_ms(1000);
  record.last_seen = from_unix_ms(2000);
  return record;
}

class RelayDirectory : public ::testing::Test {
 protected:
  MachineView last_told() {
    std::optional<Change> last;
    while (auto change = watch_.take()) last = change;
    return std::get<MachineView>(last.value());
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  Feed feed_;
  Watch watch_{feed_, io_.get_executor()};
  Directory directory_{feed_, timeline_};
  std::shared_ptr<FakeLink> first_ = std::make_shared<FakeLink>();
  std::shared_ptr<FakeLink> second_ = std::make_shared<FakeLink>();
};

TEST_F(RelayDirectory, TellsWhoComesAndWhoLeaves) {
  directory_.arrive(salon(), true, first_);
  EXPECT_EQ(last_told(), (MachineView{directory_.view(salon()).record, true, true, {}, 1, false}));
  EXPECT_EQ(directory_.link(kMachine), first_);
  timeline_.advance(5s);
  directory_.leave(kMachine, first_.get());
  const MachineView gone = last_told();
  EXPECT_FALSE(gone.online || gone.desktop_present);
  EXPECT_EQ(gone.record.last_seen, timeline_.wall());
  EXPECT_EQ(directory_.link(kMachine), nullptr);
}

TEST_F(RelayDirectory, TellsWhatIsKeptOfAMachineAnewWhetherItIsHereOrNot) {
  MachineRecord suspected = salon();
  suspected.holders.resize(2);
  directory_.renew(suspected);
  EXPECT_TRUE(last_told().record.quarantined());
  directory_.arrive(salon(), true, first_, 3);
  directory_.renew(suspected);
  const MachineView told = last_told();
  EXPECT_TRUE(told.record.quarantined() && told.online);
  EXPECT_EQ(told.holder_here, 3);
}

TEST_F(RelayDirectory, EndsTheLinkOfAMachineThatIsRevokedAndTellsOfItOnce) {
  std::vector<MachineId> told;
  directory_.when_revoked([&](const MachineId& machine) { told.push_back(machine); });
  directory_.arrive(salon(), true, first_);
  directory_.revoke({kMachine});
  directory_.revoke({kMachine, MachineId{"00000000000000cc"}});
  EXPECT_EQ(first_->ended, Errc::MachineRevoked);
  EXPECT_EQ(told, (std::vector<MachineId>{kMachine, MachineId{"00000000000000cc"}}));
  EXPECT_TRUE(directory_.view(salon()).revoked);
  directory_.revoke({});
  EXPECT_FALSE(directory_.view(salon()).revoked);
}

TEST_F(RelayDirectory, TellsWhenSomebodyLogsInOrOut) {
  directory_.arrive(salon(), false, first_);
  directory_.desktop_changed(kMachine, true);
  EXPECT_TRUE(last_told().desktop_present);
  directory_.desktop_changed(kMachine, false);
  EXPECT_FALSE(last_told().desktop_present);
  directory_.desktop_changed(MachineId{"00000000000000cc"}, true);
  EXPECT_FALSE(watch_.take()) << "nobody knows that machine";
}

TEST_F(RelayDirectory, ReplacesALinkByTheNextOne) {
  directory_.arrive(salon(), true, first_);
  directory_.arrive(salon(), true, second_);
  EXPECT_EQ(first_->ended, Errc::PeerGone);
  EXPECT_FALSE(second_->ended);
  directory_.leave(kMachine, first_.get());
  EXPECT_EQ(directory_.link(kMachine), second_) << "the old link's end changes nothing";
  EXPECT_TRUE(last_told().online);
}

TEST_F(RelayDirectory, SaysThatAMachineIsSeenNowWhileItIsHere) {
  directory_.arrive(salon(), false, first_);
  timeline_.advance(1h);
  const MachineView view = directory_.view(salon());
  EXPECT_EQ(view.record.last_seen, timeline_.wall());
  EXPECT_EQ(view.record.first_seen, from_unix_ms(1000));
}

TEST_F(RelayDirectory, ShowsWhatIsKeptOfAMachineThatIsOff) {
  EXPECT_EQ(directory_.view(salon()), (MachineView{salon(), false, false, {}}));
}

TEST_F(RelayDirectory, KeepsTheLiveSessionOfAMachineWhoseLinkIsGone) {
  directory_.arrive(salon(), true, first_);
  directory_.occupy(salon(), SessionId{7});
  EXPECT_EQ(last_told().live_session, SessionId{7});
  directory_.leave(kMachine, first_.get());
  EXPECT_EQ(directory_.live(kMachine), SessionId{7});
  EXPECT_EQ(directory_.view(salon()).live_session, SessionId{7});
  directory_.free(kMachine);
  EXPECT_EQ(last_told().live_session, SessionId{});
  EXPECT_EQ(directory_.view(salon()), (MachineView{salon(), false, false, {}}));
}

TEST_F(RelayDirectory, TellsEveryLinkPresentAndToComeThatTheRelayStops) {
  MachineRecord kitchen = salon();
  kitchen.id = MachineId{"00000000000000cc"};
  directory_.arrive(salon(), true, first_);
  directory_.close();
  directory_.arrive(kitchen, true, second_);
  for (const auto& link : {first_, second_}) {
    ASSERT_TRUE(link->back_in);
    EXPECT_GE(*link->back_in, 500ms);
    EXPECT_LE(*link->back_in, 5s);
  }
}

}  // namespace
}  // namespace maintendue::relay
