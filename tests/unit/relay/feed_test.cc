#include "relay/feed/feed.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

SessionRecord record(std::uint64_t id) {
  SessionRecord record;
  record.id = SessionId{id};
  return record;
}

TEST(RelayFeed, TellsEveryWatchWhatComesAfterItsBeginning) {
  net::io_context io;
  Feed feed;
  feed.publish(record(1));
  Watch early(feed, io.get_executor());
  feed.publish(record(2));
  Watch late(feed, io.get_executor());
  feed.publish(record(3));
  EXPECT_EQ(early.take(), Change{record(2)});
  EXPECT_EQ(early.take(), Change{record(3)});
  EXPECT_EQ(early.take(), std::nullopt);
  EXPECT_EQ(late.take(), Change{record(3)});
}

TEST(RelayFeed, GivesUpAWatchThatFallsTooFarBehind) {
  net::io_context io;
  Feed feed;
  Watch watch(feed, io.get_executor());
  for (std::uint64_t i = 0; i < Watch::kMostBehind; ++i) feed.publish(record(i));
  EXPECT_FALSE(watch.overflowed());
  feed.publish(record(Watch::kMostBehind));
  EXPECT_TRUE(watch.overflowed());
  EXPECT_EQ(watch.take(), std::nullopt) << "half a story is worse than none";
}

TEST(RelayFeed, TellsOfOneThatChangesAllTheTimeItsLastState) {
  net::io_context io;
  Feed feed;
  Watch watch(feed, io.get_executor());
  feed.publish(record(1));
  for (int i = 0; i < 10'000; ++i) {
    SessionRecord changed = record(2);
    changed.widest = i % 2 ? Scope::View : Scope::Control;
    feed.publish(changed);
  }
  EXPECT_FALSE(watch.overflowed());
  EXPECT_EQ(watch.take(), Change{record(1)});
  const auto last = watch.take();
  ASSERT_TRUE(last);
  EXPECT_EQ(std::get<SessionRecord>(*last).widest, Scope::View);
  EXPECT_EQ(watch.take(), std::nullopt);
}

TEST(RelayFeed, TellsOfEachRequestForHelpItsLastState) {
  net::io_context io;
  Feed feed;
  Watch watch(feed, io.get_executor());
  const auto entry = [](const char* machine, const char* id, std::uint32_t revision) {
    HelpEntry entry;
    entry.machine = MachineId{machine};
    entry.request.id = id;
    entry.request.revision = revision;
    return entry;
  };
  for (const std::uint32_t revision : {1u, 2u}) {
    feed.publish(entry("bb", "f1", revision));
    feed.publish(entry("bb", "f2", revision));
    feed.publish(entry("bc", "f1", revision));
  }
  EXPECT_EQ(watch.take(), Change{entry("bb", "f1", 2)});
  EXPECT_EQ(watch.take(), Change{entry("bb", "f2", 2)});
  EXPECT_EQ(watch.take(), Change{entry("bc", "f1", 2)});
  EXPECT_EQ(watch.take(), std::nullopt);
}

TEST(RelayFeed, ForgetsAWatchThatIsGone) {
  net::io_context io;
  Feed feed;
  {
    Watch watch(feed, io.get_executor());
  }
  feed.publish(record(1));
}

TEST(RelayFeed, ClosesPresentAndFutureWatches) {
  net::io_context io;
  Feed feed;
  Watch present(feed, io.get_executor());
  feed.publish(record(1));
  feed.close();
  const Watch future(feed, io.get_executor());
  EXPECT_TRUE(present.closed());
  EXPECT_TRUE(future.closed());
  EXPECT_EQ(present.take(), Change{record(1)}) << "what was said before is still told";
}

}  // namespace
}  // namespace maintendue::relay
