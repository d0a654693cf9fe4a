#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace maintendue::log {
namespace {

constexpr std::size_t kLongestValue = 200;

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kLongestValue)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
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
