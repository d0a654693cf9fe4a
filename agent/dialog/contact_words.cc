#include "agent/dialog/contact_words.h"

#include <ctime>

#include "agent/dialog/phrases.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;
using std::chrono::days;
using std::chrono::local_days;

hours::Moment at_home(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  const std::chrono::year_month_day date{
      std::chrono::year{local.tm_year + 1900},
      std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)},
      std::chrono::day{static_cast<unsigned>(local.tm_mday)},
  };
  return {local_days{date}, std::chrono::minutes{local.tm_hour * 60 + local.tm_min}};
}

WallTime from_home(const hours::Moment& moment) {
  const std::chrono::year_month_day date{moment.day};
  std::tm local{};
  local.tm_year = static_cast<int>(date.year()) - 1900;
  local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  local.tm_min = static_cast<int>(moment.minute.count());
  local.tm_isdst = -1;
  return std::chrono::system_clock::from_time_t(std::mktime(&local));
}

std::string hour_of(local_days day, std::chrono::minutes minute) {
  return hour_words(from_home({day, minute}));
}

}  // namespace

std::string contact_words(const std::string& organisation, const std::string& phone) {
  if (phone.empty()) return {};
  return fill(
      tr("{organisation}: <b>{phone}</b>"),
      {{"organisation", escaped(tidy_name(organisation))}, {"phone", escaped(phone_words(phone))}}
  );
}

std::string hours_words(const hours::Hours& hours, WallTime now) {
  if (hours.empty()) return {};
  const hours::Moment here = at_home(now);
  const std::vector<hours::OpenTime> today = hours::on_day(hours, here.day);
  if (!today.empty() && here.minute < today.back().until) {
    std::string times;
    for (const hours::OpenTime& time : today) {
      if (!times.empty()) times += tr(", ");
      times += fill(
          tr("{from} to {until}"),
          {{"from", hour_of(here.day, time.from)}, {"until", hour_of(here.day, time.until)}}
      );
    }
    return fill(tr("Somebody answers today: {hours}."), {{"hours", times}});
  }
  const std::optional<hours::Moment> again = hours::opens_again(hours, here.day);
  if (!again) return tr("Nobody answers now.");
  const WallTime then = from_home(*again);
  return fill(
      tr("Nobody answers now. Somebody answers again on {date} at {time}."),
      {{"date", date_words(then)}, {"time", hour_words(then)}}
  );
}

}  // namespace maintendue::dialog
