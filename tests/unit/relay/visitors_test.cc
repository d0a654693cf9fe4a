#include "relay/access/visitors.h"

#include <gtest/gtest.h>

#include "tests/support/manual_timeline.h"
#include "tests/support/organisation.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::Holder;

class RelayVisitors : public ::testing::Test {
 protected:
  Errc admit(const Holder& who, const std::string& method) {
    const Result<void> admitted = visitors_.admit({method, "", who.chain, "127.0.0.1:5"});
    return admitted ? Errc::Internal : admitted.error().code;
  }
  static constexpr auto kAdmitted = Errc::Internal;

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  const test::Organisation organisation_{"La Maison Numérique", timeline_.wall()};
  const Holder nadia_ = organisation_.operator_named();
  const Holder lea_ = organisation_.operator_named("Léa", {v1::ROLE_ADMIN}, "00000000000000ee");
  roster::Book book_ = organisation_.book();
  Visitors visitors_{book_, timeline_};
};

TEST_F(RelayVisitors, WhoTheRosterNamesMayDoWhatItsRoleMay) {
  EXPECT_EQ(admit(nadia_, "/maintendue.v1.Sessions/OpenSession"), kAdmitted);
  EXPECT_EQ(admit(lea_, "/maintendue.v1.Sessions/OpenSession"), Errc::NotAllowed);
  EXPECT_EQ(admit(organisation_.machine(), "/maintendue.v1.AgentLink/Attach"), kAdmitted);
}

TEST_F(RelayVisitors, WhoANewerRosterLeavesOutIsNobodyThoughItWasSeenAMomentAgo) {
  ASSERT_EQ(admit(nadia_, "/maintendue.v1.Fleet/ListMachines"), kAdmitted);
  roster::Roster next = organisation_.roster(2);
  std::erase_if(next.members, [&](const auto& member) { return member.who.id.value == nadia_.id; });
  ASSERT_TRUE(book_.take_in(organisation_.news_of(next)));
  EXPECT_EQ(admit(nadia_, "/maintendue.v1.Fleet/ListMachines"), Errc::NotTrusted);
  EXPECT_EQ(admit(nadia_, "/maintendue.v1.Operators/GetRoster"), Errc::NotTrusted);
}

TEST_F(RelayVisitors, ARosterMayBeBroughtByWhoeverItNamesThoughOursDoesNot) {
  const auto key = identity::PrivateKey::generate();
  const Holder anew{key, organisation_.badge(key.public_key(), "00000000000000fa"), ""};
  EXPECT_EQ(admit(anew, "/maintendue.v1.Operators/PutRoster"), kAdmitted);
  EXPECT_EQ(admit(anew, "/maintendue.v1.Operators/GetRoster"), Errc::NotTrusted);
  EXPECT_EQ(admit(organisation_.machine(), "/maintendue.v1.Operators/PutRoster"), Errc::NotAllowed);
  EXPECT_EQ(
      admit(test::Organisation().operator_named(), "/maintendue.v1.Operators/PutRoster"),
      Errc::NotTrusted
  );
}

TEST_F(RelayVisitors, OnceTheRosterHasEndedTheNextOneIsAllThatMayBeBrought) {
  timeline_.set_wall(organisation_.founded() + roster::kLife);
  EXPECT_EQ(admit(lea_, "/maintendue.v1.Fleet/ListMachines"), Errc::NotTrusted);
  EXPECT_EQ(admit(lea_, "/maintendue.v1.Operators/PutRoster"), kAdmitted);
}

}  // namespace
}  // namespace maintendue::relay
