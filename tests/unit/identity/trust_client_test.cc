#include <gtest/gtest.h>

#include "day.h"
#include "identity/builder.h"

namespace maintendue::identity {
namespace {

using test::Holder;
using test::kFoundingDay;
using test::Organisation;
using namespace std::chrono_literals;

constexpr auto kYear = 365 * 24h;
constexpr char kId[] = "0123456789abcdef";

// A leaf as a forger may wish it.
struct Wish {
  std::string uri = "urn:maintendue:machine:0123456789abcdef";
  std::string common_name = kId;
  std::string role = {};
  const char* purpose = "clientAuth";
  const char* constraints = "critical,CA:FALSE";
  const char* use = "critical,digitalSignature";
  WallTime begin = kFoundingDay;
  PrivateKey key = PrivateKey::generate();
};

Certificate forge(const Issuer& issuer, const Wish& wish) {
  Builder builder(wish.key.public_key(), wish.begin, kFoundingDay + kYear);
  builder.subject(NID_commonName, wish.common_name);
  if (!wish.role.empty()) builder.subject(NID_organizationalUnitName, wish.role);
  builder.extension(NID_basic_constraints, wish.constraints);
  builder.extension(NID_key_usage, wish.use);
  if (wish.purpose != nullptr) builder.extension(NID_ext_key_usage, wish.purpose);
  if (!wish.uri.empty()) builder.alternative_name(GEN_URI, wish.uri);
  builder.extension(NID_subject_key_identifier, "hash", issuer.certificate.get());
  builder.extension(NID_authority_key_identifier, "keyid:always", issuer.certificate.get());
  return builder.signed_by(issuer.key, issuer.certificate.get());
}

class TrustOfClients : public ::testing::Test {
 protected:
  Result<Peer> check(const std::string& chain, WallTime now = kFoundingDay) {
    return ours_.trust().check_client(chain, now);
  }
  void expect_refused(const std::string& chain, WallTime now = kFoundingDay) {
    const Result<Peer> peer = check(chain, now);
    ASSERT_FALSE(peer);
    EXPECT_EQ(peer.error().code, Errc::NotTrusted);
    EXPECT_FALSE(peer.error().detail.empty());
  }
  // What somebody shows who stole the intermediate.
  std::string stolen(const Wish& wish) {
    return forge(ours_.intermediate(), wish).to_pem() + between_;
  }

  // What somebody shows who stole the roster key.
  std::string by_roster_key(const Wish& wish) {
    return forge(ours_.roster_key(), wish).to_pem() + ours_.roster_key().certificate.to_pem();
  }

