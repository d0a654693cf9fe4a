// Who somebody is, once a certificate has proved it.
#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "maintendue/v1/options.pb.h"

namespace maintendue::identity {

struct Machine {
  MachineId id;
  Bytes public_key;  // SubjectPublicKeyInfo in DER
};

// Somebody whose key the roster key has certified. Whether she still belongs, her name and what she
// may do, only a roster says (roster/book.h).
struct Badge {
  OperatorId id;
  Bytes public_key;
};

// Somebody whom the roster names.
struct Operator {
  OperatorId id;
  std::string name;  // as families and colleagues read it: "Nadia"
  std::vector<v1::Role> roles;
  Bytes public_key;

  friend bool operator==(const Operator&, const Operator&) = default;
};

}  // namespace maintendue::identity
