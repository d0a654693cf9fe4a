// The certificates that a roster and its news carry. For proto/roster alone.
#pragma once

#include <vector>

#include "identity/keys.h"

namespace maintendue::roster {

constexpr std::size_t kLongestCertificate = 1024;

// Each from its DER. NotTrusted when one is none, or longer than kLongestCertificate.
Result<std::vector<identity::Certificate>> certificates_of(const std::vector<Bytes>& ders);

}  // namespace maintendue::roster
