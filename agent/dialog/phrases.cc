#include "agent/dialog/phrases.h"

#include <glib.h>
#include <pango/pango.h>

#include <array>
#include <ctime>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

constexpr glong kLongestName = 48;

std::tm at_home(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  return local;
}

}  // namespace

std::string taken(char* owned) {
  std::string copy = owned;
  g_free(owned);
  return copy;
}

std::string escaped(const std::string& text) {
  return taken(g_markup_escape_text(text.data(), static_cast<gssize>(text.size())));
}

std::string without_marks(const std::string& marked) {
  char* plain = nullptr;
  if (!pango_parse_markup(marked.c_str(), -1, 0, nullptr, &plain, nullptr, nullptr)) return marked;
  return taken(plain);
}

std::string shown_name(const std::string& name) {
  const std::string tidy = tidy_name(name);
  return tidy.empty() ? tr("Your contact") : tidy;
}

// Not the C library's: a session may be in a language that we have no catalogue for.
std::string date_words(WallTime time) {
  const std::tm local = at_home(time);
  const std::array<const char*, 7> days = {
      tr("Sunday"),   tr("Monday"), tr("Tuesday"),  tr("Wednesday"),
      tr("Thursday"), tr("Friday"), tr("Saturday"),
  };
  const std::array<const char*, 12> months = {
      tr("January"), tr("February"), tr("March"),     tr("April"),   tr("May"),      tr("June"),
      tr("July"),    tr("August"),   tr("September"), tr("October"), tr("November"), tr("December"),
  };
  const char* said = local.tm_mday == 1 ? tr("{weekday} 1 {month}") : tr("{weekday} {day} {month}");
  return fill(
      said, {{"weekday", days.at(static_cast<std::size_t>(local.tm_wday))},
             {"day", std::to_string(local.tm_mday)},
             {"month", months.at(static_cast<std::size_t>(local.tm_mon))}}
  );
}

std::string year_words(WallTime time) { return std::to_string(at_home(time).tm_year + 1900); }

std::string clock_words(WallTime time) {
  const std::tm local = at_home(time);
  std::array<char, 8> hour, minute;
  std::strftime(hour.data(), hour.size(), "%-H", &local);
  std::strftime(minute.data(), minute.size(), "%M", &local);
  return fill(tr("{hour}:{minute}"), {{"hour", hour.data()}, {"minute", minute.data()}});
}

std::string hour_words(WallTime time) {
  const std::tm local = at_home(time);
  if (local.tm_min != 0) return clock_words(time);
  return fill(tr("{hour}:00"), {{"hour", std::to_string(local.tm_hour)}});
}

std::string phone_words(const std::string& phone) {
  std::string together = "\u2066";
  for (const char c : phone) together += c == ' ' ? "\u00a0" : std::string(1, c);
  return together + "\u2069";
}

std::string tidy_name(const std::string& name) {
  const std::string valid = taken(g_utf8_make_valid(name.data(), static_cast<gssize>(name.size())));
  std::string tidy;
  glong length = 0;
  for (const char* at = valid.c_str(); *at; at = g_utf8_next_char(at)) {
    const gunichar letter = g_utf8_get_char(at);
    const GUnicodeType kind = g_unichar_type(letter);
    if (kind == G_UNICODE_CONTROL || kind == G_UNICODE_FORMAT || kind == G_UNICODE_LINE_SEPARATOR ||
        kind == G_UNICODE_PARAGRAPH_SEPARATOR) {
      continue;
    }
    if (++length > kLongestName) return tidy + "…";
    tidy.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
  }
  return tidy;
}

}  // namespace maintendue::dialog
