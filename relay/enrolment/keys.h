// What `org init` wrote for the enrolment process.
#pragma once

#include <filesystem>

#include "identity/issue.h"
#include "identity/trust.h"
#include "wire/tls.h"

namespace maintendue::enrolment {

struct EnrolmentKeys {
  identity::Issuer intermediate;
  wire::TlsIdentity server;
};

// Throws std::runtime_error with one sentence when a file is missing, when a key and its
// certificate are not a pair, when the server's is not of the root that counts by `trust`, or when
// the machines it would make are none for that root at `now`.
EnrolmentKeys read_keys(
    const std::filesystem::path& folder, const identity::Trust& trust, WallTime now
);

}  // namespace maintendue::enrolment
