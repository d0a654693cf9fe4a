#include "relay/enrolment/settings.h"

#include "relay/enrolment/keys.h"
#include "workshop.h"

namespace maintendue::enrolment {
namespace {

using test::kWorkshopDay;
using test::Workshop;
using namespace std::chrono_literals;

using Words = std::vector<const char*>;

TEST(EnrolmentSettings, AreReadFromTheCommandLine) {
  const Settings settings =
      parse_settings(Words{"--keys", "K", "--data", "D", "--listen", "[::1]:8443"});
  EXPECT_EQ(settings.keys, "K");
  EXPECT_EQ(settings.data, "D");
  EXPECT_EQ(settings.address, "::1");
  EXPECT_EQ(settings.port, 8443);
}

TEST(EnrolmentSettings, AreRefusedWhenSomethingIsMissingOrWrong) {
  const std::vector<Words> wrong{
      {},
      {"--keys", "K", "--data", "D"},
      {"--keys", "K", "--listen", "::1:1"},
      {"--data", "D", "--listen", "::1:1"},
      {"--keys", "K", "--data", "D", "--listen"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1:"},
      {"--keys", "K", "--data", "D", "--listen", ":443"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1:65536"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1:44x"},
      {"--keys", "K", "--data", "D", "--port", "443"},
  };
  for (const Words& words : wrong) EXPECT_THROW(parse_settings(words), std::runtime_error);
}

class EnrolmentKeysTest : public Workshop {
 protected:
  void expect_refused(WallTime now = kWorkshopDay) const {
    EXPECT_THROW(read_keys(keys(), now), std::runtime_error);
  }
};

TEST_F(EnrolmentKeysTest, AreReadFromTheirFolder) {
  const EnrolmentKeys read = read_keys(keys(), kWorkshopDay);
  EXPECT_EQ(read.trust.organisation(), "La Maison Numérique");
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
