#include "console/cli/help_line.h"

#include <array>
#include <ctime>

namespace maintendue::cli {
namespace {

constexpr auto kMinute = "%Y-%m-%d %H:%M";

Word topic_word(v1::HelpTopic topic) {
  switch (topic) {
    case v1::HELP_TOPIC_INTERNET:
      return Word::HelpInternet;
    case v1::HELP_TOPIC_SOUND:
      return Word::HelpSound;
    case v1::HELP_TOPIC_PRINTING:
      return Word::HelpPrinting;
    case v1::HELP_TOPIC_SCHOOL:
      return Word::HelpSchool;
    case v1::HELP_TOPIC_SLOW:
      return Word::HelpSlow;
    case v1::HELP_TOPIC_MESSAGE:
      return Word::HelpMessage;
    case v1::HELP_TOPIC_KEYBOARD:
      return Word::HelpKeyboard;
    default:  // a newer PC may have another picture
      return Word::HelpOther;
  }
}

std::string call_back_words(Language language, v1::CallBack when) {
  switch (when) {
    case v1::CALL_BACK_MORNING:
      return say(language, Word::HelpMorning);
    case v1::CALL_BACK_AFTERNOON:
      return say(language, Word::HelpAfternoon);
    case v1::CALL_BACK_EVENING:
      return say(language, Word::HelpEvening);
    default:
      return {};
  }
}

// What a relay says of time may be anything.
std::string moment(std::int64_t ms) {
  const auto when = date_from_ms(ms);
  return when ? minute_words(*when) : "?";
}

std::string reply_words(Language language, const local::v1::HelpCall& call) {
  if (!call.has_reply()) return say(language, Word::HelpUnanswered);
  const local::v1::HelpReply& reply = call.reply();
  const std::string& by = reply.operator_name();
  switch (reply.kind()) {
    case v1::HELP_ANSWER_KIND_PLANNED:
      return say(language, Word::HelpPlanned, {by, moment(reply.call_at_ms())});
    case v1::HELP_ANSWER_KIND_CLOSED:
      return say(language, Word::HelpClosed, {by});
    default:
      return say(language, Word::HelpTaken, {by});
  }
}

}  // namespace

std::string help_line(Language language, const local::v1::HelpCall& call) {
  const v1::HelpRequest& request = call.request();
  const std::string topic = say(language, topic_word(request.topic()));
  const std::string since = moment(call.received_ms());
  return say(language, Word::HelpLine, {call.machine_id(), topic, since, request.language()}) +
         call_back_words(language, request.call_back()) + reply_words(language, call);
}

std::string minute_words(WallTime when) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  std::array<char, 24> words{};
  std::strftime(words.data(), words.size(), kMinute, &parts);
  return words.data();
}

std::optional<WallTime> minute_named(const std::string& words) {
  std::tm parts{};
  const char* end = strptime(words.c_str(), kMinute, &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  parts.tm_isdst = -1;  // the calendar knows
  const WallTime when = std::chrono::system_clock::from_time_t(std::mktime(&parts));
  if (minute_words(when) != words) return std::nullopt;
  return when;
}

}  // namespace maintendue::cli
