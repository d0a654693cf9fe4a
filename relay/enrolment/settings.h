// What the enrolment process is started with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace maintendue::enrolment {

struct Settings {
  std::filesystem::path keys;  // intermediate.key and .crt, server.key and .crt, root.crt
  std::filesystem::path data;  // enrolment.db and its companions; made when missing
  std::string address;
  std::uint16_t port = 0;
};

// From "--keys DIR --data DIR --listen ADDRESS:PORT". Throws std::runtime_error with one sentence.
Settings parse_settings(std::span<const char* const> arguments);

}  // namespace maintendue::enrolment
