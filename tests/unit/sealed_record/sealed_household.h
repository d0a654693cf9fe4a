// A household as Nadia wrote it down, sealed and signed.
#pragma once

#include <gtest/gtest.h>

#include "sealed_record/content.h"
#include "support/organisation.h"

namespace maintendue::test {

using namespace std::chrono_literals;

const HouseholdId kMartin{"00000000000000f1"};
const HouseholdId kDiallo{"00000000000000f2"};

class SealedHousehold : public ::testing::Test {
 protected:
  struct Written {
    household_record::Record record;
    Bytes sealed_key;
  };
  Written written(
      const HouseholdId& household, std::uint64_t version, BytesView plain = "Mme Martin, 1er étage"
  ) const {
    auto sealed = sealed_record::seal_content(plain, household, version, data_key_.public_key());
    const household_record::Record record{
        household,
        version,
        OperatorId{nadia_.id},
        ours_.founded(),
        identity::sha256(data_key_.public_key()),
        identity::sha256(sealed.sealed_key),
        sealed.nonce,
        sealed.content,
        OperatorId{nadia_.id}
    };
    return {record, sealed.sealed_key};
  }
  Bytes signed_by(const Holder& who, household_record::Record record) const {
    record.by = OperatorId{who.id};
    return household_record::sign(record, ours_.trust(), who.key);
  }

  const Organisation ours_;
  const Holder nadia_ = ours_.operator_named();
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder camille_ = ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const identity::PrivateKey data_key_ = identity::PrivateKey::generate();
  const WallTime now_ = ours_.founded() + 1h;
};

}  // namespace maintendue::test
