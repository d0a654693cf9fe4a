// The root is replaced at an administrator's desk, and again years later by its sheet.
#include "console/cli/recovery_sheet.h"
#include "console/keyring/home.h"
#include "console/roster/authority.h"
#include "desk.h"
#include "identity/workshop_token.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;
using namespace std::chrono_literals;

constexpr auto kYear = 365 * 24h;

class OrgReplaceRoot : public Desk {
 protected:
  OrgReplaceRoot() {
    EXPECT_EQ(run(init()), 0) << terminal_->complained();
    EXPECT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  }
};

TEST_F(OrgReplaceRoot, MakesAllThatStandsUnderIt) {
  ASSERT_EQ(run(replace(), kToday + kYear), 0) << terminal_->complained();
  const roster::Book book = book_at("NEW/operators/camille");
  const identity::Trust& trust = book.trust();
  EXPECT_EQ(trust.number(), 2u);
  EXPECT_EQ(trust.root_pem(), read(at("ORG/root.crt"))) << "known as before";
  const auto key = identity::PrivateKey::from_pem(read(at("NEW/root.key")), "la racine du tilleul");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), trust.root().public_key());
  EXPECT_EQ(mode(at("NEW/root.key")), 0600u);
  for (const char* place : {"NEW/relay", "NEW/enrolment", "NEW/workshop"}) {
    EXPECT_EQ(book_at(place).edition(), book.edition()) << place;
  }
  const identity::Trust not_heard = this->trust();
  for (const identity::Trust* whose : {&not_heard, &trust}) {
    EXPECT_TRUE(whose->check_server(
        read(at("NEW/relay/relay.crt")), identity::Server::Relay, "relay.example", kToday + kYear
    ));
    EXPECT_TRUE(whose->check_server(
        read(at("NEW/enrolment/server.crt")), identity::Server::Enrolment, "relay.example",
        kToday + kYear
    ));
  }
  EXPECT_FALSE(trust.check_server(
      read(at("ORG/relay/relay.crt")), identity::Server::Relay, "relay.example", kToday + kYear
  ));
}

TEST_F(OrgReplaceRoot, PeopleKeepTheirKeysAndTheAdministratorGetsAnother) {
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  const roster::Book book = book_at("NEW/operators/camille");
  const auto nadia = badge_in("ORG/operators/nadia");
  ASSERT_TRUE(nadia);
  EXPECT_TRUE(book.recognise(*nadia, kToday));
  EXPECT_TRUE(book.trust().check_client(read(at("ORG/operators/nadia/operator.crt")), kToday));
  EXPECT_FALSE(book.recognise(*badge_in("ORG/operators/camille"), kToday));
  const console::Home home = console::open_home(at("NEW/operators/camille"));
  EXPECT_EQ(home.owner.name, "Camille");
  EXPECT_EQ(home.trust().number(), 2u);
}

TEST_F(OrgReplaceRoot, SheRunsTheTeamFromThenOn) {
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  auto zoe = with(add("Zoé", "mediator"), "--home", at("NEW/operators/camille"));
  ASSERT_EQ(run(with(zoe, "--to", at("ZOE"))), 0) << terminal_->complained();
  EXPECT_EQ(console::open_home(at("ZOE")).trust().number(), 2u);
  // Whoever has not heard of the root yet lets her in by what her certificate brings along.
  EXPECT_TRUE(trust().check_client(read(at("ZOE/operator.crt")), kToday));
  ASSERT_EQ(run(with(token(), "--home", at("NEW/operators/camille"))), 0)
      << terminal_->complained();
  const roster::Book book = book_at("NEW/workshop");
  const auto good =
      identity::check_token(read(at("token")), book.trust(), book.edition().generation, kToday);
  EXPECT_TRUE(good);
}

TEST_F(OrgReplaceRoot, TheRosterKeyIsReplacedUnderTheNewRoot) {
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  const std::vector<std::string> words = {
      "org",
      "replace-roster-key",
      "--dir",
      at("NEW"),
      "--roster",
      at("NEW/operators/camille/roster"),
      "--admin",
      "Inès",
      "--to",
      at("INES"),
      "--root-passphrase-file",
      at("new-root.pass"),
      "--passphrase-file",
      at("nadia.pass"),
      "--recovery-passphrase-file",
      at("sheet.pass")
  };
  ASSERT_EQ(run(words), 0) << terminal_->complained();
  const roster::Book book = book_at("INES");
  EXPECT_EQ(book.edition(), (roster::Edition{identity::first_generation(2) + 1, 1}));
  EXPECT_TRUE(book.trust().check_client(read(at("ORG/operators/nadia/operator.crt")), kToday));
  expect_refused(with(words, "--dir", at("ORG")), 1);  // the old root's passphrase is another
  expect_refused(
      with(
          with(with(words, "--dir", at("ORG")), "--root-passphrase-file", at("root.pass")), "--to",
          at("NONE")
      ),
      1
  );
  EXPECT_NE(terminal_->complained().find("root.key"), std::string::npos);
}

// Years later, nothing is left but the second root's sheet and any colleague's roster.
TEST_F(OrgReplaceRoot, IsReplacedAgainFromItsSheet) {
  ASSERT_EQ(run(replace(), kToday + kYear), 0) << terminal_->complained();
  const std::vector<std::string> recover = {
      "org",
      "recover",
      "--sheet",
      at("NEW/recovery-sheet.txt"),
      "--dir",
      at("BACK"),
      "--recovery-passphrase-file",
      at("sheet.pass"),
      "--root-passphrase-file",
      at("root.pass")
  };
  ASSERT_EQ(run(recover), 0) << terminal_->complained();
  EXPECT_EQ(read(at("BACK/root.crt")), read(at("ORG/root.crt")));
  const auto again = replace("BACK", "NEW/operators/camille", "THIRD");
  ASSERT_EQ(run(again, kToday + 2 * kYear), 0) << terminal_->complained();
  roster::Book far_away = book_in("ORG/operators/nadia");  // off since the first root
  ASSERT_TRUE(far_away.take_in(book_at("THIRD/relay").news()));
  EXPECT_EQ(far_away.trust().number(), 3u);
  EXPECT_TRUE(far_away.trust().check_client(read(at("ORG/operators/nadia/operator.crt")), kToday));
}

TEST_F(OrgReplaceRoot, SaysWhomItTakesOver) {
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  EXPECT_NE(terminal_->said().find("Camille, Nadia"), std::string::npos) << terminal_->said();
}

TEST_F(OrgReplaceRoot, WantsToKnowWhoEnrolledThePcs) {
  const roster::Book before = book_in("ORG/operators/camille");
  const auto authority =
      console::Authority::open(at("ORG/operators/camille"), before.trust(), "camille a neuf vies");
  ASSERT_TRUE(authority);
  roster::Roster emptied = before.roster();
  emptied.authorities.clear();
  const roster::Book book = authority->found(emptied);
  put("emptied", book.news().SerializeAsString());
  expect_refused(with(replace(), "--roster", at("emptied")), 1);
}

TEST_F(OrgReplaceRoot, RefusesWhatItCannotUse) {
  expect_refused(with(replace(), "--root-passphrase-file", at("nadia.pass")), 1);
  expect_refused(with(replace(), "--roster", at("root.pass")), 1);
  expect_refused(with(replace(), "--relay", "not a host"), 2);
  expect_refused(without(replace(), "--relay"), 2);
  expect_refused(with(replace(), "--to", at("ORG")), 1);
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  expect_refused(replace("ORG", "NEW/operators/camille", "AGAIN"), 1);  // by the root of before
}

}  // namespace
}  // namespace maintendue::cli
