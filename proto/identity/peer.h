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

struct Operator {
  OperatorId id;
  std::string name;  // as families and colleagues read it: "Nadia"
  std::vector<v1::Role> roles;
  Bytes public_key;
};

}  // namespace maintendue::identity
