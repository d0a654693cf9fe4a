#include "console/machines/known_machines.h"

#include <gtest/gtest.h>

#include "support/manual_timeline.h"
#include "support/temp_folder.h"
#include "support/verified.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;
using local::v1::MachineStanding;
using machine_record::Record;
using test::Holder;
using test::key_hash;

class KnownMachinesTest : public ::testing::Test {
 protected:
  KnownMachinesTest() { timeline_.set_wall(ours_.founded() + 240h); }

  Bytes record(const Holder& by, const Holder& pc, WallTime at) const {
    const Record said{
        MachineId{pc.id}, key_hash(pc), v1::VERIFIED_HOW_PHONE, at, OperatorId{by.id}
    };
    return machine_record::sign(said, ours_.trust(), by.key);
  }
  Errc admits(const Holder& pc) {
    const Result<void> admitted = known_.admit(kId, key_hash(pc));
    return admitted ? Errc::Internal : admitted.error().code;
  }
  MachineStanding::State state() const { return known_.standing(kId).state(); }
  void leaves(const Holder& who) {
    roster::Roster without = ours_.roster(2);
    std::erase_if(without.members, [&](const auto& m) { return m.who.id.value == who.id; });
    ASSERT_TRUE(team_.hear(ours_.news_of(without)));
  }

  static constexpr auto kAdmitted = Errc::Internal;
  const MachineId kId{"00000000000000bb"};
  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  const test::Organisation ours_;
  const WallTime day_ = ours_.founded() + 24h;
  const Holder nadia_ = ours_.operator_named();
  const Holder omar_ = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ae");
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder pc_ = ours_.machine(), other_ = ours_.machine();  // of one id, with two keys
  const test::TempFolder folder_;
  Team team_{io_.get_executor(), ours_.book(), folder_.path(), OperatorId{nadia_.id}};
  KnownMachines known_{timeline_, team_};
};

TEST_F(KnownMachinesTest, AdmitsNoPcThatNobodyHasVerified) {
  EXPECT_EQ(admits(pc_), Errc::NotVerified);
  EXPECT_EQ(state(), MachineStanding::UNVERIFIED);
}

TEST_F(KnownMachinesTest, AdmitsTheVeryKeyThatAColleagueVerified) {
  known_.hear(kId, record(lea_, pc_, day_));
  EXPECT_EQ(admits(pc_), kAdmitted);
  const MachineStanding standing = known_.standing(kId);
  EXPECT_EQ(standing.state(), MachineStanding::VERIFIED);
  EXPECT_EQ(standing.verified_by(), "Léa");
  EXPECT_EQ(standing.how(), v1::VERIFIED_HOW_PHONE);
  EXPECT_EQ(standing.at_ms(), to_unix_ms(day_));
}

TEST_F(KnownMachinesTest, KeepsTheRecordsOfEarlierKeysForWhatThoseSigned) {
  EXPECT_TRUE(known_.keys(kId).empty());
  known_.hear(kId, record(lea_, pc_, day_));
  known_.hear(kId, record(nadia_, pc_, day_ + 1h));
  EXPECT_EQ(known_.records(kId).size(), 1u) << "of the same key";
  known_.hear(kId, record(nadia_, other_, day_ + 2h));
  EXPECT_EQ(known_.keys(kId), (std::vector<Bytes>{key_hash(other_), key_hash(pc_)}));
  ASSERT_TRUE(known_.verified(kId, key_hash(pc_), v1::VERIFIED_HOW_FACE_TO_FACE, nadia_.key));
  EXPECT_EQ(known_.records(kId).size(), 3u);
  EXPECT_EQ(known_.keys(kId).front(), key_hash(pc_));
}

TEST_F(KnownMachinesTest, WhatSomebodySignedWhoHasLeftSaysNoKeyOfAPc) {
  known_.hear(kId, record(lea_, other_, day_));
  known_.hear(kId, record(nadia_, pc_, day_ + 1h));
  leaves(lea_);
  EXPECT_EQ(known_.keys(kId), (std::vector<Bytes>{key_hash(pc_)}));
}

