#include "roster/changes.h"

#include "roster/edit.h"
#include "team.h"

namespace maintendue::roster {
namespace {

using Kind = Change::Kind;

class ChangesTest : public test::RosterOfThree {
 protected:
  std::vector<Kind> kinds(const Roster& after) const {
    std::vector<Kind> all;
    for (const Change& change : changes(before_, after)) all.push_back(change.kind);
    return all;
  }
  const Roster before_ = ours_.roster();
  const OperatorId nadia_id_{nadia_.id};
};

TEST_F(ChangesTest, OfARenewalThereAreNone) {
  EXPECT_TRUE(changes(before_, renewed(before_, made_ + test::kDay)).empty());
}

TEST_F(ChangesTest, AreNamedEach) {
  EXPECT_EQ(kinds(*without_member(before_, nadia_id_, made_)), std::vector{Kind::Removed});
  EXPECT_EQ(
      kinds(*with_roles(before_, nadia_id_, {v1::ROLE_SUPPORT}, made_)), std::vector{Kind::Roles}
  );
  const Bytes key = identity::PrivateKey::generate().public_key();
  EXPECT_EQ(kinds(*with_key(before_, nadia_id_, key, made_)), std::vector{Kind::NewKey});
  EXPECT_EQ(kinds(under_next_key(before_, 2, {}, made_)), std::vector{Kind::RosterKey});
  Roster renamed = before_;
  renamed.members[1].who.name = "Nadia B";
  EXPECT_EQ(kinds(renamed), std::vector{Kind::Renamed});
  const auto added = with_member(
      before_, {OperatorId{"00000000000000b0"}, "Inès", {v1::ROLE_MEDIATOR}, key}, made_
  );
  ASSERT_TRUE(added);
  const std::vector<Change> all = changes(before_, *added);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::Added);
  EXPECT_EQ(all[0].who.name, "Inès");
}

TEST_F(ChangesTest, TellOfDeputyPhoneAndPicture) {
  const auto deputy = *with_deputy(before_, nadia_id_, made_);
  const std::vector<Change> named = changes(before_, deputy);
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].kind, Kind::Deputy);
  EXPECT_EQ(named[0].who.id, nadia_id_);
  const std::vector<Change> none = changes(deputy, before_);
  ASSERT_EQ(none.size(), 1u);
  EXPECT_EQ(none[0], (Change{Kind::Deputy}));
  EXPECT_EQ(kinds(*with_phone(before_, "3631", made_)), std::vector{Kind::Phone});
  const hours::Hours hours{{{0, std::chrono::hours{9}, std::chrono::hours{17}}}, {}};
  EXPECT_EQ(kinds(*with_hours(before_, hours, made_)), std::vector{Kind::Hours});
  const Bytes hash = identity::sha256("nadia");
  EXPECT_EQ(kinds(*with_photo(before_, nadia_id_, hash, made_)), std::vector{Kind::Photo});
}

TEST_F(ChangesTest, TellWhoMayOpenWhatIsSealed) {
  const Bytes key = identity::PrivateKey::generate().public_key();
  Roster encryption = before_, data = before_, recovery = before_;
  encryption.members[1].encryption_key = key;
  data.data_key = key;
  recovery.recovery_key = key;
  EXPECT_EQ(kinds(encryption), std::vector{Kind::EncryptionKey});
  EXPECT_EQ(kinds(data), std::vector{Kind::DataKey});
  EXPECT_EQ(kinds(recovery), std::vector{Kind::RecoveryKey});
}

TEST_F(ChangesTest, TellWhichMachineWasRevoked) {
  const MachineId stolen{"00000000000000bb"};
  const auto revoked = with_revoked(before_, stolen, made_);
  ASSERT_TRUE(revoked);
  const std::vector<Change> all = changes(before_, *revoked);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0], (Change{Kind::MachineRevoked, {}, stolen}));
  EXPECT_TRUE(changes(*revoked, renewed(*revoked, made_)).empty());
}

}  // namespace
}  // namespace maintendue::roster
