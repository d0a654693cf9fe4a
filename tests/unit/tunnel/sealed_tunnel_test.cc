#include <gtest/gtest.h>

#include "base/random.h"
#include "stage.h"

namespace maintendue::tunnel {
namespace {

using seal::Channel;
using seal::Frame;
using test::Stage;

TEST(SealedTunnel, CarriesFramesBothWays) {
  Stage stage;
  stage.shake();
  const auto heard = stage.start(stage.pc().read());
  const auto said = stage.start(stage.console().write(Channel::Control, "hello"));
  ASSERT_TRUE(said->has_value() && **said);
  ASSERT_TRUE(heard->has_value() && **heard);
  EXPECT_EQ((**heard)->channel, Channel::Control);
  EXPECT_EQ((**heard)->payload, "hello");

  const Bytes screen = random_bytes(seal::kLongestRfb);
  const auto sent = stage.start(stage.pc().write(Channel::Rfb, screen));
  const auto seen = stage.start(stage.console().read());
  ASSERT_TRUE(sent->has_value() && **sent);
  ASSERT_TRUE(seen->has_value() && **seen);
  EXPECT_EQ((**seen)->channel, Channel::Rfb);
  EXPECT_EQ((**seen)->payload, screen);
}

// Keeps what it was given, so that one can see what the tunnel wrote.
TEST(SealedTunnel, WritesMessagesTheTunnelTakes) {
  Stage stage;
  stage.shake();
  const auto said =
      stage.start(stage.pc().write(Channel::Control, Bytes(seal::kLongestControl, 'x')));
  ASSERT_TRUE(said->has_value());
  EXPECT_EQ(stage.console_stream().unread(), 2u);  // sealed it is a little over 64 KiB
  for (int i = 0; i < 2; ++i) {
    const auto message = stage.start(stage.console_stream().read());
    ASSERT_TRUE(message->has_value() && **message);
    EXPECT_LE((**message)->size(), 64u * 1024);
    EXPECT_GE((**message)->size(), 1u);
  }
}

TEST(SealedTunnel, GivesFramesThatCameTogetherOneByOne) {
  Stage stage;
  stage.shake();
  for (const char* word : {"one", "two", "three"}) {
    ASSERT_TRUE(stage.start(stage.console().write(Channel::Control, word))->has_value());
  }
  for (const char* word : {"one", "two", "three"}) {
    const auto heard = stage.start(stage.pc().read());
    ASSERT_TRUE(heard->has_value() && **heard);
    EXPECT_EQ((**heard)->payload, word);
  }
}

TEST(SealedTunnel, KeepsTheOrderOfConcurrentWrites) {
  Stage stage;
  stage.shake();
  std::vector<std::shared_ptr<std::optional<Result<void>>>> writes;
  for (int i = 0; i < 40; ++i) {
    const Channel channel = i % 3 == 0 ? Channel::Control : Channel::Rfb;
    writes.push_back(stage.start(stage.pc().write(channel, std::to_string(i) + Bytes(30'000, '.')))
    );
  }
  // The stream holds four messages: the fifth writer waits for the reader, the others for their
  // turn.
  EXPECT_FALSE(writes.back()->has_value());
  for (int i = 0; i < 40; ++i) {
    const auto heard = stage.start(stage.console().read());
    ASSERT_TRUE(heard->has_value() && **heard) << i;
    EXPECT_EQ((**heard)->payload.substr(0, (**heard)->payload.find('.')), std::to_string(i));
  }
  for (const auto& write : writes) EXPECT_TRUE(write->has_value() && **write);
}

TEST(SealedTunnel, AWriteReturnsWhenTheStreamHasTakenIt) {
  Stage stage;
  stage.shake();
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(stage.start(stage.pc().write(Channel::Rfb, "frame"))->has_value());
  }
  const auto held = stage.start(stage.pc().write(Channel::Rfb, "frame"));
  EXPECT_FALSE(held->has_value());
  (void)stage.start(stage.console().read());
  EXPECT_TRUE(held->has_value() && **held);
}

TEST(SealedTunnel, AWriteBeforeTheHandshakeIsOverWaitsForIt) {
  Stage stage;
  const auto pc = stage.start(stage.pc().handshake(stage.timeline()));
  const auto early = stage.start(stage.pc().write(Channel::Control, "early"));
  EXPECT_FALSE(early->has_value());
  const auto console = stage.start(stage.console().handshake(stage.timeline()));
  const auto heard = stage.start(stage.console().read());
  ASSERT_TRUE(heard->has_value() && **heard);
  EXPECT_EQ((**heard)->payload, "early");
}

TEST(SealedTunnel, FinishEndsTheStreamForBoth) {
  Stage stage;
  stage.shake();
  const auto ours = stage.start(stage.console().read());
  const auto theirs = stage.start(stage.pc().read());
  stage.console().finish();
  stage.console().finish();
  stage.timeline().settle();
  ASSERT_TRUE(ours->has_value() && theirs->has_value());
  EXPECT_EQ((*ours)->error().code, Errc::Cancelled);
  EXPECT_EQ((*theirs)->error().code, Errc::PeerGone);
}

}  // namespace
}  // namespace maintendue::tunnel
