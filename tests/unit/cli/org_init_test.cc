#include "desk.h"
#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;
using test::PaperTerminal;
using test::fs::path;

class OrgInit : public Desk {
 protected:
  // What the openssl program itself says.
  static std::string openssl(const std::string& arguments) {
    FILE* pipe = popen(("openssl " + arguments + " 2>&1").c_str(), "r");
    std::string said;
    for (int c = 0; pipe != nullptr && (c = fgetc(pipe)) != EOF;) said += static_cast<char>(c);
    if (pipe != nullptr) pclose(pipe);
    return said;
  }
  std::string verify(const std::string& options, const std::string& file) const {
    return openssl(
        "verify -attime 1763000000 -x509_strict -CAfile " + at("ORG/root.crt").native() + " " +
        options + " " + at(file).native()
    );
  }
};

TEST_F(OrgInit, WritesEachProgramItsFolder) {
  ASSERT_EQ(run(init()), 0) << terminal_->complained();
  std::vector<std::string> files;
  for (const auto& [name, content] : snapshot(at("ORG"))) {
    if (!content.empty()) files.push_back(name);
  }
  EXPECT_EQ(
      files, (std::vector<std::string>{
                 "enrolment/intermediate.crt",
                 "enrolment/intermediate.key",
                 "enrolment/root.crt",
                 "enrolment/roster",
                 "enrolment/server.crt",
                 "enrolment/server.key",
                 "operators/camille/encryption.key",
                 "operators/camille/operator.crt",
                 "operators/camille/operator.key",
                 "operators/camille/root.crt",
                 "operators/camille/roster",
                 "operators/camille/roster.crt",
                 "operators/camille/roster.key",
                 "recovery-sheet.txt",
                 "relay/relay.crt",
                 "relay/relay.key",
                 "relay/root.crt",
                 "relay/roster",
                 "root.crt",
                 "root.key",
                 "workshop/root.crt",
                 "workshop/roster"
             })
  );
  EXPECT_EQ(terminal_->complained(), "");
}

TEST_F(OrgInit, LetsNobodyElseReadIt) {
  const mode_t before = umask(0);
  ASSERT_EQ(run(init()), 0);
  umask(before);
  EXPECT_EQ(mode(at("ORG")), 0700u);
  for (const auto& entry : test::fs::recursive_directory_iterator(at("ORG"))) {
    if (entry.is_directory()) {
      EXPECT_EQ(mode(entry.path()), 0700u) << entry;
      continue;
    }
    const bool public_one = mode(entry.path()) == 0644u;
    EXPECT_TRUE(public_one || mode(entry.path()) == 0600u) << entry;
    EXPECT_FALSE(public_one && read(entry.path()).find("PRIVATE KEY") != std::string::npos)
        << entry;
  }
}

TEST_F(OrgInit, EncryptsTheKeysOfPeopleAndNamesNobodyTwice) {
  ASSERT_EQ(run(init()), 0);
  using identity::PrivateKey;
  const std::string root = read(at("ORG/root.key"));
  const std::string camille = read(at("ORG/operators/camille/operator.key"));
  EXPECT_TRUE(PrivateKey::from_pem(root, "la racine du figuier"));
  EXPECT_FALSE(PrivateKey::from_pem(root, "la racine du figuier\n"));
  EXPECT_FALSE(PrivateKey::from_pem(root, "camille a neuf vies"));
  EXPECT_TRUE(PrivateKey::from_pem(camille, "camille a neuf vies"));
  EXPECT_TRUE(PrivateKey::from_pem(read(at("ORG/relay/relay.key"))));
}