TEST_F(KnownMachinesTest, KeepsNoMoreThanEightEarlierRecords) {
  for (int at = 0; at < 20; ++at) {
    known_.hear(kId, record(nadia_, at % 2 == 0 ? pc_ : other_, day_ + at * 1h));
  }
  EXPECT_EQ(known_.records(kId).size(), 9u);
}

TEST_F(KnownMachinesTest, KnowsACardOnlyByARecordThatCountsAndNoOtherKeySince) {
  EXPECT_FALSE(known_.is_known(kId, key_hash(pc_)));
  known_.hear(kId, record(lea_, pc_, day_));
  EXPECT_TRUE(known_.is_known(kId, key_hash(pc_)));
  EXPECT_FALSE(known_.is_known(kId, key_hash(other_)));
  EXPECT_TRUE(known_.has_other_key(kId, key_hash(other_)));
  EXPECT_FALSE(known_.has_other_key(kId, key_hash(pc_)));
  (void)admits(other_);
  EXPECT_FALSE(known_.is_known(kId, key_hash(pc_))) << "another answered";
  EXPECT_TRUE(known_.has_other_key(kId, key_hash(pc_)));
}

TEST_F(KnownMachinesTest, AnotherKeyIsRefusedAndSoIsEverythingUntilItIsVerifiedAnew) {
  known_.hear(kId, record(lea_, pc_, day_));
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
  EXPECT_EQ(admits(pc_), Errc::KeyChanged);
  EXPECT_EQ(state(), MachineStanding::KEY_CHANGED);
  EXPECT_EQ(known_.standing(kId).changed_ms(), to_unix_ms(timeline_.wall()));
  known_.hear(kId, record(lea_, pc_, day_));  // the record of before says nothing new
  EXPECT_EQ(admits(pc_), Errc::KeyChanged);

  timeline_.set_wall(timeline_.wall() + 1h);
  ASSERT_TRUE(known_.verified(kId, key_hash(other_), v1::VERIFIED_HOW_PHONE, nadia_.key));
  EXPECT_EQ(admits(other_), kAdmitted);
  EXPECT_EQ(admits(pc_), Errc::KeyChanged);
}

TEST_F(KnownMachinesTest, AColleaguesLaterRecordEndsTheAlarmAndSaysThatTheKeyIsAnother) {
  known_.hear(kId, record(nadia_, pc_, day_));
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
  const WallTime later = timeline_.wall() + 1h;
  timeline_.set_wall(later + 1h);
  known_.hear(kId, record(lea_, other_, later));
  EXPECT_EQ(admits(other_), kAdmitted);
  EXPECT_EQ(known_.standing(kId).replaced_ms(), to_unix_ms(day_));
}

TEST_F(KnownMachinesTest, NothingOlderTakesThePlaceOfWhatWasSeen) {
  known_.hear(kId, record(lea_, pc_, day_ + 1h));
  known_.hear(kId, record(lea_, other_, day_));
  known_.hear(kId, Bytes());
  EXPECT_EQ(admits(pc_), kAdmitted);
}

TEST_F(KnownMachinesTest, WhatDoesNotCountIsNotKept) {
  const test::Organisation theirs("Ailleurs");
  const Holder thief = theirs.operator_named();
  known_.hear(kId, record(thief, pc_, day_));
  const Holder elsewhere = ours_.machine("00000000000000cc");
  known_.hear(kId, record(lea_, elsewhere, day_));  // another PC's record
  EXPECT_EQ(state(), MachineStanding::UNVERIFIED);
}

TEST_F(KnownMachinesTest, OutlivesARestart) {
  known_.hear(kId, record(lea_, pc_, day_));
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
  KnownMachines again(timeline_, team_);
  EXPECT_EQ(again.admit(kId, key_hash(pc_)).error().code, Errc::KeyChanged);
}

