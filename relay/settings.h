// What the relay is started with: its command line and its key folder.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "wire/tls.h"

namespace maintendue::relay {

struct Settings {
  std::filesystem::path keys;  // relay.key, relay.crt, root.crt
  std::filesystem::path data;  // relay.db and its companions; made when missing
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
};

// From "--keys DIR --data DIR --listen ADDRESS:PORT". This and those below throw std::runtime_error
// with one sentence.
Settings parse_settings(std::span<const char* const> arguments);

struct RelayKeys {
  wire::TlsIdentity identity;
  std::string root;  // PEM
};

// A key that does not belong to its certificate is found here, not at the first connection.
RelayKeys read_keys(const std::filesystem::path& folder);

}  // namespace maintendue::relay
