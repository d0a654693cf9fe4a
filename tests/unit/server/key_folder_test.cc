#include "relay/server/key_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"
#include "tests/support/organisation.h"

namespace maintendue::server {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class KeyFolderTest : public ::testing::Test {
 protected:
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

}  // namespace
}  // namespace maintendue::server
