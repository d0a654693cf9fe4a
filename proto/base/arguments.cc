#include "base/arguments.h"

#include <algorithm>

namespace maintendue {
namespace {

enum class Kind { Unknown, Value, Switch };

Kind kind_of(std::string_view name, std::span<const std::string_view> names) {
  for (std::string_view known : names) {
    if (known == name) return Kind::Value;
    if (known.ends_with('!') && known.substr(0, known.size() - 1) == name) return Kind::Switch;
  }
  return Kind::Unknown;
}

}  // namespace

Result<Arguments> Arguments::parse(
    std::span<const char* const> words, std::span<const std::string_view> names
) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::string name(word.starts_with("--") ? word.substr(2) : std::string_view{});
    const Kind kind = kind_of(name, names);
    if (name.empty() || kind == Kind::Unknown) {
      return fail(Errc::BadMessage, std::string(word) + " is not an option of this command.");
    }
    std::string value;
    if (kind == Kind::Value) {
      if (++i == words.size()) return fail(Errc::BadMessage, "--" + name + " wants a value.");
      value = words[i];
    }
    if (!arguments.values_.emplace(name, value).second) {
      return fail(Errc::BadMessage, "--" + name + " is given twice.");
    }
  }
  return arguments;
}

std::optional<std::string> Arguments::get(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::string Arguments::get(std::string_view name, std::string_view otherwise) const {
  return get(name).value_or(std::string(otherwise));
}

Result<std::string> Arguments::need(std::string_view name) const {
  if (auto value = get(name)) return *value;
  return fail(Errc::BadMessage, "--" + std::string(name) + " is missing.");
}

}  // namespace maintendue