TEST_F(OrgInit, MakesCertificatesThatOurTrustAccepts) {
  ASSERT_EQ(run(init()), 0);
  const auto trust = identity::Trust::from_pem(read(at("ORG/root.crt")));
  ASSERT_TRUE(trust);
  EXPECT_EQ(trust->organisation(), "La Maison Numérique");
  using identity::Server;
  for (const auto& [file, own, other] :
       {std::tuple{"ORG/relay/relay.crt", Server::Relay, Server::Enrolment},
        std::tuple{"ORG/enrolment/server.crt", Server::Enrolment, Server::Relay}}) {
    const auto leaf = identity::Certificate::from_pem(read(at(file)));
    ASSERT_TRUE(leaf);
    EXPECT_TRUE(trust->check_server(leaf->to_pem(), own, "relay.example", kToday));
    EXPECT_FALSE(trust->check_server(leaf->to_pem(), own, "other.example", kToday));
    EXPECT_FALSE(trust->check_server(leaf->to_pem(), other, "relay.example", kToday)) << file;
  }
  const auto camille = badge_in("ORG/operators/camille");
  ASSERT_TRUE(camille);
  for (const char* place : {"ORG/operators/camille", "ORG/relay", "ORG/workshop"}) {
    const auto who = book_in(place).recognise(*camille, kToday);
    ASSERT_TRUE(who) << place;
    EXPECT_EQ(who->name, "Camille");
    EXPECT_EQ(who->roles, std::vector{v1::ROLE_ADMIN});
  }
}

TEST_F(OrgInit, MakesCertificatesThatOpensslAccepts) {
  ASSERT_EQ(run(init()), 0);
  const auto good = [this](const std::string& options, const std::string& file) {
    const std::string said = verify(options, file);
    EXPECT_TRUE(said.ends_with(": OK\n")) << said;
  };
  good("-purpose sslserver -verify_hostname relay.example", "ORG/relay/relay.crt");
  good("-purpose sslserver -verify_hostname relay.example", "ORG/enrolment/server.crt");
  const std::string by_roster = "-untrusted " + at("ORG/operators/camille/roster.crt").native();
  good("-purpose sslclient " + by_roster, "ORG/operators/camille/operator.crt");
  good("", "ORG/operators/camille/roster.crt");
  good("", "ORG/enrolment/intermediate.crt");
  EXPECT_FALSE(verify("-purpose sslclient", "ORG/relay/relay.crt").ends_with(": OK\n"));
  EXPECT_FALSE(verify("-purpose sslserver " + by_roster, "ORG/operators/camille/operator.crt")
                   .ends_with(": OK\n"));

  const identity::Issuer intermediate{
      *identity::PrivateKey::from_pem(read(at("ORG/enrolment/intermediate.key"))),
      *identity::Certificate::from_pem(read(at("ORG/enrolment/intermediate.crt")))
  };
  const auto key = identity::PrivateKey::generate();
  const MachineId id{"00c0ffee00c0ffee"};
  put("pc.crt", identity::issue_machine(intermediate, key.public_key(), id, kToday).to_pem());
  const std::string between = "-untrusted " + at("ORG/enrolment/intermediate.crt").native();
  good("-purpose sslclient " + between, "pc.crt");
}

TEST_F(OrgInit, OpensslOpensTheKeysWithThePassphrase) {
  ASSERT_EQ(run(init()), 0);
  const std::string key = "pkey -noout -check -in " + at("ORG/root.key").native();
  EXPECT_NE(
      openssl(key + " -passin file:" + at("root.pass").native()).find("valid"), std::string::npos
  );
  EXPECT_EQ(openssl(key + " -passin pass:wrong").find("valid"), std::string::npos);
}

TEST_F(OrgInit, SaysWhatToDoNextInTheLanguageOfTheTerminal) {
  PaperTerminal french;
  french.speaks = Language::French;
  ASSERT_EQ(run_at(french, init("FR")), 0);
  EXPECT_NE(french.said().find("Ce qu'il reste à faire"), std::string::npos);
  EXPECT_NE(french.said().find(at("FR/operators/camille").native()), std::string::npos);
  ASSERT_EQ(run(init("EN")), 0);
  EXPECT_NE(terminal_->said().find("What is left to do"), std::string::npos);
  EXPECT_EQ(terminal_->said().find('%'), std::string::npos);
}

TEST_F(OrgInit, AsksForEachNewPassphraseTwice) {
  PaperTerminal terminal;
  terminal.answers = {"le figuier", "le figuier", "neuf vies",
                      "neuf vies",  "un platane", "un platane"};
  auto typed = init();
  for (const char* option :
       {"--root-passphrase-file", "--passphrase-file", "--recovery-passphrase-file"}) {
    typed = without(typed, option);
  }
  ASSERT_EQ(run_at(terminal, typed), 0) << terminal.complained();
  EXPECT_EQ(terminal.asked.size(), 6u);
  EXPECT_TRUE(identity::PrivateKey::from_pem(read(at("ORG/root.key")), "le figuier"));
}

