// A roster is what the roster key of this organisation signed, and nothing else.
#include "team.h"

namespace maintendue::roster {
namespace {

using test::kDay;
using test::Organisation;

class SignedRosterTest : public test::RosterOfThree {
 protected:
  Result<Roster> check(const Bytes& bytes) const {
    const auto believed = check_roster(bytes, ours_.trust());
    if (!believed) return tl::unexpected(believed.error());
    return believed->roster;
  }
  void expect_refused(const Bytes& bytes) const {
    const auto checked = check(bytes);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::NotTrusted);
  }
  v1::SignedRoster outer() const {
    v1::SignedRoster outer;
    outer.ParseFromString(good_);
    return outer;
  }
  v1::Roster inner() const { return inside(good_); }

  const Bytes good_ = sign_roster(ours_.roster(), ours_.trust(), ours_.roster_key());
};

TEST_F(SignedRosterTest, ComesBackAsItWasSigned) {
  const auto roster = check(good_);
  ASSERT_TRUE(roster) << roster.error().detail;
  EXPECT_EQ(roster->edition, (Edition{1, 1}));
  EXPECT_EQ(roster->made, made_);
  EXPECT_EQ(roster->ends, made_ + kLife);
  EXPECT_EQ(roster->members, ours_.roster().members);
  EXPECT_TRUE(check(signed_as(inner(), ours_.roster_key())))
      << "so that refusals are for what they say";
}

TEST_F(SignedRosterTest, HoldsDeputyPhoneHoursAndPictures) {
  Roster all = ours_.roster();
  all.phone = "+33 2 99 00 00 00";
  all.members[1].deputy = true;
  all.members[1].photo_hash = identity::sha256("nadia");
  all.hours.open = {{0, std::chrono::hours{9}, std::chrono::hours{17}}};
  const auto back = check(sign_roster(all, ours_.trust(), ours_.roster_key()));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->hours, all.hours);
  EXPECT_EQ(back->phone, all.phone);
  EXPECT_EQ(back->members, all.members);
}

TEST_F(SignedRosterTest, OfTwoDeputiesOrAPhoneOrHoursThatAreNoneIsRefused) {
  v1::Roster two = inner(), phone = inner(), photo = inner(), hours = inner();
  for (v1::RosterMember& member : *two.mutable_members()) member.set_deputy(true);
  phone.set_phone("0800 ARNAQUE");
  photo.mutable_members(0)->set_photo_hash("short");
  hours.mutable_hours()->add_open();  // from nothing until nothing
  for (const v1::Roster& bad : {two, phone, photo, hours}) {
    expect_refused(signed_as(bad, ours_.roster_key()));
  }
}

TEST_F(SignedRosterTest, IsRefusedFromEverybodyElse) {
  for (const identity::Issuer& key :
       {ours_.root(), ours_.intermediate(), Organisation().roster_key(),
        identity::Issuer{camille_.key, *identity::Certificate::from_pem(camille_.chain)},
        identity::Issuer{identity::PrivateKey::generate(), ours_.roster_key().certificate}}) {
    expect_refused(signed_as(inner(), key));
  }
}

TEST_F(SignedRosterTest, OfAnotherOrganisationIsRefusedEvenUnderOurKey) {
  v1::Roster inside = inner();
  inside.set_organisation_key_hash(Organisation().trust().key_hash());
  expect_refused(signed_as(inside, ours_.roster_key()));
}

TEST_F(SignedRosterTest, OfAnotherGenerationThanItsKeyIsRefused) {
  v1::Roster inside = inner();
  inside.set_generation(2);
  expect_refused(signed_as(inside, ours_.roster_key()));
  const auto next = identity::make_roster_key(ours_.root(), 2, made_);
  EXPECT_TRUE(check(signed_as(inside, next)));
}

TEST_F(SignedRosterTest, WithAnyByteChangedIsRefused) {
  const v1::SignedRoster all = outer();
  for (std::size_t at = 0; at < all.roster().size(); ++at) {
    v1::SignedRoster changed = all;
    (*changed.mutable_roster())[at] ^= 0x10;
    expect_refused(changed.SerializeAsString());
  }
  for (std::size_t at = 0; at < all.signature().size(); ++at) {
    v1::SignedRoster changed = all;
    (*changed.mutable_signature())[at] ^= 0x10;
    expect_refused(changed.SerializeAsString());
  }
}

TEST_F(SignedRosterTest, CutAnywhereIsRefused) {
  for (std::size_t size = 0; size < good_.size(); size += 7) expect_refused(good_.substr(0, size));
  expect_refused(Bytes(40'000, 'x'));
}

TEST_F(SignedRosterTest, OutsideItsLimitsIsRefusedEvenWhenSigned) {
  std::vector<v1::Roster> bad(15, inner());
  bad[0].set_generation(0);
  bad[1].set_version(0);
  bad[2].clear_members();
  bad[3].set_made_ms(-1);
  bad[4].set_ends_ms(std::numeric_limits<std::int64_t>::max());
  bad[5].set_ends_ms(bad[5].made_ms());
  bad[6].set_ends_ms(bad[6].made_ms() + 400 * 24 * 3600 * 1000LL);
  bad[7].mutable_members(0)->set_operator_id("camille");
  bad[8].mutable_members(0)->set_name("two\nlines");
  bad[9].mutable_members(0)->clear_roles();
  bad[10].mutable_members(0)->set_roles(0, v1::ROLE_MACHINE);
  bad[11].mutable_members(0)->set_public_key("no key");
  bad[12].mutable_members(0)->set_operator_id(bad[12].members(1).operator_id());
  bad[13].mutable_members(0)->set_public_key(bad[13].members(1).public_key());
  bad[14].mutable_members(0)->set_name(bad[14].members(1).name());
  for (std::size_t at = 0; at < bad.size(); ++at) {
    SCOPED_TRACE(at);
    expect_refused(signed_as(bad[at], ours_.roster_key()));
  }
}

TEST_F(SignedRosterTest, HoldsAtMostSixtyPeople) {
  Roster roster = ours_.roster();
  while (roster.members.size() < kMostMembers) {
    const std::string number = std::to_string(100 + roster.members.size());
    roster.members.push_back(
        {{OperatorId{"0000000000000" + number},
          "Personne " + number,
          {v1::ROLE_MEDIATOR},
          identity::PrivateKey::generate().public_key()},
         {}}
    );
  }
  EXPECT_TRUE(fits(roster));
  const Bytes full = sign_roster(roster, ours_.trust(), ours_.roster_key());
  EXPECT_LT(full.size(), 24u * 1024);
  EXPECT_TRUE(check(full));
  roster.members.push_back(roster.members.back());
  roster.members.back().who.id = OperatorId{"00000000000000fe"};
  EXPECT_FALSE(fits(roster));
}

TEST_F(SignedRosterTest, IsNotAnyOtherSignatureOfTheSameKey) {
  v1::SignedRoster all = outer();
  all.set_signature(ours_.roster_key().key.sign(all.roster()));
  expect_refused(all.SerializeAsString());
  const Bytes token_words = identity::signed_bytes("maintendue workshop token", all.roster());
  all.set_signature(ours_.roster_key().key.sign(token_words));
  expect_refused(all.SerializeAsString());
}

}  // namespace
}  // namespace maintendue::roster
