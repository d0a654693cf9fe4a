// An operator's keys while they are open.
#pragma once

#include <optional>

#include "console/keyring/home.h"

namespace maintendue::console {

// What she signs with, and what is sealed to her; none of that when she was given none.
struct OpenKeys {
  identity::PrivateKey key;
  std::optional<identity::PrivateKey> encryption_key;

  // Both, by one passphrase. WrongPassphrase. A good part of a second each (scrypt).
  static Result<OpenKeys> open(const Home& home, BytesView passphrase);
};

}  // namespace maintendue::console
