#include "relay/session/switchboard.h"

#include <gtest/gtest.h>

#include "fake_link.h"
#include "memory_pump.h"
#include "memory_store.h"
#include "task.h"
#include "tests/support/manual_timeline.h"
#include "tests/support/memory_stream.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::FakeLink;
using test::MemoryPair;
using test::Task;

const MachineId kMachine{"00000000000000bb"};
const MachineId kOther{"00000000000000cc"};

MachineRecord machine_record(const MachineId& id) {
  MachineRecord record;
  record.id = id;
  record.hostname = "salon";
  return record;
}

identity::Operator person(const std::string& id) {
  return {OperatorId{id}, "Nadia", {v1::ROLE_MEDIATOR}, {}};
}

class RelaySwitchboard : public ::testing::Test {
 protected:
  RelaySwitchboard() {
    store_.machine_table[kMachine] = machine_record(kMachine);
    store_.machine_table[kOther] = machine_record(kOther);
    directory_.arrive(machine_record(kMachine), true, link_);
  }
  ~RelaySwitchboard() override {
    const auto stopped = test::start(io_, test::noting_end(board_.stop()));
    for (MemoryPair* pair : {&machine_, &console_}) pair->theirs()->finish();
    timeline_.advance(10s);
    EXPECT_TRUE(stopped.done());
  }

