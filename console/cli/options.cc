#include "console/cli/options.h"

#include <algorithm>
#include <charconv>

namespace maintendue::cli {

Options::Options(
    const Terminal& terminal,
    const std::vector<std::string>& arguments,
    std::initializer_list<std::string_view> known,
    std::initializer_list<std::string_view> flags
)
    : terminal_(terminal) {
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& option = arguments[at];
    const std::string name = option.starts_with("--") ? option.substr(2) : std::string();
    const bool flag = std::ranges::find(flags, name) != flags.end();
    if (!flag && std::ranges::find(known, name) == known.end()) {
      stop_usage(terminal, Word::UnknownOption, {option});
    }
    if (!flag && ++at == arguments.size()) stop_usage(terminal, Word::MissingValue, {option});
    const bool first =
        flag ? flags_.insert(name).second : values_.emplace(name, arguments[at]).second;
    if (!first) stop_usage(terminal, Word::RepeatedOption, {option});
  }
}

const std::string& Options::required(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) {
    stop_usage(terminal_, Word::MissingOption, {"--" + name});
  }
  return found->second;
}

std::optional<std::string> Options::optional(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

int Options::number(const std::string& name, int least, int most) const {
  const std::string& text = required(name);
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || read != end || value < least || value > most) {
    stop_usage(
        terminal_, Word::BadNumber, {"--" + name, std::to_string(least), std::to_string(most)}
    );
  }
  return value;
}

}  // namespace maintendue::cli
