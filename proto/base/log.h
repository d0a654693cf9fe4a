// Events for whoever keeps the machines: a fixed sentence plus fields from docs/LOGGING.md.
//
//   log::event("relay.session", log::Level::info, "session ended", {{"session", id}, {"reason",
//   why}});
//
// Never in a log: screen, keys, clipboard, window titles, names of people, secrets. What a peer
// says is cut to 200 characters and escaped here, so that a log line is always one line.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace maintendue::log {

enum class Level { debug, info, warning, error };

struct Field {
  Field(std::string_view key, std::string_view value);
  Field(std::string_view key, const char* value);
  Field(std::string_view key, const std::string& value);
  Field(std::string_view key, long long value);
  template <class Int>
    requires std::is_integral_v<Int>
  Field(std::string_view key, Int value) : Field(key, static_cast<long long>(value)) {}

  std::string key;
  std::string value;
};

// To standard error, one line an event. `level` is the lowest that is written. Call once, in main.
void start(std::string_view program, Level level = Level::info);

// Any thread.
void event(
    std::string_view component,
    Level level,
    std::string_view sentence,
    std::initializer_list<Field> fields = {}
);

}  // namespace maintendue::log
