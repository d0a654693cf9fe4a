#include "relay/enrolment/keys.h"

#include "base/log.h"
#include "workshop.h"

namespace maintendue::enrolment {
namespace {

using test::kWorkshopDay;
using test::Workshop;
using namespace std::chrono_literals;

class EnrolmentKeysTest : public Workshop {
 protected:
  static void SetUpTestSuite() { log::start("a-server"); }
  EnrolmentKeys read(WallTime now = kWorkshopDay) const {
    return read_keys(keys(), organisation_.trust(), now);
  }
  void expect_refused(WallTime now = kWorkshopDay) const {
    EXPECT_THROW(read(now), std::runtime_error);
  }
};

TEST_F(EnrolmentKeysTest, AreReadFromTheirFolder) {
  EXPECT_EQ(
      read().intermediate.key.public_key(), organisation_.intermediate().certificate.public_key()
  );
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenAFileIsMissing) {
  for (const char* file : {"intermediate.key", "intermediate.crt", "server.key", "server.crt"}) {
    std::filesystem::rename(keys() / file, keys() / "away");
    expect_refused();
    std::filesystem::rename(keys() / "away", keys() / file);
  }
  EXPECT_NO_THROW(read());
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheyAreNoPair) {
  put("intermediate.key", identity::PrivateKey::generate().to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheyAreOfTwoOrganisations) {
  const test::Organisation other;
  EXPECT_THROW(read_keys(keys(), other.trust(), kWorkshopDay), std::runtime_error);
  put("intermediate.key", other.intermediate().key.to_pem());
  put("intermediate.crt", other.intermediate().certificate.to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheIntermediateIsNone) {
  put("intermediate.key", organisation_.root().key.to_pem());
  put("intermediate.crt", organisation_.root().certificate.to_pem());
  expect_refused();
}

TEST_F(EnrolmentKeysTest, AreReadWithAWordAboutTheServersEnd) {
  const auto said = [this](std::chrono::hours later) {
    testing::internal::CaptureStderr();
    (void)read(kWorkshopDay + later);
    return testing::internal::GetCapturedStderr();
  };
  EXPECT_EQ(said(24h * 600), "");
  EXPECT_NE(said(24h * 700).find("certificate ends soon"), std::string::npos);
}

TEST_F(EnrolmentKeysTest, AreRefusedWhenTheIntermediateIsOver) {
  expect_refused(kWorkshopDay + 24h * 365 * 13);
}

}  // namespace
}  // namespace maintendue::enrolment
