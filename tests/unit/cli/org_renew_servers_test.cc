// The servers' certificates alone, two years later.
#include "desk.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;
using namespace std::chrono_literals;

constexpr auto kYear = 365 * 24h;
const WallTime kLater = kToday + 2 * kYear - 30 * 24h;

class OrgRenewServers : public Desk {
 protected:
  OrgRenewServers() { EXPECT_EQ(run(init()), 0) << terminal_->complained(); }

  // By the root in `dir` and the roster of its administrator.
  std::vector<std::string> renew(const std::string& dir = "ORG") const {
    return {
        "org",
        "renew-servers",
        "--dir",
        at(dir),
        "--roster",
        at(dir + "/operators/camille/roster"),
        "--relay",
        "relay.example",
        "--to",
        at("RENEWED"),
        "--root-passphrase-file",
        at("root.pass")
    };
  }
  // Whether whoever knows this of the organisation believes the server by the file.
  bool believed(
      const identity::Trust& trust, const std::string& file, identity::Server server, WallTime now
  ) const {
    return trust.check_server(read(at(file)), server, "relay.example", now).has_value();
  }
  bool belongs(const std::string& name) const {
    const auto key = identity::PrivateKey::from_pem(read(at(name + ".key")));
    const auto own = identity::Certificate::from_pem(read(at(name + ".crt")));
    return key && own && key->public_key() == own->public_key();
  }
};

TEST_F(OrgRenewServers, GivesEachServerAnotherTwoYears) {
  ASSERT_EQ(run(renew(), kLater), 0) << terminal_->complained();
  const WallTime then = kLater + 2 * kYear - 24h;
  const std::string relay = "/relay/relay.crt", enrolment = "/enrolment/server.crt";
  EXPECT_FALSE(believed(trust(), "ORG" + relay, identity::Server::Relay, then));
  EXPECT_TRUE(believed(trust(), "RENEWED" + relay, identity::Server::Relay, then));
  EXPECT_TRUE(believed(trust(), "RENEWED" + enrolment, identity::Server::Enrolment, then));
  EXPECT_FALSE(believed(trust(), "RENEWED" + enrolment, identity::Server::Relay, then));
  EXPECT_TRUE(belongs("RENEWED/relay/relay") && belongs("RENEWED/enrolment/server"));
  EXPECT_NE(terminal_->said().find("2029-10-1"), std::string::npos) << terminal_->said();
}

TEST_F(OrgRenewServers, FitsIntoTheServersFoldersAndNothingElse) {
  ASSERT_EQ(run(renew(), kLater), 0) << terminal_->complained();
  for (const auto& [name, content] : snapshot(at("RENEWED"))) {
    EXPECT_TRUE(test::fs::exists(at("ORG") / name)) << name;
    if (content.empty()) continue;
    EXPECT_EQ(mode(at("RENEWED") / name), name.ends_with(".key") ? 0600u : 0644u) << name;
  }
  for (const char* place : {"RENEWED/relay", "RENEWED/enrolment"}) {
    EXPECT_EQ(book_at(place).edition(), book_in("ORG/operators/camille").edition()) << place;
  }
  EXPECT_FALSE(test::fs::exists(at("RENEWED/enrolment/intermediate.key"))) << "it stays there";
  EXPECT_FALSE(test::fs::exists(at("RENEWED/workshop")));
}

TEST_F(OrgRenewServers, UnderALaterRootWhoHasNotHeardOfItBelievesThem) {
  ASSERT_EQ(run(replace(), kToday + kYear), 0) << terminal_->complained();
  const auto by_it = with(renew("NEW"), "--root-passphrase-file", at("new-root.pass"));
  ASSERT_EQ(run(by_it, kLater), 0) << terminal_->complained();
  const identity::Trust heard = book_at("NEW/operators/camille").trust();
  ASSERT_EQ(heard.number(), 2u);
  for (const identity::Trust& whose : {trust(), heard}) {
    EXPECT_TRUE(believed(whose, "RENEWED/relay/relay.crt", identity::Server::Relay, kLater));
  }
}

TEST_F(OrgRenewServers, WantsTheRootThatCountsForTheRoster) {
  ASSERT_EQ(run(init("OTHER")), 0) << terminal_->complained();
  ASSERT_EQ(run(replace()), 0) << terminal_->complained();
  expect_refused(with(renew(), "--dir", at("OTHER")), 1);
  EXPECT_NE(terminal_->complained().find("roster of this organisation"), std::string::npos);
  expect_refused(with(renew(), "--roster", at("NEW/operators/camille/roster")), 1);
  EXPECT_NE(terminal_->complained().find("not the root's of today"), std::string::npos);
  expect_refused(with(renew(), "--root-passphrase-file", at("nadia.pass")), 1);
  expect_refused(with(renew(), "--relay", "relay.example:7443"), 2);
  expect_refused(with(renew(), "--to", at("ORG")), 1);
}

}  // namespace
}  // namespace maintendue::cli
