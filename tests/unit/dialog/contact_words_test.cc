// Whom a family calls, and when.
#include "agent/dialog/contact_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class ContactWords : public ::testing::Test {
 protected:
  ContactWords() {
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    catalogue::speak("fr");
    for (int weekday = 0; weekday < 5; ++weekday) {
      hours_.open.push_back({weekday, 9h, 12h});
      hours_.open.push_back({weekday, 14h, 17h + 30min});
    }
  }
  // So long after the midnight at which Monday 30 November 2026 begins in Paris.
  std::string after(std::chrono::minutes time) const { return hours_words(hours_, monday_ + time); }

  const WallTime monday_ = from_unix_ms(1'795'993'200'000);
  hours::Hours hours_;
};

constexpr auto kToday =
    "On vous répond aujourd’hui\u202f: de 9\u00a0h à 12\u00a0h, de 14\u00a0h à 17\u00a0h\u00a030.";

TEST_F(ContactWords, KeepTheNumberTogetherBesideTheName) {
  EXPECT_EQ(
      contact_words("La Maison Numérique", "02 99 00 00 00"),
      "La Maison Numérique\u202f: <b>\u206602\u00a099\u00a000\u00a000\u00a000\u2069</b>"
  );
  EXPECT_THAT(contact_words("Pain & <b>Numérique</b>", "3631"), HasSubstr("Pain &amp; &lt;b&gt;"));
  EXPECT_EQ(contact_words("La Maison Numérique", ""), "");
}

TEST_F(ContactWords, TellTodaysHoursUntilTheyAreOver) {
  for (const auto time : {0min, 9h + 1min, 13h + 0min, 17h + 29min}) EXPECT_EQ(after(time), kToday);
  EXPECT_EQ(
      after(17h + 30min),
      "Personne ne répond en ce moment. On vous répond de nouveau mardi 1er\u00a0décembre à "
      "9\u00a0h."
  );
}

TEST_F(ContactWords, TellOnClosedDaysWhenItOpensAgain) {
  constexpr auto kAfterIt =
      "Personne ne répond en ce moment. On vous répond de nouveau lundi 7\u00a0décembre à "
      "9\u00a0h.";
  EXPECT_EQ(after(5 * 24h + 10h), kAfterIt) << "Saturday";
  EXPECT_EQ(after(4 * 24h + 18h), kAfterIt) << "Friday evening";
  using std::chrono::days;
  const std::chrono::local_days monday{std::chrono::year{2026} / 11 / 30};
  hours_.closed = {{monday, monday + days{7}}};
  EXPECT_THAT(after(10h), HasSubstr("mardi 8\u00a0décembre"));
}

TEST_F(ContactWords, CountByTheWallClockOverTheChangeOfTheHour) {
  const WallTime sunday = from_unix_ms(1'774'738'800'000);  // 29 March 2026, 0:00: an hour is lost
  hours_.open = {{6, 9h, 12h}};
  EXPECT_THAT(hours_words(hours_, sunday + 10h + 30min), HasSubstr("aujourd’hui")) << "11:30";
  EXPECT_THAT(hours_words(hours_, sunday + 11h + 30min), HasSubstr("5\u00a0avril")) << "12:30";
}

TEST_F(ContactWords, SayNothingWhereNobodyHasSaidWhen) {
  hours_.open.clear();
  EXPECT_EQ(after(10h), "");
}

}  // namespace
}  // namespace maintendue::dialog
