// How `maintendue-console serve` is called.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "base/address.h"

namespace maintendue::console {

struct ServeOptions {
  std::filesystem::path home;  // operator.key, operator.crt, root.crt
  Address relay;
  std::optional<Address> enrolment;  // where PCs get their identity, to give codes for it
  std::uint16_t port = 0;            // 0: any free one
  std::filesystem::path web;
  bool open = false;  // show the pages in the browser at once
};

// serve --home DIR --relay HOST:PORT [--enrolment HOST:PORT] [--port 0] [--web DIR] [--open].
// Throws std::runtime_error with one sentence for anything else. `words` begin after "serve".
ServeOptions parse_serve_options(std::span<const char* const> words);

// Where the pages lie when nobody says: installed beside the program, else freshly built.
std::filesystem::path usual_web();

}  // namespace maintendue::console
