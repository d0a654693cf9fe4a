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
