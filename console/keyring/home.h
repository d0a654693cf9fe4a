// The operator's folder: who she is, whose organisation she works for, and her key, still locked.
#pragma once

#include <filesystem>
#include <string>

#include "identity/trust.h"

namespace maintendue::console {

struct Home {
  std::string locked_key;    // operator.key: encrypted PKCS#8, PEM
  std::string certificate;   // operator.crt, PEM
  identity::Operator owner;  // as the certificate says, whether it is still valid or not
  WallTime certificate_ends;
  identity::Trust trust;  // from root.crt
};

// Reads operator.key, operator.crt and root.crt. Throws std::runtime_error with one sentence when
// one is missing, when the key lies there unencrypted, or when the root signed no operator of that
// name.
Home open_home(const std::filesystem::path& folder);

}  // namespace maintendue::console
