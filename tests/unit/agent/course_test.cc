// When the family is asked quietly, to the minute.
#include "agent/service/consent/course.h"

#include <gtest/gtest.h>

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::Course;
using Asks = Course::Asks;

constexpr SteadyTime kYes{100h};

Course hour() {
  Course course;
  course.begin(kYes, kYes + 60min);
  return course;
}

TEST(Course, AsksNothingBeforeAYes) {
  EXPECT_EQ(Course().asks(kYes), Asks::Nothing);
  EXPECT_EQ(Course().next(kYes), SteadyTime::max());
}

TEST(Course, AsksAfterHalfAnHourAndWaitsFiveMinutes) {
  const Course course = hour();
  EXPECT_EQ(course.asks(kYes + 30min - 1ms), Asks::Nothing);
  EXPECT_EQ(course.asks(kYes + 30min), Asks::GoOn);
  EXPECT_EQ(course.asks(kYes + 35min - 1ms), Asks::GoOn);
  EXPECT_EQ(course.asks(kYes + 35min), Asks::Resume);
  EXPECT_EQ(course.asks(kYes + 59min), Asks::Resume) << "it waits for as long as the lease lasts";
}

TEST(Course, TellsTheNextMomentOfEach) {
  Course course = hour();
  EXPECT_EQ(course.next(kYes), kYes + 30min);
  EXPECT_EQ(course.next(kYes + 30min), kYes + 35min);
  EXPECT_EQ(course.next(kYes + 35min), SteadyTime::max());
  EXPECT_FALSE(course.yes(kYes + 35min));
  EXPECT_EQ(course.next(kYes + 36min), kYes + 55min);
}

TEST(Course, OffersAnotherHourFiveMinutesBeforeTheEndOfEach) {
  Course course = hour();
  EXPECT_FALSE(course.yes(kYes + 31min));
  EXPECT_EQ(course.asks(kYes + 55min - 1ms), Asks::Nothing);
  EXPECT_EQ(course.asks(kYes + 55min), Asks::Extend);
  EXPECT_TRUE(course.yes(kYes + 57min));
  EXPECT_EQ(course.asks(kYes + 57min), Asks::Nothing);
  EXPECT_EQ(course.asks(kYes + 90min), Asks::GoOn) << "half an hour into the second";
  EXPECT_FALSE(course.yes(kYes + 91min));
  EXPECT_EQ(course.asks(kYes + 115min), Asks::Extend);
}

TEST(Course, DoesNotOfferAgainWhatWasDeclined) {
  Course course = hour();
  EXPECT_FALSE(course.yes(kYes + 31min));
  course.no_more_hours();
  EXPECT_EQ(course.asks(kYes + 59min), Asks::Nothing);
  EXPECT_EQ(course.next(kYes + 56min), SteadyTime::max());
}

TEST(Course, AsksNothingInAShortLease) {
  Course course;
  course.begin(kYes, kYes + lease::kByNumber);
  EXPECT_EQ(course.next(kYes), SteadyTime::max());
}

TEST(Course, AsksNothingOnceItIsOver) {
  Course course = hour();
  course.end();
  EXPECT_EQ(course.asks(kYes + 40min), Asks::Nothing);
}

}  // namespace
}  // namespace maintendue::test
