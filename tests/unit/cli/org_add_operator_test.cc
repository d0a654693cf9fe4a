#include "console/cli/operator_folder.h"
#include "desk.h"
#include "identity/trust.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;

class OrgAddOperator : public Desk {
 protected:
  OrgAddOperator() { EXPECT_EQ(run(init()), 0); }
  Result<identity::Peer> peer(const std::string& folder) const {
    const auto trust = identity::Trust::from_pem(read(at("ORG/root.crt")));
    return trust->check_client(read(at("ORG/operators/" + folder + "/operator.crt")), kToday);
  }
};

TEST_F(OrgAddOperator, GivesAFolderWithKeyCertificateAndRoot) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  const auto nadia = peer("nadia");
  ASSERT_TRUE(nadia);
  const auto& who = std::get<identity::Operator>(*nadia);
  EXPECT_EQ(who.name, "Nadia");
  EXPECT_EQ(who.roles, std::vector{v1::ROLE_MEDIATOR});
  const auto key = identity::PrivateKey::from_pem(
      read(at("ORG/operators/nadia/operator.key")), "nadia aime la mer"
  );
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), who.public_key);
  EXPECT_EQ(read(at("ORG/operators/nadia/root.crt")), read(at("ORG/root.crt")));
  EXPECT_EQ(mode(at("ORG/operators/nadia")), 0700u);
  EXPECT_EQ(mode(at("ORG/operators/nadia/operator.key")), 0600u);
}

TEST_F(OrgAddOperator, AddsRolesUp) {
  ASSERT_EQ(run(add("Léa", "mediator,support,mediator")), 0);
  const auto lea = peer("lea");
  ASSERT_TRUE(lea);
  EXPECT_EQ(
      std::get<identity::Operator>(*lea).roles, (std::vector{v1::ROLE_MEDIATOR, v1::ROLE_SUPPORT})
  );
}

TEST_F(OrgAddOperator, GivesEverybodyAnIdOfTheirOwn) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  ASSERT_EQ(run(add("Nadia B", "mediator")), 0);
  EXPECT_NE(
      std::get<identity::Operator>(*peer("nadia")).id,
      std::get<identity::Operator>(*peer("nadia-b")).id
  );
}

TEST_F(OrgAddOperator, NeverOverwrites) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  expect_refused(add("Nadia", "mediator"), 1);
  expect_refused(add("NADIA", "admin"), 1);
}

TEST_F(OrgAddOperator, RefusesAWrongPassphraseOfTheRoot) {
  expect_refused(with(add("Nadia", "mediator"), "--root-passphrase-file", at("nadia.pass")), 1);
  EXPECT_NE(terminal_->complained().find("root.key"), std::string::npos);
}

TEST_F(OrgAddOperator, RefusesTheRootOfAnotherOrganisation) {
  ASSERT_EQ(run(init("OTHER")), 0);
  test::fs::copy_file(
      at("OTHER/root.key"), at("ORG/root.key"), test::fs::copy_options::overwrite_existing
  );
  expect_refused(add("Nadia", "mediator"), 1);
}

TEST_F(OrgAddOperator, RefusesWhatItCannotUse) {
  for (const char* role : {"", "Mediator", "machine", "mediator,", ",", "mediator support"}) {
    expect_refused(add("Nadia", role), 2);
  }
  expect_refused(add(" Nadia", "mediator"), 2);
  expect_refused(with(add("Nadia", "mediator"), "--dir", at("NOWHERE")), 1);
  put("ORG/root.crt", "not a certificate");
  expect_refused(add("Nadia", "mediator"), 1);
}

TEST_F(OrgAddOperator, KeepsThePersonInItsFolder) {
  ASSERT_EQ(run(add("../../../etc", "mediator")), 0);
  EXPECT_TRUE(test::fs::exists(at("ORG/operators/etc/operator.key")));
}

TEST(FolderName, IsLowerCaseAscii) {
  EXPECT_EQ(folder_name("Camille"), "camille");
  EXPECT_EQ(folder_name("Zoé  Élan-Ça"), "zoe-elan-ca");
  EXPECT_EQ(folder_name("Œuvre"), "uvre");
  EXPECT_EQ(folder_name("مريم"), "operator");
  EXPECT_EQ(folder_name("..//"), "operator");
  EXPECT_EQ(folder_name("\xc3"), "operator");
}

}  // namespace
}  // namespace maintendue::cli
