#include "console/cli/hours_text.h"

#include <gtest/gtest.h>

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;
using hours::OpenTime;

TEST(HoursText, IsReadInFrenchAndInEnglish) {
  const auto french = open_times_of("lu-ve 9h-12h 14h-17h30, sa 9-12");
  const auto english = open_times_of("mo-fr 9:00-12:00 14:00-17:30,sa 9:00-12:00");
  ASSERT_TRUE(french && english);
  EXPECT_EQ(*french, *english);
  ASSERT_EQ(french->size(), 11u);
  EXPECT_EQ(french->at(1), (OpenTime{0, 14h, 17h + 30min}));
  EXPECT_EQ(french->at(10), (OpenTime{5, 9h, 12h}));
}

TEST(HoursText, PutsDaysInOrder) {
  const auto open = open_times_of("sa 9-12, mo 14-17, mo 9-12");
  ASSERT_TRUE(open);
  EXPECT_EQ(open->front(), (OpenTime{0, 9h, 12h}));
  EXPECT_EQ(open->back().weekday, 5);
  const auto closed = closed_days_of("2027-05-01, 2026-12-24/2027-01-03");
  ASSERT_TRUE(closed);
  ASSERT_EQ(closed->size(), 2u);
  EXPECT_EQ(closed->at(1).first, closed->at(1).last);
  EXPECT_LT(closed->at(0).last, closed->at(1).first);
}

TEST(HoursText, IsEmptyWhereNothingIsWritten) {
  for (const char* nothing : {"", " , ", ","}) {
    EXPECT_TRUE(open_times_of(nothing).value().empty());
    EXPECT_TRUE(closed_days_of(nothing).value().empty());
  }
}

TEST(HoursText, NamesThePieceThatCanNotBeRead) {
  const auto wrong = [](const char* text) {
    const auto read = open_times_of(text);
    return read ? std::string("read") : read.error().detail;
  };
  EXPECT_EQ(wrong("mo"), "mo");
  EXPECT_EQ(wrong("xx 9-12"), "xx 9-12");
  EXPECT_EQ(wrong("fr-mo 9-12"), "fr-mo 9-12");
  EXPECT_EQ(wrong("mo- 9-12"), "mo- 9-12");
  EXPECT_EQ(wrong("mo 9-12 am"), "am");
  for (const char* times :
       {"9", "9:60-12", "9-25", "-9-12", "9--12", "9-12-", "9-12-14", "h-12", "9hh-12"}) {
    EXPECT_EQ(wrong(("mo " + std::string(times)).c_str()), times);
  }
  EXPECT_EQ(wrong("mo 12-9"), "mo 12-9");
  EXPECT_EQ(wrong("mo 9-12 11-13"), "mo 9-12 11-13");
}

TEST(HoursText, NamesTheDayThatIsNone) {
  for (const char* text :
       {"2026-02-30", "2026-12", "2026-257-01", "67562-01-01", "2026--12-24", "tomorrow",
        "2027-05-01/", "2027-01-03/2026-12-24", "2026-12-24/2026-12-31, 2026-12-31"}) {
    const auto read = closed_days_of(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().detail, text);
  }
}

}  // namespace
}  // namespace maintendue::cli