  Task<Result<OpenedSession>> begin_open(
      const MachineId& machine, const std::string& who = "00000000000000aa"
  ) {
    return test::start(io_, board_.open(person(who), machine, CallKind::Setup));
  }
  Result<OpenedSession> open(
      const MachineId& machine, const std::string& who = "00000000000000aa"
  ) {
    const auto opened = begin_open(machine, who);
    timeline_.settle();
    return opened.value();
  }
  Task<Result<void>> join(Visitor who, SessionId id, Bytes ticket, MemoryPair& pair) {
    const auto joined = test::start(io_, board_.join(std::move(who), id, ticket, pair.ours()));
    timeline_.settle();
    return joined;
  }
  Errc heard_from(const MachineId& machine, SessionId id, News news) {
    const auto heard = test::start(io_, board_.hear(machine, id, news));
    timeline_.settle();
    return heard.value() ? Errc{} : heard.value().error().code;
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  test::MemoryStore store_;
  Feed feed_;
  Directory directory_{feed_, timeline_};
  std::shared_ptr<FakeLink> link_ = std::make_shared<FakeLink>();
  MemoryPair machine_{io_.get_executor()};
  MemoryPair console_{io_.get_executor()};
  Switchboard board_{
      SessionGround{io_.get_executor(), timeline_, store_, feed_, test::memory_pump},
      store_,
      directory_,
  };
};

TEST_F(RelaySwitchboard, OffersASessionThatIsWrittenDown) {
  const Result<OpenedSession> opened = open(kMachine);
  ASSERT_TRUE(opened);
  ASSERT_EQ(link_->offers.size(), 1u);
  EXPECT_EQ(link_->offers[0].first, opened->id);
  EXPECT_EQ(link_->offers[0].second.size(), 16u);
  EXPECT_NE(link_->offers[0].second, opened->ticket) << "one ticket a side";
  const SessionRecord& record = store_.session_table.at(opened->id);
  EXPECT_EQ(record.machine, kMachine);
  EXPECT_EQ(record.operator_name, "Nadia");
  EXPECT_EQ(record.call, CallKind::Setup);
  EXPECT_EQ(record.opened, timeline_.wall());
  EXPECT_EQ(directory_.live(kMachine), opened->id);
}

TEST_F(RelaySwitchboard, OffersNothingThatCouldNotBeWritten) {
  store_.failing_writes = 1;
  EXPECT_EQ(open(kMachine).error().code, Errc::Internal);
  EXPECT_TRUE(link_->offers.empty());
  EXPECT_TRUE(open(kMachine)) << "the machine is not busy for that";
}

TEST_F(RelaySwitchboard, KnowsWhoCanNotBeAskedFor) {
  EXPECT_EQ(open(MachineId{"00000000000000ff"}).error().code, Errc::NotFound);
  EXPECT_EQ(open(kOther).error().code, Errc::MachineOff);
  ASSERT_TRUE(open(kMachine));
  EXPECT_EQ(open(kMachine).error().code, Errc::MachineBusy);
}

TEST_F(RelaySwitchboard, OpensFourOfOneOperatorAtOnce) {
  const auto machine = [](int number) {
    return MachineId{"000000000000010" + std::to_string(number)};
  };
  for (int i = 0; i < 6; ++i) {
    store_.machine_table[machine(i)] = machine_record(machine(i));
    directory_.arrive(machine_record(machine(i)), true, link_);
  }
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(open(machine(i)));
  const auto fourth = begin_open(machine(3));
  const auto fifth = begin_open(machine(4));  // while the fourth's record is written
  timeline_.settle();
  EXPECT_TRUE(fourth.value());
  EXPECT_EQ(fifth.value().error().code, Errc::Overloaded);
  EXPECT_TRUE(open(machine(4), "00000000000000ab")) << "a colleague's are her own";
  EXPECT_EQ(open(machine(5)).error().code, Errc::Overloaded);
  board_.machine_off(machine(0));
  timeline_.settle();
  EXPECT_TRUE(open(machine(5))) << "one of hers is over";
}

TEST_F(RelaySwitchboard, OpensNothingOnAMachineThatTwoPcsHoldOrThatIsRevoked) {
  store_.machine_table[kMachine].holders.resize(2);
  EXPECT_EQ(open(kMachine).error().code, Errc::MachineQuarantined);
  store_.machine_table[kMachine].holders.clear();
  directory_.revoke({kMachine});
  EXPECT_EQ(open(kMachine).error().code, Errc::MachineRevoked);
  EXPECT_TRUE(link_->offers.empty());
}

TEST_F(RelaySwitchboard, EndsTheSessionOfAMachineThatIsRevoked) {
  const OpenedSession session = open(kMachine).value();
  const auto pc =
      join(identity::Machine{kMachine, {}}, session.id, link_->offers.at(0).second, machine_);
  const auto console = join(person("00000000000000aa"), session.id, session.ticket, console_);
  directory_.revoke({kMachine});
  timeline_.advance(2s);
  EXPECT_EQ(store_.session_table.at(session.id).reason, EndReason::MachineLost);
}

TEST_F(RelaySwitchboard, GivesAMachineToOneOfTwoWhoAskAtOnce) {
  const auto first = begin_open(kMachine);
  const auto second = begin_open(kMachine);
  timeline_.settle();
  EXPECT_TRUE(first.value());
  EXPECT_EQ(second.value().error().code, Errc::MachineBusy);
  EXPECT_EQ(link_->offers.size(), 1u);
}

TEST_F(RelaySwitchboard, ClosesTheRecordOfAMachineThatLeftMeanwhile) {
  const auto opened = begin_open(kMachine);
  directory_.leave(kMachine, link_.get());
  timeline_.settle();
  EXPECT_EQ(opened.value().error().code, Errc::MachineOff);
  for (const auto& [id, record] : store_.session_table) {
    EXPECT_EQ(record.reason, EndReason::MachineUnreached);
  }
  EXPECT_EQ(directory_.live(kMachine), SessionId{});
}

TEST_F(RelaySwitchboard, LetsInTheMachineAndTheOperatorOfASessionOnly) {
  const Result<OpenedSession> opened = open(kMachine);
  ASSERT_TRUE(opened);
  const Bytes machine_ticket = link_->offers.at(0).second;
  const Visitor stranger = identity::Machine{kOther, {}};
  const Visitor colleague = person("00000000000000ab");
  EXPECT_EQ(
      join(stranger, opened->id, machine_ticket, machine_).value().error().code, Errc::NotFound
  );
  EXPECT_EQ(
      join(colleague, opened->id, opened->ticket, console_).value().error().code, Errc::NotFound
  );
  const Visitor machine = identity::Machine{kMachine, {}};
  EXPECT_EQ(
      join(machine, opened->id, opened->ticket, machine_).value().error().code, Errc::NotAllowed
  ) << "the console's ticket is not the machine's";
  const auto machine_joined = join(machine, opened->id, machine_ticket, machine_);
  const auto console_joined =
      join(person("00000000000000aa"), opened->id, opened->ticket, console_);
  EXPECT_FALSE(machine_joined.done() || console_joined.done());
  EXPECT_EQ(machine_.theirs()->unread(), 1u) << "JoinReply";
  EXPECT_EQ(console_.theirs()->unread(), 1u);
}

TEST_F(RelaySwitchboard, HearsOfASessionFromItsMachineAlone) {
  const Result<OpenedSession> opened = open(kMachine);
  ASSERT_TRUE(opened);
  EXPECT_EQ(heard_from(kOther, opened->id, Allowed{Scope::View}), Errc::NotAllowed);
  EXPECT_EQ(store_.session_table.at(opened->id).widest, Scope::Nothing);
  EXPECT_EQ(heard_from(kMachine, opened->id, Allowed{Scope::View}), Errc{});
  EXPECT_EQ(store_.session_table.at(opened->id).widest, Scope::View);
  EXPECT_EQ(heard_from(kMachine, SessionId{999}, Allowed{Scope::View}), Errc{})
      << "too late: ignored";
}

TEST_F(RelaySwitchboard, FreesTheMachineWhenTheSessionIsOver) {
  ASSERT_TRUE(open(kMachine));
  timeline_.advance(30s);
  EXPECT_EQ(directory_.live(kMachine), SessionId{});
  EXPECT_TRUE(open(kMachine));
}

TEST_F(RelaySwitchboard, EndsAnUnjoinedSessionWhenTheLinkIsGone) {
  const Result<OpenedSession> opened = open(kMachine);
  ASSERT_TRUE(opened);
  directory_.leave(kMachine, link_.get());
  board_.machine_off(kMachine);
  timeline_.settle();
  EXPECT_EQ(store_.session_table.at(opened->id).reason, EndReason::MachineUnreached);
}

class RelayResume : public RelaySwitchboard {
 protected:
  RelayResume() : opened_(*open(kMachine)) {
    machine_joined_ =
        join(identity::Machine{kMachine, {}}, opened_.id, link_->offers.at(0).second, machine_);
    console_joined_ = join(nadia_, opened_.id, opened_.ticket, console_);
  }
  void cut() {
    console_.theirs()->finish();
    timeline_.settle();
  }
  Result<Bytes> resume(const identity::Operator& who, SessionId id) {
    const auto resumed = test::start(io_, board_.resume(who, id));
    timeline_.settle();
    return resumed.value();
  }

