#include "relay/enrolment/keys.h"

#include "workshop.h"

namespace maintendue::enrolment {
namespace {

using test::kWorkshopDay;
using test::Workshop;
using namespace std::chrono_literals;

class EnrolmentKeysTest : public Workshop {
 protected:
  void expect_refused(WallTime now = kWorkshopDay) const {
    EXPECT_THROW(read_keys(keys(), now), std::runtime_error);
  }
};

TEST_F(EnrolmentKeysTest, AreReadFromTheirFolder) {
  const EnrolmentKeys read = read_keys(keys(), kWorkshopDay);
  EXPECT_EQ(read.book.trust().organisation(), "La Maison Numérique");
  EXPECT_EQ(
      read.intermediate.key.public_key(), organisation_.intermediate().certificate.public_key()
  );
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenAFileIsMissing) {
  for (const char* file :
       {"intermediate.key", "intermediate.crt", "server.key", "server.crt", "root.crt"}) {
    std::filesystem::rename(keys() / file, keys() / "away");
    expect_refused();
    std::filesystem::rename(keys() / "away", keys() / file);
  }
  EXPECT_NO_THROW(read_keys(keys(), kWorkshopDay));
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheyAreNoPair) {
  put("intermediate.key", identity::PrivateKey::generate().to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheyAreOfTwoOrganisations) {
  put("root.crt", test::Organisation().root().certificate.to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheIntermediateIsNone) {
  put("intermediate.key", organisation_.root().key.to_pem());
  put("intermediate.crt", organisation_.root().certificate.to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheIntermediateIsOver) {
  expect_refused(kWorkshopDay + 24h * 365 * 13);
}

}  // namespace
}  // namespace maintendue::enrolment
