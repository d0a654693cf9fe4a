// How people, machines and roles are written inside certificates; roles are typed the same way.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "maintendue/v1/options.pb.h"

namespace maintendue::identity {

constexpr std::string_view kMachineUri = "urn:maintendue:machine:";
constexpr std::string_view kOperatorUri = "urn:maintendue:operator:";
constexpr std::string_view kRosterUri = "urn:maintendue:roster:";  // then the generation, as an id
constexpr std::string_view kRootUri =
    "urn:maintendue:root:";  // of a later root: its number, as an id

// 16 lower-case hexadecimal digits, as base/ids.h says.
inline bool is_id(std::string_view text) {
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 16 && std::all_of(text.begin(), text.end(), digit);
}

// The servers of an organisation. Each has a certificate good for its own work only: enrolment's
// port is open to strangers, and its key must not be able to stand for the relay.
enum class Server { Relay, Enrolment };
constexpr std::string_view word_of(Server server) {
  return server == Server::Relay ? "relay" : "enrolment";
}

bool is_address(const std::string& host);

struct RoleWord {
  v1::Role role;
  std::string_view word;
};
// The roles an operator may have; no other word is one.
constexpr RoleWord kRoleWords[] = {
    {v1::ROLE_MEDIATOR, "mediator"},
    {v1::ROLE_SUPPORT, "support"},
    {v1::ROLE_ADMIN, "admin"},
};

inline std::optional<std::string_view> word_of(v1::Role role) {
  for (const RoleWord& known : kRoleWords) {
    if (known.role == role) return known.word;
  }
  return std::nullopt;
}

inline std::optional<v1::Role> role_called(std::string_view word) {
  for (const RoleWord& known : kRoleWords) {
    if (known.word == word) return known.role;
  }
  return std::nullopt;
}

}  // namespace maintendue::identity
