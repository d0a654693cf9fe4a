// The operator's folder: who she is, whose organisation she works for, and her key, still locked.
#pragma once

#include <filesystem>
#include <string>

#include "identity/trust.h"
#include "roster/book.h"

namespace maintendue::console {

struct Home {
  std::string locked_key;             // operator.key: encrypted PKCS#8, PEM
  std::string locked_encryption_key;  // encryption.key, likewise; empty when she was given none
  std::string certificate;            // operator.crt, PEM: hers, then the roster key's
  // As the roster says, whether it or her certificate is still valid or not.
  identity::Operator owner;
  WallTime certificate_ends;
  roster::Book book;  // from root.crt and roster
  std::filesystem::path folder;

  const identity::Trust& trust() const { return book.trust(); }
};

// Reads operator.key, operator.crt, root.crt and roster. Throws std::runtime_error with one
// sentence when one is missing, when the key lies there unencrypted, or when the roster names
// nobody with that certificate's key.
Home open_home(const std::filesystem::path& folder);

}  // namespace maintendue::console
