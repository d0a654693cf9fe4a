// What a server of the association is started with: the relay, and the enrolment process.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "base/address.h"

namespace maintendue::server {

struct Settings {
  std::filesystem::path keys;  // what `org init` wrote for this server
  std::filesystem::path data;  // its database and companions; made when missing
  Address listen;              // port 0: any free one
};

constexpr auto kUsage =
    " --keys FOLDER (what `org init` wrote for this server) --data FOLDER (made when missing) "
    "--listen ADDRESS:PORT";

// From "--keys DIR --data DIR --listen ADDRESS:PORT". Throws std::runtime_error with one sentence.
Settings parse_settings(std::span<const char* const> words);

}  // namespace maintendue::server