TEST_F(OrgInit, AsksAgainAfterASlip) {
  PaperTerminal terminal;
  terminal.answers = {"le figuier", "le fignier", "court", "le figuier", "le figuier"};
  EXPECT_EQ(run_at(terminal, without(init(), "--root-passphrase-file")), 0);
  EXPECT_TRUE(terminal.answers.empty());
  EXPECT_TRUE(identity::PrivateKey::from_pem(read(at("ORG/root.key")), "le figuier"));
  EXPECT_EQ(
      terminal.complained(),
      "The two passphrases differ: start again.\n"
      "This passphrase is too short: it takes at least 8 characters.\n"
  );
}

TEST_F(OrgInit, RefusesAThirdSlip) {
  PaperTerminal terminal;
  terminal.answers = {"le figuier", "le fignier",  "le tilleul", "le tilleuil",
                      "un platane", "un platanne", "le figuier", "le figuier"};
  EXPECT_EQ(run_at(terminal, without(init(), "--root-passphrase-file")), 1);
  EXPECT_EQ(terminal.answers.size(), 2u);
  EXPECT_TRUE(terminal.complained().ends_with("differ: start again. [bad_message]\n"));
  EXPECT_FALSE(test::fs::exists(at("ORG")));
}

TEST_F(OrgInit, RefusesShortPassphrasesByTheirCharacters) {
  put("short", "éééé\n");  // eight bytes, four characters
  expect_refused(with(init(), "--root-passphrase-file", at("short")), 1);
  expect_refused(with(init(), "--passphrase-file", at("short")), 1);
  put("just", "éééééééé\r\n");
  EXPECT_EQ(run(with(init(), "--passphrase-file", at("just"))), 0);
}

TEST_F(OrgInit, TakesTwoAdministratorsWhoBothHoldTheRosterKey) {
  auto two = init();
  two.insert(two.end(), {"--second-admin", "Inès", "--second-passphrase-file", at("nadia.pass")});
  ASSERT_EQ(run(two), 0) << terminal_->complained();
  EXPECT_EQ(book_in("ORG/relay").roster().members.size(), 2u);
  for (const char* who : {"camille", "ines"}) {
    EXPECT_TRUE(test::fs::exists(at("ORG/operators") / who / "roster.key")) << who;
    EXPECT_TRUE(
        book_in("ORG/relay").recognise(*badge_in(std::string("ORG/operators/") + who), kToday)
    );
  }
  expect_refused(with(with(two, "--second-admin", "CAMILLE"), "--dir", at("AGAIN")), 2);
}

TEST_F(OrgInit, NeverOverwrites) {
  ASSERT_EQ(run(init()), 0);
  expect_refused(init(), 1);
  put("file", "something");
  expect_refused(with(init(), "--dir", at("file")), 1);
}

TEST_F(OrgInit, TakesAnEmptyFolderAndASlashAtTheEnd) {
  test::fs::create_directory(at("EMPTY"));
  EXPECT_EQ(run(init("EMPTY")), 0);
  EXPECT_EQ(mode(at("EMPTY")), 0700u);
  EXPECT_EQ(run(init("SLASH/")), 0);
  EXPECT_TRUE(test::fs::exists(at("SLASH/root.key")));
}

TEST_F(OrgInit, RefusesWhatItCannotUse) {
  expect_refused(with(init(), "--name", ""), 2);
  expect_refused(with(init(), "--name", "two\nlines \x1b[2J"), 2);
  EXPECT_EQ(terminal_->complained().find('\x1b'), std::string::npos);
  expect_refused(with(init(), "--admin", std::string(65, 'x')), 2);
  expect_refused(with(init(), "--relay", "relay.example:443"), 2);
  expect_refused(with(init(), "--dir", at("no/such/folder")), 1);
  expect_refused(with(init(), "--passphrase-file", at("nothing")), 1);
  expect_refused(with(init(), "--passphrase-file", at("")), 1);  // a folder
  for (const char* option : {"--dir", "--name", "--relay", "--admin"}) {
    expect_refused(without(init(), option), 2);
  }
  expect_refused(without(init(), "--passphrase-file"), 1);  // and no terminal
}

}  // namespace
}  // namespace maintendue::cli
