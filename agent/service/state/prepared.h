// What a prepared image brings to every PC that is made of it, and nothing that is one PC's own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/address.h"
#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::agent {

struct Prepared {
  std::string root_pem;
  Bytes roster;  // a serialized v1::RosterNews: the oldest roster such a PC will ever believe
  Bytes token;   // a serialized v1::SignedToken
  std::string enrolment, relay;  // HOST:PORT
};

// NotFound when nothing was prepared here, or the token was used and is gone.
Result<Prepared> load_prepared(const std::filesystem::path& folder);
// Folder 0700, files 0600; the token last: it makes the image prepared.
Result<void> save_prepared(const std::filesystem::path& folder, const Prepared& prepared);
// Once the PC has its identity.
void forget_token(const std::filesystem::path& folder);
// Where the relay and the enrolment process are, as the image says.
std::optional<Address> prepared_relay(const std::filesystem::path& folder);
std::optional<Address> prepared_enrolment(const std::filesystem::path& folder);

}  // namespace maintendue::agent
