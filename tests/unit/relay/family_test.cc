#include "relay/access/family.h"

#include <gtest/gtest.h>

#include "support/organisation.h"

namespace maintendue::relay {
namespace {

class FamilyRule : public ::testing::Test {
 protected:
  bool opens(const std::optional<OperatorId>& owner, const std::string& who, bool on_duty = false)
      const {
    const roster::Roster roster = ours_.roster();
    return may_open_household(owner, roster.member(OperatorId{who})->who, roster, on_duty);
  }

  const test::Organisation ours_;
  const test::Holder nadia_ = ours_.operator_named();
  const test::Holder omar_ = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  const test::Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  const test::Holder camille_ =
      ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000af");
};

TEST_F(FamilyRule, AMediatorOpensHerOwnAndAnyWhileOnDuty) {
  EXPECT_TRUE(opens(OperatorId{nadia_.id}, nadia_.id));
  EXPECT_FALSE(opens(OperatorId{nadia_.id}, omar_.id));
  EXPECT_TRUE(opens(OperatorId{nadia_.id}, omar_.id, true));
}

TEST_F(FamilyRule, AFamilyThatNoMediatorLooksAfterIsAnyMediators) {
  EXPECT_TRUE(opens(OperatorId{"00000000000000dd"}, nadia_.id)) << "she has left";
  EXPECT_TRUE(opens(OperatorId{lea_.id}, nadia_.id)) << "she is a mediator no more";
}

TEST_F(FamilyRule, AFamilyOfWhomNobodyKnowsIsAMediatorsOnDutyAlone) {
  EXPECT_FALSE(opens(std::nullopt, nadia_.id));
  EXPECT_TRUE(opens(std::nullopt, nadia_.id, true));
  for (const std::string& who : {lea_.id, camille_.id})
    EXPECT_FALSE(opens(std::nullopt, who, true));
}

TEST_F(FamilyRule, NobodyElseOpensAnyOnDutyOrNot) {
  for (const std::string& who : {lea_.id, camille_.id}) {
    for (const std::string& owner : {who, nadia_.id, std::string("00000000000000dd")}) {
      EXPECT_FALSE(opens(OperatorId{owner}, who));
      EXPECT_FALSE(opens(OperatorId{owner}, who, true));
    }
  }
}

TEST_F(FamilyRule, AMediatorAloneOwnsOne) {
  EXPECT_TRUE(is_mediator_by(OperatorId{omar_.id}, ours_.roster()));
  EXPECT_FALSE(is_mediator_by(OperatorId{lea_.id}, ours_.roster()));
  EXPECT_FALSE(is_mediator_by(OperatorId{"00000000000000dd"}, ours_.roster()));
}

TEST_F(FamilyRule, ADataKeyIsForMediatorsKeysAndTheSheetsAlone) {
  const roster::Roster roster = ours_.roster();
  const auto may = [&](const std::string& whom, const identity::PrivateKey& key) {
    return may_hold_data_key(OperatorId{whom}, identity::sha256(key.public_key()), roster);
  };
  EXPECT_TRUE(may(nadia_.id, nadia_.opens));
  EXPECT_TRUE(may("", ours_.recovery_key()));
  EXPECT_FALSE(may(nadia_.id, omar_.opens));
  EXPECT_FALSE(may(nadia_.id, nadia_.key)) << "she signs with that one";
  EXPECT_FALSE(may("", nadia_.opens));
  EXPECT_FALSE(may(nadia_.id, ours_.recovery_key()));
  EXPECT_FALSE(may(lea_.id, lea_.opens));
  EXPECT_FALSE(may(camille_.id, camille_.opens));
  EXPECT_FALSE(may("00000000000000dd", nadia_.opens));
}

TEST_F(FamilyRule, WhereThereIsNoKeyNothingIsSealedToIt) {
  roster::Roster roster = ours_.roster();
  for (roster::Member& member : roster.members) member.encryption_key.clear();
  roster.recovery_key.clear();
  const Bytes of_nothing = identity::sha256("");
  EXPECT_FALSE(may_hold_data_key(OperatorId{nadia_.id}, of_nothing, roster));
  EXPECT_FALSE(may_hold_data_key(OperatorId{}, of_nothing, roster));
}

}  // namespace
}  // namespace maintendue::relay
