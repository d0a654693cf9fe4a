#include "relay/server/key_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/log.h"
#include "support/temp_folder.h"
#include "tests/support/organisation.h"

namespace maintendue::server {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;
using ::testing::ThrowsMessage;

constexpr auto kDay = 24h;

class KeyFolderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { log::start("a-server"); }
  KeyFolderTest() {
    write("relay.key", server_.key.to_pem());
    write("relay.crt", server_.chain);
    write("root.crt", organisation_.root().certificate.to_pem());
  }
  void write(const char* file, const std::string& text) {
    std::ofstream(folder_.path() / file) << text;
  }
  auto read() {
    return [this] { (void)KeyFolder(folder_.path()).tls("relay"); };
  }
  std::string told(WallTime now) const {
    testing::internal::CaptureStderr();
    KeyFolder(folder_.path()).warn_of_end("relay", now);
    return testing::internal::GetCapturedStderr();
  }
  static auto fails_with(const char* words) {
    return ThrowsMessage<std::runtime_error>(HasSubstr(words));
  }

  test::TempFolder folder_;
  test::Organisation organisation_;
  test::Holder server_ = organisation_.server();
};

TEST_F(KeyFolderTest, GivesTheKeysInIt) {
  const KeyFolder keys(folder_.path());
  EXPECT_EQ(keys.tls("relay").certificate_chain, server_.chain);
  EXPECT_EQ(keys.root(), organisation_.root().certificate.to_pem());
  EXPECT_EQ(keys.pair("relay").key.public_key(), server_.key.public_key());
}

TEST_F(KeyFolderTest, SaysWhichFileIsMissingOrBad) {
  EXPECT_THAT([] { KeyFolder("/nonexistent"); }, fails_with("no key folder /nonexistent"));
  write("relay.key", "not a key");
  EXPECT_THAT(read(), fails_with("relay.key is not a readable key"));
  write("relay.key", identity::PrivateKey::generate().to_pem());
  EXPECT_THAT(read(), fails_with("are not a pair"));
  write("relay.crt", "not a certificate");
  write("relay.key", server_.key.to_pem());
  EXPECT_THAT(read(), fails_with("relay.crt is not a certificate"));
  std::filesystem::remove(folder_.path() / "root.crt");
  EXPECT_THAT([&] { (void)KeyFolder(folder_.path()).root(); }, fails_with("cannot be read"));
}

TEST_F(KeyFolderTest, SaysForTwoMonthsThatACertificateEnds) {
  const WallTime end = identity::Certificate::from_pem(server_.chain)->not_after();
  EXPECT_EQ(told(end - 61 * kDay), "");
  EXPECT_THAT(told(end - 60 * kDay), HasSubstr("the server's certificate ends soon days=\"60\""));
  EXPECT_THAT(told(end - kDay / 2), HasSubstr("days=\"0\""));
  EXPECT_THAT(told(end + kDay / 2), HasSubstr("days=\"-1\""));
}

}  // namespace
}  // namespace maintendue::server
