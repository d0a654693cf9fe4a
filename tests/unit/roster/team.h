// Three people of one organisation, and the day on which their roster was made.
#pragma once

#include <gtest/gtest.h>

#include "support/organisation.h"

namespace maintendue::test {

using namespace std::chrono_literals;

constexpr std::chrono::hours kDay{24};

class RosterOfThree : public ::testing::Test {
 protected:
  identity::Badge badge(const Holder& who) const {
    return {OperatorId{who.id}, who.key.public_key()};
  }
  v1::RosterNews stated(const Holder& who, WallTime at, decltype(roster::Statement::what) what)
      const {
    v1::RosterNews news;
    *news.add_statements() =
        roster::sign_statement({OperatorId{who.id}, at, std::move(what)}, ours_.trust(), who.key);
    return news;
  }
  v1::RosterNews confirmed(const Holder& who, WallTime at, std::uint64_t version = 1) const {
    return stated(who, at, roster::NewestKnown{{1, version}});
  }
  v1::RosterNews suspends(const Holder& who, const Holder& whom, WallTime at) const {
    return stated(who, at, roster::Suspension{OperatorId{whom.id}});
  }
  static v1::Roster inside(const Bytes& signed_roster) {
    v1::SignedRoster outer;
    v1::Roster inner;
    EXPECT_TRUE(outer.ParseFromString(signed_roster) && inner.ParseFromString(outer.roster()));
    return inner;
  }
  // Whatever inside, signed as sign_roster() does.
  Bytes signed_as(const v1::Roster& inside, const identity::Issuer& key) const {
    v1::SignedRoster all;
    all.set_roster(inside.SerializeAsString());
    const Bytes words = identity::signed_bytes("maintendue roster", all.roster());
    all.set_signature(key.key.sign(words));
    all.set_signer_certificate(key.certificate.to_pem());
    return all.SerializeAsString();
  }

  const Organisation ours_;
  const WallTime made_ = ours_.founded();
  const Holder camille_ = ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const Holder nadia_ = ours_.operator_named("Nadia", {v1::ROLE_MEDIATOR}, "00000000000000aa");
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
};

}  // namespace maintendue::test