TEST_F(KnownMachinesTest, CountsNoMoreWhenItsSignerIsGoneAndAnotherOneMayDoItAgain) {
  known_.hear(kId, record(lea_, pc_, day_));
  leaves(lea_);
  EXPECT_EQ(admits(pc_), Errc::NotVerified);
  EXPECT_EQ(state(), MachineStanding::SIGNER_GONE);
  EXPECT_EQ(known_.standing(kId).verified_by(), "");
  // What a thief dated ahead of everything counts no more either.
  known_.hear(kId, record(nadia_, pc_, day_ - 1h));
  EXPECT_EQ(admits(pc_), kAdmitted);
}

TEST_F(KnownMachinesTest, AnotherKeyOfBeforeDoesNotComeBackWhenTheSignerSinceIsGone) {
  known_.hear(kId, record(nadia_, other_, day_));
  known_.hear(kId, record(lea_, pc_, day_ + 1h));
  leaves(lea_);
  known_.hear(kId, record(nadia_, other_, day_));
  EXPECT_EQ(admits(pc_), Errc::NotVerified);
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
  ASSERT_TRUE(known_.verified(kId, key_hash(pc_), v1::VERIFIED_HOW_PHONE, nadia_.key));
  EXPECT_EQ(admits(pc_), kAdmitted);
}

TEST_F(KnownMachinesTest, NorByAnOlderRecordOfTheKeySinceThatMakesRoomForIt) {
  timeline_.set_wall(day_ + 3h);
  known_.hear(kId, record(omar_, pc_, day_ + 2h));
  leaves(omar_);
  known_.hear(kId, record(nadia_, pc_, day_));  // of the same key: it stands in
  EXPECT_EQ(admits(pc_), kAdmitted);
  known_.hear(kId, record(lea_, other_, day_ + 1h));
  EXPECT_EQ(admits(pc_), kAdmitted);
  EXPECT_EQ(admits(other_), Errc::KeyChanged);
}

TEST_F(KnownMachinesTest, ADateAheadOfSomebodyWhoIsGoneKeepsNoRightKeyOut) {
  timeline_.set_wall(day_ + 1h);
  known_.hear(kId, record(omar_, other_, day_ + 24h));
  leaves(omar_);
  known_.hear(kId, record(nadia_, pc_, day_ + 2h));
  EXPECT_EQ(admits(pc_), kAdmitted);
}

TEST_F(KnownMachinesTest, SignsLaterThanWhatIsKeptWhateverTheClockSays) {
  known_.hear(kId, record(lea_, pc_, timeline_.wall() + 20h));
  const Result<Bytes> mine =
      known_.verified(kId, key_hash(other_), v1::VERIFIED_HOW_PHONE, nadia_.key);
  ASSERT_TRUE(mine);
  EXPECT_GT(machine_record::content(*mine)->at, timeline_.wall() + 20h);
  EXPECT_EQ(admits(other_), kAdmitted);
}

TEST_F(KnownMachinesTest, AnAdministratorAloneVerifiesNothing) {
  const Holder camille = ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const test::TempFolder folder;
  const Team hers(io_.get_executor(), ours_.book(), folder.path(), OperatorId{camille.id});
  KnownMachines known(timeline_, hers);
  const auto done = known.verified(kId, key_hash(pc_), v1::VERIFIED_HOW_WORKSHOP, camille.key);
  EXPECT_EQ(done.error().code, Errc::NotAllowed);
  EXPECT_EQ(known.standing(kId).state(), MachineStanding::UNVERIFIED);
}

TEST_F(KnownMachinesTest, TellsWhatARelayLacks) {
  const Bytes early = record(lea_, pc_, day_), late = record(lea_, pc_, day_ + 1h);
  EXPECT_EQ(known_.later_than(kId, Bytes()), Bytes());
  known_.hear(kId, late);
  EXPECT_EQ(known_.later_than(kId, early), late);
  EXPECT_EQ(known_.later_than(kId, Bytes()), late);
  EXPECT_EQ(known_.later_than(kId, late), Bytes());
}

}  // namespace
}  // namespace maintendue::console
