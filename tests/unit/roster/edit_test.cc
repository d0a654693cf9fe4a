#include "roster/edit.h"

#include "team.h"

namespace maintendue::roster {
namespace {

using test::kDay;
using namespace std::chrono_literals;

class EditTest : public test::RosterOfThree {
 protected:
  const Roster before_ = ours_.roster(5);
  const WallTime now_ = made_ + 30 * kDay;
  const OperatorId nadia_id_{nadia_.id};
  const OperatorId camille_id_{camille_.id};
};

TEST_F(EditTest, EachIsOneVersionMoreAndGoodForThirteenMonths) {
  for (const Result<Roster>& next :
       {Result<Roster>(renewed(before_, now_)), without_member(before_, nadia_id_, now_),
        with_roles(before_, nadia_id_, {v1::ROLE_SUPPORT}, now_),
        lifted(before_, nadia_id_, now_)}) {
    ASSERT_TRUE(next);
    EXPECT_EQ(next->edition, (Edition{1, 6}));
    EXPECT_EQ(next->made, now_);
    EXPECT_EQ(next->ends, now_ + kLife);
  }
}

TEST_F(EditTest, IsNeverDatedBeforeTheOneItFollows) {
  EXPECT_GT(renewed(before_, from_unix_ms(0)).made, before_.made);
}

TEST_F(EditTest, ANewKeyVoidsWhatWasStatedAgainstTheOldOne) {
  const Bytes key = identity::PrivateKey::generate().public_key();
  const auto next = with_key(before_, nadia_id_, key, now_);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->member(nadia_id_)->who.public_key, key);
  EXPECT_EQ(next->member(nadia_id_)->cleared, now_);
}

TEST_F(EditTest, TheLastAdministratorStays) {
  EXPECT_EQ(without_member(before_, camille_id_, now_).error().code, Errc::NotAllowed);
  EXPECT_EQ(
      with_roles(before_, camille_id_, {v1::ROLE_MEDIATOR}, now_).error().code, Errc::NotAllowed
  );
  const auto two = with_roles(before_, nadia_id_, {v1::ROLE_MEDIATOR, v1::ROLE_ADMIN}, now_);
  EXPECT_TRUE(without_member(*two, camille_id_, now_));
}

TEST_F(EditTest, ThereIsOneDeputyAtATimeOrNone) {
  const auto nadia = with_deputy(before_, nadia_id_, now_);
  ASSERT_TRUE(nadia);
  ASSERT_NE(nadia->deputy(), nullptr);
  EXPECT_EQ(nadia->deputy()->who.id, nadia_id_);
  const auto camille = with_deputy(*nadia, camille_id_, now_);
  ASSERT_TRUE(camille);
  EXPECT_EQ(camille->deputy()->who.id, camille_id_);
  const auto nobody = with_deputy(*camille, {}, now_);
  ASSERT_TRUE(nobody);
  EXPECT_EQ(nobody->deputy(), nullptr);
  EXPECT_EQ(with_deputy(before_, {"00000000000000ff"}, now_).error().code, Errc::NotFound);
}

TEST_F(EditTest, APhoneIsWhatCanBeDialled) {
  for (const char* phone : {"02 99 00 00 00", "+33 2 99 00 00 00", "3631", ""}) {
    const auto next = with_phone(before_, phone, now_);
    ASSERT_TRUE(next) << phone;
    EXPECT_EQ(next->phone, phone);
  }
  for (const char* phone :
       {"02.99.00.00.00", "2+33", "+", " ", "02 99 00 00 00 00 00 0", "0 800\n1", "\u0662\u0669",
        "<b>1</b>"}) {
    EXPECT_EQ(with_phone(before_, phone, now_).error().code, Errc::BadMessage) << phone;
  }
}

TEST_F(EditTest, TheHoursAreThoseThatFit) {
  const hours::Hours good{{{0, std::chrono::hours{9}, std::chrono::hours{17}}}, {}};
  EXPECT_EQ(with_hours(before_, good, now_)->hours, good);
  const hours::Hours bad{{{0, std::chrono::hours{17}, std::chrono::hours{9}}}, {}};
  EXPECT_EQ(with_hours(before_, bad, now_).error().code, Errc::BadMessage);
}

TEST_F(EditTest, APictureIsNamedByItsHash) {
  const Bytes hash = identity::sha256("nadia");
  const auto next = with_photo(before_, nadia_id_, hash, now_);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->member(nadia_id_)->photo_hash, hash);
  EXPECT_TRUE(with_photo(*next, nadia_id_, {}, now_)->member(nadia_id_)->photo_hash.empty());
  EXPECT_EQ(with_photo(before_, nadia_id_, "nadia", now_).error().code, Errc::BadMessage);
}

TEST_F(EditTest, AMachineIsRevokedForGood) {
  const MachineId stolen{"00000000000000bb"};
  auto next = with_revoked(before_, stolen, now_);
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->revoked.contains(stolen));
  EXPECT_TRUE(renewed(*next, now_).revoked.contains(stolen));
  EXPECT_EQ(with_revoked(before_, MachineId{"salon"}, now_).error().code, Errc::BadMessage);
  for (std::size_t i = 1; next && i <= kMostRevoked; ++i) {
    char id[17];
    std::snprintf(id, sizeof id, "%016zx", i);
    next = with_revoked(*next, MachineId{id}, now_);
  }
  EXPECT_TRUE(next) << "the one of before is among them";
  EXPECT_EQ(
      with_revoked(*next, MachineId{"ffffffffffffffff"}, now_).error().code, Errc::BadMessage
  );
}

TEST_F(EditTest, RefusesWhatDoesNotFit) {
  const auto key = identity::PrivateKey::generate().public_key();
  const auto add = [&](const std::string& name, std::vector<v1::Role> roles, const Bytes& with) {
    return with_member(before_, {OperatorId{"00000000000000b0"}, name, roles, with}, now_);
  };
  EXPECT_TRUE(add("Inès", {v1::ROLE_MEDIATOR}, key));
  EXPECT_EQ(add("Nadia", {v1::ROLE_MEDIATOR}, key).error().code, Errc::BadMessage);
  EXPECT_EQ(add("", {v1::ROLE_MEDIATOR}, key).error().code, Errc::BadMessage);
  EXPECT_EQ(add("Inès", {}, key).error().code, Errc::BadMessage);
  EXPECT_EQ(add("Inès", {v1::ROLE_MACHINE}, key).error().code, Errc::BadMessage);
  EXPECT_EQ(
      add("Inès", {v1::ROLE_MEDIATOR}, nadia_.key.public_key()).error().code, Errc::BadMessage
  );
  EXPECT_EQ(
      without_member(before_, OperatorId{"00000000000000b0"}, now_).error().code, Errc::NotFound
  );
}

}  // namespace
}  // namespace maintendue::roster
