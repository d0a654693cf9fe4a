#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "base/utf8.h"

namespace maintendue::log {
namespace {

constexpr std::size_t kLongestValue = 200;

// What is no UTF-8, or could make the line look like another one, is written as its number.
std::string one_line(std::string_view text) {
  std::string out;
  std::string_view rest = text.substr(0, kLongestValue);
  while (!rest.empty()) {
    const Utf8Character next = first_utf8(rest);
    const std::size_t bytes = next.bytes == 0 ? 1 : next.bytes;
    if (next.bytes == 0 || (next.value < 0x80 && !shows_itself(next.value))) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(rest[0]));
    } else if (!shows_itself(next.value)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(next.value));
    } else {
      if (rest[0] == '"' || rest[0] == '\\') out += '\\';
      out += rest.substr(0, bytes);
    }
    rest.remove_prefix(bytes);
  }
  if (text.size() > kLongestValue) out += "...";
  return out;
}

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

}  // namespace

Field::Field(std::string_view k, std::string_view v) : key(k), value(one_line(v)) {}
Field::Field(std::string_view k, const char* v) : Field(k, std::string_view(v)) {}
Field::Field(std::string_view k, const std::string& v) : Field(k, std::string_view(v)) {}
Field::Field(std::string_view k, long long v) : key(k), value(std::to_string(v)) {}

void start(std::string_view program, Level level) {
  auto logger = spdlog::stderr_color_mt(std::string(program));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %n %l %v", spdlog::pattern_time_type::utc);
  logger->set_level(spdlog_level(level));
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
}

void event(
    std::string_view component,
    Level level,
    std::string_view sentence,
    std::initializer_list<Field> fields
) {
  std::string line = fmt::format("[{}] {}", component, sentence);
  for (const Field& field : fields) line += fmt::format(" {}=\"{}\"", field.key, field.value);
  spdlog::log(spdlog_level(level), "{}", line);
}

}  // namespace maintendue::log
