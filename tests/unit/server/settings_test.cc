#include "relay/server/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace maintendue::server {
namespace {

using Words = std::vector<const char*>;

TEST(ServerSettings, AreReadFromTheCommandLine) {
  const Settings settings =
      parse_settings(Words{"--listen", "[::1]:4430", "--keys", "k", "--data", "d d"});
  EXPECT_EQ(settings.listen.host, "::1");
  EXPECT_EQ(settings.listen.port, 4430);
  EXPECT_EQ(settings.keys, "k");
  EXPECT_EQ(settings.data, "d d");
  EXPECT_EQ(
      parse_settings(Words{"--listen", "127.0.0.1:0", "--keys", "k", "--data", "d"}).listen.port, 0
  );
}

TEST(ServerSettings, AreRefusedWhenSomethingIsMissingOrWrong) {
  const std::vector<Words> wrong{
      {},
      {"--keys", "K", "--data", "D"},
      {"--keys", "K", "--listen", "[::1]:1"},
      {"--data", "D", "--listen", "[::1]:1"},
      {"--keys", "K", "--data", "D", "--listen"},
      {"--keys", "K", "--keys", "K", "--data", "D", "--listen", "[::1]:1"},
      {"--keys", "K", "--data", "D", "--listen", "[::1]:1", "--colour", "red"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1"},
      {"--keys", "K", "--data", "D", "--listen", ":443"},
      {"--keys", "K", "--data", "D", "--listen", "localhost:443"},
      {"--keys", "K", "--data", "D", "--listen", "127.0.0.1:44x"},
  };
  for (const Words& words : wrong) EXPECT_THROW(parse_settings(words), std::runtime_error);
}

TEST(ServerSettings, SayHowTheProgramIsCalled) {
  EXPECT_THAT(
      [] { parse_settings(Words{"--keys", "K"}); },
      ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr("usage: --keys"))
  );
}

}  // namespace
}  // namespace maintendue::server
