#include "relay/access/policy.h"

#include <gtest/gtest.h>

#include "relay/access/standing.h"
#include "support/table_of_roles.h"

namespace maintendue::relay {
namespace {

using google::protobuf::MethodDescriptor;
using test::every_method;
using test::kMay;
using test::letter;
using test::path_of;

constexpr v1::Role kRoles[] = {
    v1::ROLE_MACHINE,
    v1::ROLE_MEDIATOR,
    v1::ROLE_SUPPORT,
    v1::ROLE_ADMIN,
};

Visitor somebody(v1::Role role) {
  if (role == v1::ROLE_MACHINE) return identity::Machine{MachineId{"00000000000000bb"}, {}};
  return identity::Operator{OperatorId{"00000000000000aa"}, "Nadia", {role}, {}};
}

TEST(RelayPolicy, EveryMethodSaysWhoMayCallIt) {
  for (const MethodDescriptor* method : every_method()) {
    EXPECT_GT(method->options().ExtensionSize(v1::roles), 0) << method->full_name();
    for (int i = 0; i < method->options().ExtensionSize(v1::roles); ++i) {
      EXPECT_NE(method->options().GetExtension(v1::roles, i), v1::ROLE_UNSPECIFIED);
    }
  }
}

TEST(RelayPolicy, EveryMethodSaysWhatItIsAboutAsTheTableDoes) {
  for (const MethodDescriptor* method : every_method()) {
    ASSERT_TRUE(test::kAbout.contains(method->full_name()))
        << method->full_name() << " is not in the table";
    EXPECT_NE(what_about(*method), v1::ABOUT_UNSPECIFIED) << method->full_name();
    EXPECT_EQ(what_about(*method), test::kAbout.at(method->full_name())) << method->full_name();
    EXPECT_EQ(about(path_of(*method)), what_about(*method));
  }
  EXPECT_EQ(about("/maintendue.v1.Fleet/Nothing"), v1::ABOUT_UNSPECIFIED);
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
  const auto may_anybody = [&file] {
    google::protobuf::DescriptorPool pool;
    const MethodDescriptor* method = pool.BuildFile(file)->service(0)->method(0);
    return may_call(*method, {std::begin(kRoles), std::end(kRoles)});
  };
  EXPECT_FALSE(may_anybody());
  proto->mutable_options()->AddExtension(v1::roles, v1::ROLE_MEDIATOR);
  EXPECT_FALSE(may_anybody()) << "nobody has said what it is about";
  proto->mutable_options()->SetExtension(v1::about, v1::ABOUT_ANYTHING);
  EXPECT_TRUE(may_anybody());
  proto->mutable_options()->ClearExtension(v1::roles);
  EXPECT_FALSE(may_anybody());
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
