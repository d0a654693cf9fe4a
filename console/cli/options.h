// The `--name value` pairs of one command, and its `--flag`s.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "console/cli/terminal.h"

namespace maintendue::cli {

class Options {
 public:
  // `known` without the dashes; `flags` are those without a value. Throws Stop (usage) for anything
  // else, a missing value, or a repetition.
  Options(
      const Terminal& terminal,
      const std::vector<std::string>& arguments,
      std::initializer_list<std::string_view> known,
      std::initializer_list<std::string_view> flags = {}
  );

  // Throws Stop (usage) when it was not given.
  const std::string& required(const std::string& name) const;
  std::optional<std::string> optional(const std::string& name) const;
  // Whether the flag was given.
  bool has(const std::string& flag) const { return flags_.contains(flag); }
  // A whole number within both bounds, or Stop (usage).
  int number(const std::string& name, int least, int most) const;

 private:
  const Terminal& terminal_;
  std::map<std::string, std::string> values_;
  std::set<std::string> flags_;
};

}  // namespace maintendue::cli
