// When somebody answers the phone: what is in order, and what a day has.
#include <gtest/gtest.h>

#include <limits>

#include "hours/wire.h"

namespace maintendue::hours {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;

constexpr local_days kMonday{std::chrono::year{2026} / 11 / 30};

Hours usual() {
  Hours hours;
  for (int weekday = 0; weekday < 5; ++weekday) {
    hours.open.push_back({weekday, 9h, 12h});
    hours.open.push_back({weekday, 14h, 17h + 30min});
  }
  hours.closed = {
      {kMonday + days{24}, kMonday + days{34}}, {kMonday + days{40}, kMonday + days{40}}
  };
  return hours;
}

TEST(Hours, TravelAsTheyAre) {
  ASSERT_TRUE(fits(usual()));
  const Result<Hours> back = from_wire(to_wire(usual()));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, usual());
  EXPECT_TRUE(from_wire(v1::Hours())->empty());
}

TEST(Hours, AreWrongWhereTheyTouchOrAreUpsideDown) {
  const auto changed = [](auto change) {
    Hours hours = usual();
    change(hours);
    return fits(hours);
  };
  EXPECT_TRUE(changed([](Hours& hours) { hours.open[0].until = 14h; })) << "one ends as one begins";
  EXPECT_FALSE(changed([](Hours& hours) { hours.open[0].until = 14h + 1min; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open[0].from = 12h; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open[0].from = -1min; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open[0].weekday = 7; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open[0].weekday = 2; }));
  EXPECT_TRUE(changed([](Hours& hours) { hours.open.back().until = 24h; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open.back().until = 24h + 1min; }));
  EXPECT_FALSE(changed([](Hours& hours) { std::swap(hours.closed[0], hours.closed[1]); }));
  EXPECT_FALSE(changed([](Hours& hours) { std::swap(hours.closed[0].first, hours.closed[0].last); })
  );
  EXPECT_FALSE(changed([](Hours& hours) { hours.closed[0].last = hours.closed[1].first - days{1}; })
  );
  EXPECT_FALSE(changed([](Hours& hours) { hours.closed[1].last += days{367}; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.closed[0].first = local_days{days{-1}}; }));
  EXPECT_FALSE(changed([](Hours& hours) { hours.open.clear(); })) << "closed days of no week";
}

TEST(Hours, AreRefusedFromTheWireHoweverLargeItsNumbersAre) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  for (const std::uint32_t weekday : {0u, 8u, kMost}) {
    v1::Hours bad = to_wire(usual());
    bad.mutable_open(0)->set_weekday(weekday);
    EXPECT_FALSE(from_wire(bad)) << weekday;
  }
  v1::Hours late = to_wire(usual());
  late.mutable_open(0)->set_until_minute(kMost);
  EXPECT_FALSE(from_wire(late));
  for (const std::int32_t day :
       {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()}) {
    v1::Hours far = to_wire(usual());
    far.mutable_closed(1)->set_first_day(day);
    far.mutable_closed(1)->set_last_day(day);
    EXPECT_FALSE(from_wire(far)) << day;
  }
  v1::Hours many;
  for (int n = 0; n < 22; ++n) {
    v1::OpenTime& time = *many.add_open();
    time.set_weekday(1);
    time.set_from_minute(static_cast<std::uint32_t>(n));
    time.set_until_minute(static_cast<std::uint32_t>(n) + 1);
  }
  EXPECT_FALSE(from_wire(many));
}

TEST(Hours, OfADayAreThoseOfItsWeekdayUnlessItIsClosed) {
  EXPECT_EQ(on_day(usual(), kMonday).size(), 2u);
  EXPECT_EQ(on_day(usual(), kMonday).front(), (OpenTime{0, 9h, 12h}));
  EXPECT_EQ(on_day(usual(), kMonday + days{4}).front().weekday, 4);
  EXPECT_TRUE(on_day(usual(), kMonday + days{5}).empty()) << "Saturday";
  for (const int closed : {24, 28, 34, 40}) {
    EXPECT_TRUE(on_day(usual(), kMonday + days{closed}).empty()) << closed;
  }
  EXPECT_FALSE(on_day(usual(), kMonday + days{23}).empty());
  EXPECT_FALSE(on_day(usual(), kMonday + days{35}).empty());
}

TEST(Hours, BeginAgainOnTheNextDayThatIsOpen) {
  const auto again = [](local_days today) { return opens_again(usual(), today).value(); };
  EXPECT_EQ(again(kMonday).day, kMonday + days{1});
  EXPECT_EQ(again(kMonday).minute, 9h);
  EXPECT_EQ(again(kMonday + days{4}).day, kMonday + days{7}) << "over the week-end";
  EXPECT_EQ(again(kMonday + days{23}).day, kMonday + days{35}) << "over the holidays";
  EXPECT_FALSE(opens_again(Hours(), kMonday));
  Hours closed_for_long = usual();
  closed_for_long.closed = {{kMonday, kMonday + days{366}}};
  EXPECT_EQ(opens_again(closed_for_long, kMonday)->day, kMonday + days{367});
}

}  // namespace
}  // namespace maintendue::hours
