#include "relay/access/machine.h"

#include <gtest/gtest.h>

#include "support/organisation.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

class MachineRule : public ::testing::Test {
 protected:
  static MachineRecord of(const std::string& mediator) {
    MachineRecord machine;
    machine.mediator = OperatorId{mediator};
    return machine;
  }
  bool helps(const MachineRecord& machine, const test::Holder& who, bool on_duty = false) const {
    const roster::Roster roster = ours_.roster();
    return may_help_at(machine, {roster.member(OperatorId{who.id})->who, roster, on_duty}, now_);
  }
  bool looks_after(const MachineRecord& machine, const test::Holder& who, bool on_duty = false)
      const {
    const roster::Roster roster = ours_.roster();
    return may_look_after(machine, {roster.member(OperatorId{who.id})->who, roster, on_duty});
  }

  const WallTime now_ = from_unix_ms(1'764'000'000'000);
  const test::Organisation ours_;
  const test::Holder nadia_ = ours_.operator_named();
  const test::Holder omar_ =
      ours_.operator_named("Omar", {v1::ROLE_MEDIATOR, v1::ROLE_SUPPORT}, "00000000000000ab");
  const test::Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  const test::Holder camille_ =
      ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000af");
};

TEST_F(MachineRule, AMediatorsIsNobodyElsesButWhoseWhoIsOnDuty) {
  const MachineRecord nadias = of(nadia_.id);
  EXPECT_TRUE(helps(nadias, nadia_));
  EXPECT_FALSE(helps(nadias, omar_));
  EXPECT_TRUE(helps(nadias, omar_, true));
  EXPECT_FALSE(helps(nadias, lea_));
  EXPECT_FALSE(helps(nadias, lea_, true)) << "the support stands in for nobody";
  EXPECT_FALSE(helps(nadias, camille_, true));
}

TEST_F(MachineRule, NobodysIsWhosesWhoLooksAfterPcs) {
  EXPECT_TRUE(is_nobodys(of(""), ours_.roster()));
  EXPECT_TRUE(helps(of(""), nadia_));
  EXPECT_TRUE(helps(of(""), lea_));
  EXPECT_FALSE(helps(of(""), camille_, true));
  EXPECT_TRUE(looks_after(of(""), nadia_));
  EXPECT_FALSE(looks_after(of(""), lea_, true));
}

TEST_F(MachineRule, SomebodysWhoLeftIsAnyMediatorsAndNotTheSupports) {
  for (const std::string& left : {std::string("00000000000000dd"), lea_.id}) {
    EXPECT_TRUE(is_nobodys(of(left), ours_.roster())) << left;
    EXPECT_TRUE(helps(of(left), nadia_)) << left;
    EXPECT_FALSE(helps(of(left), lea_)) << "it may well be with a family";
    EXPECT_FALSE(looks_after(of(left), lea_, true)) << left;
  }
  EXPECT_FALSE(is_nobodys(of(nadia_.id), ours_.roster()));
}

TEST_F(MachineRule, BecomesWhosesWhoHoldsItsSetupCallAndIsAMediator) {
  const roster::Roster roster = ours_.roster();
  const auto becomes = [&](const MachineRecord& machine, const test::Holder& who, CallKind call) {
    return becomes_hers(machine, {roster.member(OperatorId{who.id})->who, roster}, call);
  };
  EXPECT_TRUE(becomes(of(""), nadia_, CallKind::Setup));
  EXPECT_TRUE(becomes(of("00000000000000dd"), nadia_, CallKind::Setup)) << "who left";
  EXPECT_FALSE(becomes(of(omar_.id), nadia_, CallKind::Setup));
  EXPECT_FALSE(becomes(of(""), lea_, CallKind::Setup));
  for (const CallKind other : {CallKind::FollowUp1, CallKind::FollowUp3, CallKind::OpenHours})
    EXPECT_FALSE(becomes(of(""), nadia_, other));
}

TEST_F(MachineRule, LetsBackForAQuarterOfAnHourWhomTheFamilyLetRestartIt) {
  SessionRecord newest;
  newest.opened_by = OperatorId{omar_.id};
  newest.ended = now_;
  newest.reason = EndReason::Restarting;
  const auto comes_back = [&](std::vector<SessionRecord> newest_first, const test::Holder& who,
                              WallTime when) {
    return is_way_back(newest_first, OperatorId{who.id}, when);
  };
  EXPECT_TRUE(comes_back({newest}, omar_, now_ + 15min - 1ms));
  EXPECT_FALSE(comes_back({newest}, omar_, now_ + 15min));
  EXPECT_FALSE(comes_back({newest}, nadia_, now_ + 1min));
  SessionRecord since = newest;
  since.reason = EndReason::ConsoleLost;
  EXPECT_TRUE(comes_back({since, newest}, omar_, now_ + 1min)) << "her line was bad";
  since.widest = Scope::View;
  EXPECT_FALSE(comes_back({since, newest}, omar_, now_ + 1min)) << "she was back";
  since.widest = Scope::Nothing;
  since.opened_by = OperatorId{nadia_.id};
  EXPECT_FALSE(comes_back({since, newest}, omar_, now_ + 1min)) << "another called";
  EXPECT_FALSE(comes_back({}, omar_, now_));
}

TEST_F(MachineRule, LetsTheSupportInForAsLongAsTheyAreAsked) {
  MachineRecord asked = of(nadia_.id);
  asked.support_until = now_ + 1ms;
  EXPECT_TRUE(helps(asked, lea_));
  EXPECT_TRUE(helps(asked, omar_)) << "he is of the support too";
  EXPECT_FALSE(looks_after(asked, omar_)) << "and may not give it away";
  asked.support_until = now_;
  EXPECT_FALSE(helps(asked, lea_));
  EXPECT_FALSE(helps(asked, omar_));
}

}  // namespace
}  // namespace maintendue::relay
