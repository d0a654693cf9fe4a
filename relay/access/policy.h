// May X do Y: a pure function over the `(roles)` option that the method's own descriptor carries.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "relay/access/visitor.h"

namespace google::protobuf {
class MethodDescriptor;
}

namespace maintendue::relay {

// What somebody may act as. A machine's certificate never makes an operator, nor the other way
// round.
std::vector<v1::Role> roles_held(const Visitor& visitor);

// Whether one of the roles held stands among those the method declares. A method that declares none
// is refused to everybody.
bool may_call(const google::protobuf::MethodDescriptor& method, const std::vector<v1::Role>& held);

// `path` is "/maintendue.v1.Fleet/ListMachines". NotAllowed otherwise, also for a method nobody
// knows.
Result<void> check_call(std::string_view path, const Visitor& who);

}  // namespace maintendue::relay
