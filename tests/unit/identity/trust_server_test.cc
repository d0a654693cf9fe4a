#include <gtest/gtest.h>

#include "day.h"
#include "identity/builder.h"

namespace maintendue::identity {
namespace {

using test::kFoundingDay;
using test::Organisation;
using namespace std::chrono_literals;

constexpr auto kYear = 365 * 24h;

Certificate leaf_of(const test::Holder& peer) { return *Certificate::from_pem(peer.chain); }

class TrustOfServers : public ::testing::Test {
 protected:
  void expect_refused(
      const Certificate& leaf,
      const std::string& host = "relay.example",
      WallTime now = kFoundingDay
  ) {
    const Result<void> checked =
        ours_.trust().check_server(leaf.to_pem(), Server::Relay, host, now);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::NotTrusted);
    EXPECT_FALSE(checked.error().detail.empty());
  }

  const Organisation ours_;
};

TEST_F(TrustOfServers, AcceptsTheRelayByItsName) {
  const Certificate relay = leaf_of(ours_.server("relay.example"));
  EXPECT_TRUE(
      ours_.trust().check_server(relay.to_pem(), Server::Relay, "relay.example", kFoundingDay)
  );
  EXPECT_TRUE(ours_.trust().check_server(
      relay.to_pem(), Server::Relay, "RELAY.example", kFoundingDay + kYear
  ));
}

// Enrolment's port is open to strangers: who steals its key must not stand as the relay.
TEST_F(TrustOfServers, RefusesAServerForOtherWork) {
  const Certificate enrolment = leaf_of(ours_.server("relay.example", Server::Enrolment));
  expect_refused(enrolment);
  EXPECT_TRUE(ours_.trust().check_server(
      enrolment.to_pem(), Server::Enrolment, "relay.example", kFoundingDay
  ));
  const Certificate relay = leaf_of(ours_.server("relay.example"));
  EXPECT_FALSE(
      ours_.trust().check_server(relay.to_pem(), Server::Enrolment, "relay.example", kFoundingDay)
  );
}

TEST_F(TrustOfServers, AcceptsTheRelayByItsAddress) {
  for (const char* address : {"127.0.0.1", "192.0.2.7", "2001:db8::1"}) {
    const Certificate relay = leaf_of(ours_.server(address));
    EXPECT_TRUE(ours_.trust().check_server(relay.to_pem(), Server::Relay, address, kFoundingDay))
        << address;
    expect_refused(relay, "192.0.2.8");
    expect_refused(relay, "localhost");
  }
}

TEST_F(TrustOfServers, RefusesAnotherHost) {
  const Certificate relay = leaf_of(ours_.server("relay.example"));
  for (const char* host : {"", "example", "a.relay.example", "relay.example.org", "127.0.0.1"}) {
    expect_refused(relay, host);
  }
  expect_refused(relay, std::string("relay.example\0.org", 18));
}

// As the root would sign it if it were asked to.
Certificate server_named(const Issuer& root, const char* common_name, const char* dns_name) {
  Builder builder(PrivateKey::generate().public_key(), kFoundingDay, kFoundingDay + kYear);
  builder.subject(NID_commonName, common_name);
  builder.subject(NID_organizationalUnitName, "relay");
  builder.extension(NID_basic_constraints, "critical,CA:FALSE");
  builder.extension(NID_key_usage, "critical,digitalSignature");
  builder.extension(NID_ext_key_usage, "serverAuth");
  if (dns_name != nullptr) builder.alternative_name(GEN_DNS, dns_name);
  builder.extension(NID_subject_key_identifier, "hash", root.certificate.get());
  builder.extension(NID_authority_key_identifier, "keyid:always", root.certificate.get());
  return builder.signed_by(root.key, root.certificate.get());
}

TEST_F(TrustOfServers, KnowsNoWildcardAndNoCommonName) {
  const Certificate honest = server_named(ours_.root(), "x", "relay.example");
  EXPECT_TRUE(
      ours_.trust().check_server(honest.to_pem(), Server::Relay, "relay.example", kFoundingDay)
  );
  expect_refused(server_named(ours_.root(), "relay.example", "*.example"));
  expect_refused(server_named(ours_.root(), "relay.example", nullptr));
}

TEST_F(TrustOfServers, RefusesAnExpiredCertificate) {
  const Certificate relay = leaf_of(ours_.server("relay.example"));
  EXPECT_TRUE(ours_.trust().check_server(
      relay.to_pem(), Server::Relay, "relay.example", relay.not_after() - 1s
  ));
  expect_refused(relay, "relay.example", relay.not_after() + 1s);
}

// The clock of a PC whose battery died: what the root dates proves the time, but an end is an end.
TEST_F(TrustOfServers, LetsAPcAtNineteenSeventyConnect) {
  const WallTime broken = from_unix_ms(0);
  const Certificate relay = leaf_of(ours_.server("relay.example"));
  EXPECT_TRUE(ours_.trust().check_server(relay.to_pem(), Server::Relay, "relay.example", broken));
  const WallTime floor = kFoundingDay + kYear;  // for example the day its own software was built
  EXPECT_TRUE(ours_.trust().check_server(
      relay.to_pem(), Server::Relay, "relay.example", std::max(broken, floor)
  ));
  expect_refused(relay, "relay.example", std::max(broken, kFoundingDay + 3 * kYear));
}

TEST_F(TrustOfServers, RefusesAnotherOrganisationOfTheSameName) {
  const Organisation lookalike;
  ASSERT_EQ(lookalike.trust().organisation(), ours_.trust().organisation());
  expect_refused(leaf_of(lookalike.server("relay.example")));
  expect_refused(lookalike.root().certificate);
}

TEST_F(TrustOfServers, RefusesWhoIsNoServer) {
  expect_refused(leaf_of(ours_.machine()), "00c0ffee00c0ffee");
  expect_refused(leaf_of(ours_.operator_named("relay.example", {v1::ROLE_MEDIATOR})));
  expect_refused(ours_.intermediate().certificate);
  expect_refused(ours_.root().certificate, "La Maison Numérique");
}

TEST_F(TrustOfServers, RefusesAServerOfTheStolenIntermediate) {
  const PrivateKey key = PrivateKey::generate();
  expect_refused(issue_server(
      ours_.intermediate(), key.public_key(), Server::Relay, "relay.example", kFoundingDay
  ));
}

TEST(Trust, TakesItsNameFromItsRoot) {
  const Organisation ours("La Maison Numérique");
  EXPECT_EQ(ours.trust().organisation(), "La Maison Numérique");
  EXPECT_EQ(ours.trust().root_pem(), ours.root().certificate.to_pem());
}

TEST(Trust, IsMadeOfARootAlone) {
  const Organisation ours;
  EXPECT_FALSE(Trust::from_pem(""));
  EXPECT_FALSE(Trust::from_pem("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"));
  EXPECT_FALSE(Trust::from_pem(ours.intermediate().certificate.to_pem()));
  EXPECT_FALSE(Trust::from_pem(ours.server("relay.example").chain));
  EXPECT_FALSE(Trust::from_pem(ours.operator_named("Nadia", {v1::ROLE_ADMIN}).chain));
}

}  // namespace
}  // namespace maintendue::identity
