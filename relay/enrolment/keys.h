// What `org init` wrote for the enrolment process.
#pragma once

#include <filesystem>

#include "identity/issue.h"
#include "roster/book.h"
#include "wire/tls.h"

namespace maintendue::enrolment {

struct EnrolmentKeys {
  identity::Issuer intermediate;
  wire::TlsIdentity server;
  roster::Book book;
};

// Throws std::runtime_error with one sentence when a file is missing, when a key and its
// certificate are not a pair, when there is no
// roster of ours, or when the machines it would make are none for this root at `now`.
EnrolmentKeys read_keys(const std::filesystem::path& folder, WallTime now);

}  // namespace maintendue::enrolment
