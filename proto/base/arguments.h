// A command line of `--name value` pairs, read against the list of names that are known.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace maintendue {

class Arguments {
 public:
  // `names` without dashes; one that ends in "!" is a switch without a value. BadMessage with a
  // sentence for the person who typed it when a name is unknown, doubled or without its value.
  static Result<Arguments> parse(
      std::span<const char* const> words, std::span<const std::string_view> names
  );

  std::optional<std::string> get(std::string_view name) const;
  std::string get(std::string_view name, std::string_view otherwise) const;
  bool has(std::string_view name) const { return values_.contains(std::string(name)); }
  // BadMessage with a sentence when it is not there.
  Result<std::string> need(std::string_view name) const;

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace maintendue
