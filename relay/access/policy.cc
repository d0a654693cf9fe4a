#include "relay/access/policy.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

namespace maintendue::relay {
namespace {

bool is_operator_role(v1::Role role) {
  return role == v1::ROLE_MEDIATOR || role == v1::ROLE_SUPPORT || role == v1::ROLE_ADMIN;
}

// "/package.Service/Method" as descriptors name it: "package.Service.Method".
std::string full_name(std::string_view path) {
  std::string name(path.substr(path.starts_with('/') ? 1 : 0));
  std::ranges::replace(name, '/', '.');
  return name;
}

}  // namespace

std::vector<v1::Role> roles_held(const Visitor& visitor) {
  const auto* who = std::get_if<identity::Operator>(&visitor);
  if (who == nullptr) return {v1::ROLE_MACHINE};
  std::vector<v1::Role> held;
  std::ranges::copy_if(who->roles, std::back_inserter(held), is_operator_role);
  return held;
}

const google::protobuf::MethodDescriptor* method_at(std::string_view path) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  return pool->FindMethodByName(full_name(path));
}

v1::About what_about(const google::protobuf::MethodDescriptor& method) {
  return method.options().GetExtension(v1::about);
}

bool may_call(const google::protobuf::MethodDescriptor& method, const std::vector<v1::Role>& held) {
  if (what_about(method) == v1::ABOUT_UNSPECIFIED) return false;
  const auto& options = method.options();
  for (int i = 0; i < options.ExtensionSize(v1::roles); ++i) {
    const v1::Role allowed = options.GetExtension(v1::roles, i);
    if (allowed == v1::ROLE_UNSPECIFIED) continue;
    if (std::ranges::find(held, allowed) != held.end()) return true;
  }
  return false;
}

Result<void> check_call(std::string_view path, const Visitor& who) {
  const auto* method = method_at(path);
  if (method == nullptr) return fail(Errc::NotAllowed, "no such method");
  if (!may_call(*method, roles_held(who))) return fail(Errc::NotAllowed, "not for this role");
  return {};
}

}  // namespace maintendue::relay
