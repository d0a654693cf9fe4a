// The parts of the picture that need no X server: pacing, tiles, the drawn pointer.
#include <gtest/gtest.h>

#include "agent/screen/framebuffer.h"
#include "agent/screen/pacing.h"
#include "agent/screen/pointer_picture.h"

namespace maintendue::screen {
namespace {

using namespace std::chrono_literals;

const SteadyTime kStart{1h};

TEST(Pacing, AQuietScreenIsCapturedAtOnce) {
  Pacing pacing;
  pacing.allow(true);
  pacing.captured(kStart);
  EXPECT_FALSE(pacing.capture_due());
  pacing.changed();
  ASSERT_TRUE(pacing.capture_due());
  EXPECT_LE(*pacing.capture_due(), kStart + 1s);
}

TEST(Pacing, ABusyScreenIsCapturedSixtyTimesASecondAtMost) {
  Pacing pacing;
  pacing.allow(true);
  int captures = 0;
  for (SteadyTime now = kStart; now < kStart + 1s; now += 1ms) {
    pacing.changed();
    if (*pacing.capture_due() > now) continue;
    pacing.captured(now);
    ++captures;
  }
  EXPECT_GE(captures, 55);
  EXPECT_LE(captures, 63);
}

TEST(Pacing, NothingIsCapturedOrSentWhileTheWayIsBlocked) {
  Pacing pacing;
  pacing.allow(true);
  pacing.sent();
  for (int i = 0; i < 100; ++i) pacing.changed();
  EXPECT_FALSE(pacing.capture_due());
  EXPECT_FALSE(pacing.may_send());
  pacing.room();
  EXPECT_TRUE(pacing.capture_due());
  EXPECT_TRUE(pacing.may_send());
}

TEST(Pacing, NothingIsCapturedOrSentUnseen) {
  Pacing pacing;
  pacing.changed();
  EXPECT_FALSE(pacing.capture_due());
  EXPECT_FALSE(pacing.may_send());
  pacing.allow(true);
  EXPECT_TRUE(pacing.may_send());
  pacing.allow(false);
  EXPECT_FALSE(pacing.may_send());
}

TEST(Framebuffer, TakesOverOnlyTilesThatDiffer) {
  Framebuffer screen({200, 100});
  std::vector<std::uint32_t> source(200 * 100);
  std::vector<Rect> changed;
  screen.update({0, 0, 200, 100}, source.data(), 200, changed);
  EXPECT_TRUE(changed.empty());
  source[40 * 200 + 70] = 7;
  screen.update({0, 0, 200, 100}, source.data(), 200, changed);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0], (Rect{64, 32, 64, 32}));
  EXPECT_EQ(*screen.at(70, 40), 7u);
}

TEST(Framebuffer, NeighboursBecomeOneRectangle) {
  Framebuffer screen({200, 100});
  const std::vector<std::uint32_t> source(150 * 20, 1);
  std::vector<Rect> changed;
  screen.update({50, 10, 150, 20}, source.data(), 150, changed);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0], (Rect{50, 10, 150, 20}));
  EXPECT_EQ(*screen.at(49, 10), 0u);
  EXPECT_EQ(*screen.at(199, 29), 1u);
  EXPECT_EQ(*screen.at(199, 30), 0u);
}

TEST(PointerPicture, LeavesNoTraceAtAnyPlace) {
  Framebuffer screen({40, 30});
  for (int i = 0; i < 40 * 30; ++i) screen.pixels()[i] = i * 2654435761u & 0xffffff;
  const std::vector<std::uint32_t> before(screen.pixels(), screen.pixels() + 40 * 30);
  PointerPicture pointer;
  pointer.set_shape({{9, 7}, {3, 2}, std::vector<std::uint32_t>(63, 0x80ff0000)});
  for (int y = -10; y < 45; y += 3) {
    for (int x = -10; x < 55; x += 3) {
      pointer.put(screen, {x, y});
      pointer.lift(screen);
      ASSERT_TRUE(std::equal(before.begin(), before.end(), screen.pixels()));
    }
  }
}

TEST(PointerPicture, IsDrawnWithItsHotSpotAndMixed) {
  Framebuffer screen({10, 10});
  PointerPicture pointer;
  pointer.set_shape({{2, 1}, {1, 0}, {0xff123456, 0x00ffffff}});
  pointer.put(screen, {5, 5});
  EXPECT_EQ(pointer.place(), (Rect{4, 5, 2, 1}));
  EXPECT_EQ(*screen.at(4, 5), 0x123456u);
  EXPECT_EQ(*screen.at(5, 5), 0u);
}

}  // namespace
}  // namespace maintendue::screen
