// May X do Y: a pure function over the `(roles)` and `(about)` that the method's own descriptor
// carries.
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

// `path` is "/maintendue.v1.Fleet/ListMachines" here and below; nullptr for what nobody knows.
const google::protobuf::MethodDescriptor* method_at(std::string_view path);

// What the method declares to be about (access/standing.h).
v1::About what_about(const google::protobuf::MethodDescriptor& method);

// Whether one of the roles held stands among those the method declares. A method that declares no
// role, or not what it is about, is refused to everybody.
bool may_call(const google::protobuf::MethodDescriptor& method, const std::vector<v1::Role>& held);

// NotAllowed otherwise, also for a method nobody knows.
Result<void> check_call(std::string_view path, const Visitor& who);

}  // namespace maintendue::relay