  const Organisation ours_;
  const std::string between_ = ours_.intermediate().certificate.to_pem();
};

TEST_F(TrustOfClients, KnowsAMachine) {
  const Holder pc = ours_.machine("00c0ffee00c0ffee");
  const Result<Peer> peer = check(pc.chain);
  ASSERT_TRUE(peer);
  const auto* machine = std::get_if<Machine>(&*peer);
  ASSERT_NE(machine, nullptr);
  EXPECT_EQ(machine->id, MachineId{"00c0ffee00c0ffee"});
  EXPECT_EQ(machine->public_key, pc.key.public_key());
  EXPECT_TRUE(check(pc.chain, kFoundingDay + 9 * kYear));
}

TEST_F(TrustOfClients, KnowsAnOperatorsBadge) {
  const Holder nadia = ours_.operator_named("Nadia", {v1::ROLE_MEDIATOR, v1::ROLE_SUPPORT}, kId);
  const Result<Peer> peer = check(nadia.chain);
  ASSERT_TRUE(peer);
  const auto* badge = std::get_if<Badge>(&*peer);
  ASSERT_NE(badge, nullptr);
  EXPECT_EQ(badge->id, OperatorId{kId});
  EXPECT_EQ(badge->public_key, nadia.key.public_key());
}

TEST_F(TrustOfClients, ReadsTheForgersOwnFormWhenItIsHonest) {
  EXPECT_TRUE(check(stolen(Wish{})));  // so that the refusals below are for what they say
  const Wish nadia{.uri = "urn:maintendue:operator:0123456789abcdef"};
  EXPECT_TRUE(check(by_roster_key(nadia)));
}

TEST_F(TrustOfClients, EachIssuerSignsItsOwnKindAlone) {
  const Wish person{.uri = "urn:maintendue:operator:0123456789abcdef"};
  const Wish machine{};
  expect_refused(stolen(person));
  expect_refused(by_roster_key(machine));
  expect_refused(forge(ours_.root(), person).to_pem());
  expect_refused(forge(ours_.root(), machine).to_pem());
}

TEST_F(TrustOfClients, TheRosterKeyIsKnownByItsCertificateAlone) {
  const auto key = ours_.trust().check_roster_key(ours_.roster_key().certificate.to_pem());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->generation, 1u);
  EXPECT_EQ(key->certificate.public_key(), ours_.roster_key().key.public_key());
  const auto none = [&](const std::string& pem) {
    EXPECT_FALSE(ours_.trust().check_roster_key(pem));
  };
  none(ours_.intermediate().certificate.to_pem());
  none(ours_.root().certificate.to_pem());
  none(ours_.operator_named("Nadia").chain);
  none(ours_.machine().chain);
  none(Organisation().roster_key().certificate.to_pem());
  none("");
  expect_refused(ours_.roster_key().certificate.to_pem());  // nor is it anybody's badge
}

TEST_F(TrustOfClients, RefusesWhatIsOver) {
  const Holder nadia = ours_.operator_named("Nadia", {v1::ROLE_MEDIATOR});
  EXPECT_TRUE(check(nadia.chain, kFoundingDay + 9 * kYear));
  expect_refused(nadia.chain, kFoundingDay + 11 * kYear);
  expect_refused(ours_.machine().chain, kFoundingDay + 11 * kYear);
}

TEST_F(TrustOfClients, RefusesAMachineThatTheIntermediateDatedAhead) {
  const std::string early = stolen(Wish{.begin = kFoundingDay + 24h});
  expect_refused(early);
  EXPECT_TRUE(check(early, kFoundingDay + 25h));
}

TEST_F(TrustOfClients, BelievesTheDatesOfRootAndRosterKeyOnAPcAtNineteenSeventy) {
  const WallTime broken = from_unix_ms(0);
  EXPECT_TRUE(check(ours_.operator_named("Nadia", {v1::ROLE_MEDIATOR}).chain, broken));
  expect_refused(ours_.machine().chain, broken);
}

TEST_F(TrustOfClients, RefusesAnotherOrganisationOfTheSameName) {
  const Organisation lookalike;
  expect_refused(lookalike.machine().chain);
  expect_refused(lookalike.operator_named("Nadia", {v1::ROLE_MEDIATOR}).chain);
  expect_refused(lookalike.machine().chain + lookalike.root().certificate.to_pem());
  expect_refused(lookalike.root().certificate.to_pem());
}

TEST_F(TrustOfClients, RefusesAnOperatorOfTheStolenIntermediate) {
  expect_refused(stolen(Wish{.uri = "urn:maintendue:operator:0123456789abcdef"}));
}

TEST_F(TrustOfClients, TakesNoRoleFromAMachine) {
  const Result<Peer> peer = check(stolen(Wish{.role = "admin"}));
  ASSERT_TRUE(peer);
  EXPECT_TRUE(std::holds_alternative<Machine>(*peer));
}

TEST_F(TrustOfClients, RefusesAMachineOfTheRootItself) {
  expect_refused(forge(ours_.root(), Wish{}).to_pem());
  expect_refused(forge(ours_.root(), Wish{}).to_pem() + between_);
}

TEST_F(TrustOfClients, RefusesAnAuthorityUnderTheIntermediate) {
  const Wish wish{.uri = "", .constraints = "critical,CA:TRUE", .use = "critical,keyCertSign"};
  const Issuer below{wish.key, forge(ours_.intermediate(), wish)};
  expect_refused(forge(below, Wish{}).to_pem() + below.certificate.to_pem() + between_);
  expect_refused(below.certificate.to_pem() + between_);
}

TEST_F(TrustOfClients, RefusesAMachineThatSignsLikeAnAuthority) {
  const Wish wish;
  const Issuer pc{wish.key, forge(ours_.intermediate(), wish)};
  expect_refused(forge(pc, Wish{}).to_pem() + pc.certificate.to_pem() + between_);
  const Wish nadia{.uri = "urn:maintendue:operator:0123456789abcdef"};
  const Issuer her{nadia.key, forge(ours_.roster_key(), nadia)};
  const std::string above = her.certificate.to_pem() + ours_.roster_key().certificate.to_pem();
  expect_refused(forge(her, Wish{}).to_pem() + above);
}

TEST_F(TrustOfClients, RefusesAnIntermediateThatMayDoMore) {
  for (const auto& [constraints, purpose] : std::vector<std::pair<const char*, const char*>>{
           {"critical,CA:TRUE", "clientAuth"},
           {"critical,CA:TRUE,pathlen:1", "clientAuth"},
           {"critical,CA:TRUE,pathlen:0", nullptr},
           {"critical,CA:TRUE,pathlen:0", "serverAuth"},
           {"critical,CA:TRUE,pathlen:0", "clientAuth,serverAuth"},
       }) {
    const Wish wish{
        .uri = "", .purpose = purpose, .constraints = constraints, .use = "critical,keyCertSign"
    };
    const Issuer wide{wish.key, forge(ours_.root(), wish)};
    expect_refused(forge(wide, Wish{}).to_pem() + wide.certificate.to_pem());
  }
}

TEST_F(TrustOfClients, RefusesEveryOtherPurpose) {
  for (const char* purpose : std::initializer_list<const char*>{
           nullptr, "serverAuth", "clientAuth,serverAuth", "anyExtendedKeyUsage", "codeSigning"
       }) {
    expect_refused(stolen(Wish{.purpose = purpose}));
    expect_refused(
        by_roster_key(Wish{.uri = "urn:maintendue:operator:0123456789abcdef", .purpose = purpose})
    );
  }
  expect_refused(ours_.server("relay.example").chain);
}

TEST_F(TrustOfClients, ReadsIdsToTheLetter) {
  for (const char* uri :
       {"", "urn:maintendue:machine:", "urn:maintendue:machine:0123456789abcde",
        "urn:maintendue:machine:0123456789abcdef0", "urn:maintendue:machine:0123456789ABCDEF",
        "urn:maintendue:machine:0123456789abcdeg", "URN:maintendue:machine:0123456789abcdef",
        "urn:maintendue:machine: 123456789abcdef", "urn:maintendue:machines:0123456789abcdef",
        "x urn:maintendue:machine:0123456789abcdef"}) {
    expect_refused(stolen(Wish{.uri = uri}));
  }
  expect_refused(stolen(Wish{.uri = std::string("urn:maintendue:machine:0123456789abcdef\0", 40)}));
  expect_refused(stolen(Wish{.common_name = "fedcba9876543210"}));
}

TEST_F(TrustOfClients, WantsOneNameAlone) {
  const Wish wish;
  Builder builder(wish.key.public_key(), kFoundingDay, kFoundingDay + kYear);
  builder.subject(NID_commonName, kId);
  builder.extension(NID_basic_constraints, wish.constraints);
  builder.extension(NID_ext_key_usage, "clientAuth");
  builder.extension(
      NID_subject_alt_name,
      "URI:urn:maintendue:machine:0123456789abcdef,URI:urn:maintendue:operator:0123456789abcdef"
  );
  X509* issuer = ours_.intermediate().certificate.get();
  builder.extension(NID_authority_key_identifier, "keyid:always", issuer);
  expect_refused(builder.signed_by(ours_.intermediate().key, issuer).to_pem() + between_);
}

TEST_F(TrustOfClients, RefusesAMachineWithoutItsIntermediate) {
  const std::string chain = ours_.machine().chain;
  expect_refused(chain.substr(0, chain.find("-----BEGIN", 1)));
}

TEST_F(TrustOfClients, RefusesTheAuthoritiesThemselves) {
  expect_refused(ours_.root().certificate.to_pem());
  expect_refused(between_);
}

TEST_F(TrustOfClients, RefusesBytesThatAreNoChain) {
  expect_refused("");
  expect_refused("nothing");
  expect_refused(std::string(100'000, 'x'));
  std::string long_chain = ours_.machine().chain;
  for (std::size_t i = 0; i <= kMostLaterRoots; ++i) long_chain += between_;
  expect_refused(long_chain);
}

TEST_F(TrustOfClients, RefusesALeafWithAnyByteOfItsSignatureOrNameFlipped) {
  const Certificate leaf = *Certificate::from_pem(ours_.machine().chain);
  const Bytes der = der_of(leaf.get(), i2d_X509);
  for (std::size_t at = 0; at < der.size(); ++at) {
    Bytes flipped = der;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x01);
    const Result<Certificate> read = Certificate::from_der(flipped);
    if (read) expect_refused(read->to_pem() + between_);
  }
}

}  // namespace
}  // namespace maintendue::identity
