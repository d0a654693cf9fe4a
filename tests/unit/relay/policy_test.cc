#include "relay/access/policy.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <map>

#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/enrolment.pb.h"
#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::relay {
namespace {

using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

constexpr v1::Role kRoles[] = {
    v1::ROLE_MACHINE,
    v1::ROLE_MEDIATOR,
    v1::ROLE_SUPPORT,
    v1::ROLE_ADMIN,
};

std::vector<const MethodDescriptor*> every_method() {
  const FileDescriptor* files[] = {
      v1::AgentSays::descriptor()->file(),           v1::ListCallsRequest::descriptor()->file(),
      v1::EnrolRequest::descriptor()->file(),        v1::WatchRequest::descriptor()->file(),
      v1::ListMachinesRequest::descriptor()->file(), v1::OpenSessionRequest::descriptor()->file(),
      v1::JoinRequest::descriptor()->file(),         v1::GetRosterRequest::descriptor()->file(),
  };
  std::vector<const MethodDescriptor*> all;
  for (const FileDescriptor* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        all.push_back(file->service(s)->method(m));
      }
    }
  }
  return all;
}

// The table of DESIGN.md section 3, as far as these services go; M machine, m mediator, s support,
// a admin. A new method must be entered here by somebody who thought of it.
const std::map<std::string, std::string> kMay = {
    {"maintendue.v1.AgentLink.Attach", "M"},        {"maintendue.v1.Calls.ListCalls", "msa"},
    {"maintendue.v1.Enrolment.Enrol", ""},          {"maintendue.v1.Events.Watch", "msa"},
    {"maintendue.v1.Fleet.ListMachines", "msa"},    {"maintendue.v1.Fleet.GetMachine", "msa"},
    {"maintendue.v1.Sessions.OpenSession", "ms"},   {"maintendue.v1.Sessions.ListSessions", "msa"},
    {"maintendue.v1.Sessions.GiveLog", "ms"},       {"maintendue.v1.Sessions.ListLogs", "msa"},
    {"maintendue.v1.Tunnel.Join", "Mms"},           {"maintendue.v1.Operators.GetRoster", "msa"},
    {"maintendue.v1.Operators.PutRoster", "msa"},   {"maintendue.v1.Sessions.ResumeSession", "ms"},
    {"maintendue.v1.Fleet.PutMachineRecord", "ms"}, {"maintendue.v1.Fleet.RepairMachine", "ms"},
    {"maintendue.v1.Enrolment.GiveOrder", ""},
};

char letter(v1::Role role) {
  switch (role) {
    case v1::ROLE_MACHINE:
      return 'M';
    case v1::ROLE_MEDIATOR:
      return 'm';
    case v1::ROLE_SUPPORT:
      return 's';
    case v1::ROLE_ADMIN:
      return 'a';
    default:
      return '?';
  }
}

Visitor somebody(v1::Role role) {
  if (role == v1::ROLE_MACHINE) return identity::Machine{MachineId{"00000000000000bb"}, {}};
  return identity::Operator{OperatorId{"00000000000000aa"}, "Nadia", {role}, {}};
}

std::string path_of(const MethodDescriptor& method) {
  return "/" + method.service()->full_name() + "/" + method.name();
}

TEST(RelayPolicy, EveryMethodSaysWhoMayCallIt) {
  for (const MethodDescriptor* method : every_method()) {
    EXPECT_GT(method->options().ExtensionSize(v1::roles), 0) << method->full_name();
    for (int i = 0; i < method->options().ExtensionSize(v1::roles); ++i) {
      EXPECT_NE(method->options().GetExtension(v1::roles, i), v1::ROLE_UNSPECIFIED);
    }
  }
}

TEST(RelayPolicy, EveryMethodForEveryRoleIsAsTheTableSays) {
  const auto methods = every_method();
  EXPECT_EQ(methods.size(), kMay.size());
  for (const MethodDescriptor* method : methods) {
    ASSERT_TRUE(kMay.contains(method->full_name()))
        << method->full_name() << " is not in the table";
    const std::string& allowed = kMay.at(method->full_name());
    for (const v1::Role role : kRoles) {
      const bool expected = allowed.find(letter(role)) != std::string::npos;
      EXPECT_EQ(may_call(*method, {role}), expected) << method->full_name() << v1::Role_Name(role);
      EXPECT_EQ(check_call(path_of(*method), somebody(role)).has_value(), expected);
    }
  }
}

TEST(RelayPolicy, NobodyMayCallAMethodThatDeclaresNothing) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("undeclared.proto");
  file.add_message_type()->set_name("Nothing");
  auto* service = file.add_service();
  service->set_name("Undeclared");
  auto* proto = service->add_method();
  proto->set_name("Do");
  proto->set_input_type(".Nothing");
  proto->set_output_type(".Nothing");
  google::protobuf::DescriptorPool pool;
  const MethodDescriptor* method = pool.BuildFile(file)->service(0)->method(0);
  EXPECT_FALSE(may_call(*method, {std::begin(kRoles), std::end(kRoles)}));
}

TEST(RelayPolicy, NobodyMayCallWhatDoesNotExist) {
  for (const char* path : {"/maintendue.v1.Fleet/Nothing", "/x/y", "", "/", "Fleet", "///"}) {
    for (const v1::Role role : kRoles) EXPECT_FALSE(check_call(path, somebody(role))) << path;
  }
}

TEST(RelayPolicy, RolesAddUpOnOnePerson) {
  const identity::Operator both{{}, "Nadia", {v1::ROLE_ADMIN, v1::ROLE_SUPPORT}, {}};
  EXPECT_TRUE(check_call("/maintendue.v1.Sessions/OpenSession", both));
  EXPECT_FALSE(check_call("/maintendue.v1.AgentLink/Attach", both));
}

TEST(RelayPolicy, AnOperatorIsNeverAMachineWhateverTheCertificateSays) {
  const identity::Operator odd{{}, "Nadia", {v1::ROLE_MACHINE, v1::ROLE_STRANGER}, {}};
  EXPECT_TRUE(roles_held(odd).empty());
  EXPECT_FALSE(check_call("/maintendue.v1.AgentLink/Attach", odd));
  EXPECT_FALSE(check_call("/maintendue.v1.Enrolment/Enrol", odd));
}

}  // namespace
}  // namespace maintendue::relay
