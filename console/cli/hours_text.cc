#include "console/cli/hours_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace maintendue::cli {
namespace {

using hours::ClosedDays;
using hours::OpenTime;
using std::chrono::minutes;

using Words = std::array<std::string_view, 7>;
constexpr int kLastYear = 2200;
constexpr Words kEnglish = {"mo", "tu", "we", "th", "fr", "sa", "su"};
constexpr Words kFrench = {"lu", "ma", "me", "je", "ve", "sa", "di"};

std::string_view tidy(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Between those signs, the empty ones too.
std::vector<std::string_view> parts(std::string_view text, char between) {
  std::vector<std::string_view> found;
  for (;;) {
    const std::size_t end = text.find(between);
    found.push_back(tidy(text.substr(0, end)));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

// Of a list, in which nobody counts the signs.
std::vector<std::string_view> pieces(std::string_view text, char between) {
  std::vector<std::string_view> found = parts(text, between);
  std::erase_if(found, [](std::string_view piece) { return piece.empty(); });
  return found;
}

// All of it, else nothing.
std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && value >= 0;
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<int> weekday(std::string_view word) {
  for (const Words& words : {kEnglish, kFrench}) {
    const auto place = std::ranges::find(words, word);
    if (place != words.end()) return static_cast<int>(place - words.begin());
  }
  return std::nullopt;
}

// "9:00", "9", "9h", "9h30", "24:00".
std::optional<minutes> minute(std::string_view text) {
  const std::size_t sign = text.find_first_of(":h");
  const auto hour = number(text.substr(0, sign));
  const std::string_view after =
      sign == std::string_view::npos ? std::string_view() : text.substr(sign + 1);
  const auto rest = after.empty() ? std::optional(0) : number(after);
  if (!hour || !rest || *hour > 24 || *rest > 59) return std::nullopt;
  return std::chrono::hours{*hour} + minutes{*rest};
}

// The two that a word of the text joins; both the same when it names one.
template <class Read>
auto span_of(std::string_view text, char between, bool needs_both, Read read) {
  using Value = typename decltype(read(text))::value_type;
  const std::vector<std::string_view> ends = parts(text, between);
  std::optional<std::pair<Value, Value>> span;
  if (ends.size() > 2 || (needs_both && ends.size() == 1)) return span;
  const auto first = read(ends.front()), last = read(ends.back());
  if (first && last) span = {*first, *last};
  return span;
}

std::optional<std::chrono::local_days> day(std::string_view text) {
  const std::vector<std::string_view> words = parts(text, '-');
  if (words.size() != 3) return std::nullopt;
  const auto year = number(words[0]), month = number(words[1]), of_month = number(words[2]);
  const bool known =
      year && month && of_month && *year <= kLastYear && *month <= 12 && *of_month <= 31;
  if (!known) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
      std::chrono::day{static_cast<unsigned>(*of_month)}
  };
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days{date};
}

tl::unexpected<Error> unread(std::string_view piece) {
  return fail(Errc::BadMessage, std::string(piece));
}

}  // namespace

Result<std::vector<OpenTime>> open_times_of(std::string_view text) {
  std::vector<OpenTime> open;
  for (const std::string_view line : pieces(text, ',')) {
    const std::vector<std::string_view> words = pieces(line, ' ');
    const auto days = span_of(words.front(), '-', false, weekday);
    if (!days || days->first > days->second || words.size() < 2) return unread(line);
    for (std::size_t at = 1; at < words.size(); ++at) {
      const auto times = span_of(words[at], '-', true, minute);
      if (!times) return unread(words[at]);
      for (int on = days->first; on <= days->second; ++on) {
        open.push_back({on, times->first, times->second});
      }
    }
  }
  const auto when = [](const OpenTime& time) { return std::pair(time.weekday, time.from); };
  std::ranges::stable_sort(open, {}, when);
  if (!hours::fits({open, {}})) return unread(text);
  return open;
}

Result<std::vector<ClosedDays>> closed_days_of(std::string_view text) {
  std::vector<ClosedDays> closed;
  for (const std::string_view piece : pieces(text, ',')) {
    const auto days = span_of(piece, '/', false, day);
    if (!days) return unread(piece);
    closed.push_back({days->first, days->second});
  }
  std::ranges::stable_sort(closed, {}, &ClosedDays::first);
  const OpenTime any{0, minutes{0}, minutes{1}};
  if (!hours::fits({{any}, closed})) return unread(text);
  return closed;
}

}  // namespace maintendue::cli