  const identity::Operator nadia_ = person("00000000000000aa");
  const OpenedSession opened_;
  Task<Result<void>> machine_joined_, console_joined_;
};

TEST_F(RelayResume, OffersThePcTheSameSessionAgain) {
  cut();
  const Result<Bytes> ticket = resume(nadia_, opened_.id);
  ASSERT_TRUE(ticket);
  ASSERT_EQ(link_->comebacks.size(), 1u);
  EXPECT_EQ(link_->comebacks[0].first, opened_.id);
  EXPECT_NE(link_->comebacks[0].second, *ticket) << "one ticket a side";
  EXPECT_EQ(link_->offers.size(), 1u) << "the first one, of the beginning";
  EXPECT_EQ(directory_.live(kMachine), opened_.id);
}

TEST_F(RelayResume, IsForTheOperatorWhoOpenedIt) {
  cut();
  EXPECT_EQ(resume(person("00000000000000ab"), opened_.id).error().code, Errc::NotFound);
  EXPECT_EQ(resume(nadia_, SessionId{999}).error().code, Errc::NotFound);
  EXPECT_TRUE(link_->comebacks.empty());
}

TEST_F(RelayResume, CallsThePcAsSoonAsItHasALink) {
  cut();
  directory_.leave(kMachine, link_.get());
  board_.machine_off(kMachine);
  ASSERT_TRUE(resume(nadia_, opened_.id));
  EXPECT_TRUE(link_->comebacks.empty());
  const auto link = std::make_shared<FakeLink>();
  directory_.arrive(machine_record(kMachine), true, link);
  board_.machine_back(kMachine, opened_.id);
  ASSERT_EQ(link->comebacks.size(), 1u);
  MemoryPair again(io_.get_executor());
  const auto joined =
      join(identity::Machine{kMachine, {}}, opened_.id, link->comebacks[0].second, again);
  EXPECT_FALSE(joined.done());
  again.theirs()->finish();
}

TEST_F(RelayResume, APcThatWasStartedAnewHoldsNothing) {
  machine_.theirs()->finish();
  timeline_.settle();
  board_.machine_back(kMachine, SessionId{});
  timeline_.advance(2s);
  EXPECT_EQ(store_.session_table.at(opened_.id).reason, EndReason::MachineLost);
  EXPECT_EQ(directory_.live(kMachine), SessionId{});
}

TEST_F(RelayResume, CallingAnewGivesTheOldOneUp) {
  cut();
  const Result<OpenedSession> anew = open(kMachine);
  ASSERT_TRUE(anew);
  EXPECT_NE(anew->id, opened_.id);
  EXPECT_EQ(store_.session_table.at(opened_.id).reason, EndReason::NeverAllowed);
  EXPECT_EQ(directory_.live(kMachine), anew->id);
}

TEST_F(RelayResume, SomebodyElsesIsNotGivenUp) {
  cut();
  const auto other =
      test::start(io_, board_.open(person("00000000000000ab"), kMachine, CallKind::Setup));
  timeline_.settle();
  EXPECT_EQ(other.value().error().code, Errc::MachineBusy);
  EXPECT_TRUE(resume(nadia_, opened_.id));
}

TEST_F(RelayResume, NeitherIsOneWhoseLineStands) {
  EXPECT_EQ(open(kMachine).error().code, Errc::MachineBusy);
}

TEST_F(RelaySwitchboard, TakesOverWhatWasOpenWhenTheRelayWasLastThere) {
  SessionRecord left;
  left.id = SessionId{70};
  left.machine = kMachine;
  left.opened_by = OperatorId{"00000000000000aa"};
  left.call = CallKind::Setup;
  left.widest = Scope::View;
  store_.session_table[left.id] = left;
  board_.take_over({left});
  timeline_.settle();
  EXPECT_EQ(directory_.live(kMachine), left.id);
  board_.machine_back(kMachine, left.id);
  const auto resumed = test::start(io_, board_.resume(person("00000000000000aa"), left.id));
  timeline_.settle();
  ASSERT_TRUE(resumed.done() && resumed.value());
  ASSERT_EQ(link_->comebacks.size(), 1u);
  const auto machine_joined =
      join(identity::Machine{kMachine, {}}, left.id, link_->comebacks[0].second, machine_);
  const auto console_joined = join(person("00000000000000aa"), left.id, *resumed.value(), console_);
  EXPECT_EQ(machine_.theirs()->unread(), 1u) << "JoinReply";
  EXPECT_EQ(console_.theirs()->unread(), 1u);
}

TEST_F(RelaySwitchboard, ClosesWhatNobodyComesBackTo) {
  SessionRecord left;
  left.id = SessionId{70};
  left.machine = kMachine;
  left.opened_by = OperatorId{"00000000000000aa"};
  board_.take_over({left});
  timeline_.advance(Session::kLongestCut + 2s);
  EXPECT_EQ(store_.session_table.at(left.id).reason, EndReason::RelayLost);
  EXPECT_EQ(directory_.live(kMachine), SessionId{});
}

TEST_F(RelaySwitchboard, TakesNothingOverForAMachineThatIsBeingAskedFor) {
  SessionRecord left;
  left.id = SessionId{70};
  left.machine = kMachine;
  left.opened_by = OperatorId{"00000000000000cc"};
  const auto opened = begin_open(kMachine);  // its record is being written
  board_.take_over({left});
  timeline_.settle();
  ASSERT_TRUE(opened.done() && opened.value());
  EXPECT_EQ(directory_.live(kMachine), opened.value()->id);
  EXPECT_EQ(store_.session_table.at(left.id).reason, EndReason::RelayLost);
  const auto back = test::start(io_, board_.resume(person("00000000000000cc"), left.id));
  timeline_.settle();
  EXPECT_EQ(back.value().error().code, Errc::NotFound) << "there is one session a machine";
}

TEST_F(RelaySwitchboard, ClosesEveryRecordWhenItStops) {
  const Result<OpenedSession> opened = open(kMachine);
  ASSERT_TRUE(opened);
  const auto stopped = test::start(io_, test::noting_end(board_.stop()));
  timeline_.settle();
  ASSERT_TRUE(stopped.done());
  EXPECT_EQ(store_.session_table.at(opened->id).reason, EndReason::RelayLost);
  EXPECT_EQ(open(kMachine).error().code, Errc::RelayUnreachable);
}

TEST_F(RelaySwitchboard, StopsEvenWhenTheDiskDoesNot) {
  ASSERT_TRUE(open(kMachine));
  store_.failing_writes = 100;
  const auto stopped = test::start(io_, test::noting_end(board_.stop()));
  timeline_.settle();
  EXPECT_TRUE(stopped.done());
}

}  // namespace
}  // namespace maintendue::relay
