#include <gtest/gtest.h>

#include "base/random.h"
#include "pair.h"

namespace maintendue::seal {
namespace {

using test::SealedPair;

TEST(Endpoint, CarriesBytesBothWaysOnceBothAreReady) {
  SealedPair pair;
  EXPECT_FALSE(pair.console.ready());
  EXPECT_FALSE(pair.pc.ready());
  pair.settle();
  ASSERT_TRUE(pair.console.ready());
  ASSERT_TRUE(pair.pc.ready());
  ASSERT_TRUE(pair.console.seal("bonjour"));
  EXPECT_EQ(pair.pc.receive(pair.console.take_outgoing()), Bytes("bonjour"));
  ASSERT_TRUE(pair.pc.seal("bienvenue"));
  EXPECT_EQ(pair.console.receive(pair.pc.take_outgoing()), Bytes("bienvenue"));
}

TEST(Endpoint, SaysNothingInClear) {
  SealedPair pair;
  pair.settle();
  ASSERT_TRUE(pair.console.seal("un secret de famille"));
  EXPECT_EQ(pair.console.take_outgoing().find("secret"), Bytes::npos);
}

TEST(Endpoint, ShowsNoNameToWhoWatchesTheHandshake) {
  SealedPair pair;
  Bytes seen;
  for (int turn = 0; turn < 4; ++turn) {
    const Bytes up = pair.console.take_outgoing();
    (void)pair.pc.receive(up);
    const Bytes down = pair.pc.take_outgoing();
    (void)pair.console.receive(down);
    seen += up + down;
  }
  ASSERT_TRUE(pair.pc.ready());
  EXPECT_EQ(seen.find("Nadia"), Bytes::npos);
  EXPECT_EQ(seen.find("urn:maintendue"), Bytes::npos);
}

TEST(Endpoint, ReadsOneByteAtATime) {
  SealedPair pair;
  const auto trickle = [](Endpoint& from, Endpoint& to) {
    Bytes plaintext;
    for (const char byte : from.take_outgoing()) {
      const Result<Bytes> some = to.receive(BytesView(&byte, 1));
      EXPECT_TRUE(some);
      if (some) plaintext += *some;
    }
    return plaintext;
  };
  for (int turn = 0; turn < 3; ++turn) {
    trickle(pair.console, pair.pc);
    trickle(pair.pc, pair.console);
  }
  ASSERT_TRUE(pair.console.ready());
  ASSERT_TRUE(pair.pc.ready());
  ASSERT_TRUE(pair.pc.seal("a"));
  ASSERT_TRUE(pair.pc.seal("bc"));
  EXPECT_EQ(trickle(pair.pc, pair.console), "abc");
}

TEST(Endpoint, CarriesMoreThanOneRecord) {
  SealedPair pair;
  pair.settle();
  const Bytes screen = random_bytes(1'000'000);
  ASSERT_TRUE(pair.pc.seal(screen));
  EXPECT_EQ(pair.console.receive(pair.pc.take_outgoing()), screen);
  ASSERT_TRUE(pair.pc.seal(""));
  EXPECT_EQ(pair.pc.take_outgoing(), "");
}

TEST(Endpoint, GivesWhatCameWithTheLastWordsOfTheHandshake) {
  SealedPair pair;
  (void)pair.pc.receive(pair.console.take_outgoing());
  (void)pair.console.receive(pair.pc.take_outgoing());
  ASSERT_TRUE(pair.console.ready());
  ASSERT_TRUE(pair.console.seal("bonjour"));
  EXPECT_EQ(pair.pc.receive(pair.console.take_outgoing()), Bytes("bonjour"));
}

TEST(Endpoint, KeepsItsPinAndItsKeysWhenMoved) {
  SealedPair pair;
  Endpoint moved = std::move(pair.pc);
  pair.pc = std::move(moved);
  pair.settle();
  EXPECT_TRUE(pair.pc.ready());
}

TEST(Endpoint, HasNothingToSayBeforeTheClientSpoke) {
  SealedPair pair;
  EXPECT_EQ(pair.pc.take_outgoing(), "");
  EXPECT_EQ(pair.pc.receive(""), Bytes());
  EXPECT_NE(pair.console.take_outgoing(), "");
}

}  // namespace
}  // namespace maintendue::seal
