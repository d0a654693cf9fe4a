// How people, machines and servers are written inside certificates.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

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

}  // namespace maintendue::identity
