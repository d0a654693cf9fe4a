#include "relay/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "relay/data_folder.h"
#include "temp_folder.h"
#include "tests/support/organisation.h"

namespace maintendue::relay {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

Settings parse(std::vector<const char*> arguments) { return parse_settings(arguments); }

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

TEST(RelaySettings, ReadsItsCommandLine) {
  const Settings settings = parse({"--listen", "[::1]:4430", "--keys", "k", "--data", "d d"});
  EXPECT_EQ(settings.address, "::1");
  EXPECT_EQ(settings.port, 4430);
  EXPECT_EQ(settings.keys, "k");
  EXPECT_EQ(settings.data, "d d");
  EXPECT_EQ(parse({"--listen", "127.0.0.1:0", "--keys", "k", "--data", "d"}).port, 0);
}

TEST(RelaySettings, RefusesAnIncompleteOrOddCommandLine) {
  EXPECT_THROW(parse({}), std::runtime_error);
  EXPECT_THROW(parse({"--keys"}), std::runtime_error);
  EXPECT_THROW(parse({"--keys", "k", "--data", "d"}), std::runtime_error);
  EXPECT_THROW(parse({"--keys", "k", "--data", "d", "--colour", "red"}), std::runtime_error);
  for (const char* listen : {"", "127.0.0.1", ":80", "a:", "a:b", "a:70000", "a:-1", "a:80x"}) {
    EXPECT_THROW(parse({"--keys", "k", "--data", "d", "--listen", listen}), std::runtime_error)
        << listen;
  }
}

class RelayKeyFolder : public ::testing::Test {
 protected:
  RelayKeyFolder() {
    write(folder_.path() / "relay.key", server_.key.to_pem());
    write(folder_.path() / "relay.crt", server_.chain);
    write(folder_.path() / "root.crt", organisation_.root().certificate.to_pem());
  }
  auto read() {
    return [this] { read_keys(folder_.path()); };
  }
  static auto fails_with(const char* words) {
    return ThrowsMessage<std::runtime_error>(HasSubstr(words));
  }

  test::TempFolder folder_;
  test::Organisation organisation_;
  test::Holder server_ = organisation_.server();
};

TEST_F(RelayKeyFolder, GivesTheKeysInIt) {
  const RelayKeys keys = read_keys(folder_.path());
  EXPECT_EQ(keys.identity.certificate_chain, server_.chain);
  EXPECT_EQ(keys.root, organisation_.root().certificate.to_pem());
}

TEST_F(RelayKeyFolder, SaysWhichFileIsMissingOrBad) {
  EXPECT_THAT([] { read_keys("/nonexistent"); }, fails_with("no key folder /nonexistent"));
  write(folder_.path() / "relay.key", "not a key");
  EXPECT_THAT(read(), fails_with("relay.key is not a readable key"));
  write(folder_.path() / "relay.key", identity::PrivateKey::generate().to_pem());
  EXPECT_THAT(read(), fails_with("are not a pair"));
  write(folder_.path() / "relay.crt", "not a certificate");
  write(folder_.path() / "relay.key", server_.key.to_pem());
  EXPECT_THAT(read(), fails_with("relay.crt is not a certificate"));
  std::filesystem::remove(folder_.path() / "root.crt");
  EXPECT_THAT(read(), fails_with("can't read"));
}

TEST(RelayDataFolder, IsMadeAndHeldByOneRelay) {
  const test::TempFolder folder;
  const auto path = folder.path() / "a" / "b";
  {
    const DataFolder first(path);
    EXPECT_TRUE(std::filesystem::is_directory(path));
    EXPECT_THAT(
        [&] { DataFolder second(path); },
        ThrowsMessage<std::runtime_error>(HasSubstr("another relay uses"))
    );
  }
  const DataFolder after(path);
  EXPECT_EQ(after.path(), path);
}

TEST(RelayDataFolder, SaysWhenItIsNoFolder) {
  const test::TempFolder folder;
  write(folder.path() / "file", "text");
  EXPECT_THAT(
      [&] { DataFolder bad(folder.path() / "file"); },
      ThrowsMessage<std::runtime_error>(HasSubstr("can't make the data folder"))
  );
}

}  // namespace
}  // namespace maintendue::relay
