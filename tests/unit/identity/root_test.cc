// One organisation whose root was replaced: what still counts, what counts no more, and for whom.
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

Certificate of(const Bytes& der) { return *Certificate::from_der(der); }

class RootTest : public ::testing::Test {
 protected:
  static Trust confirmed(const Organisation& whose) {
    std::vector<Certificate> authorities;
    for (const Bytes& der : whose.roster().authorities) authorities.push_back(of(der));
    return *whose.trust().confirming(authorities);
  }
  Result<void> server(const Trust& trust, const Organisation& whose, WallTime now) const {
    const Holder relay = whose.server("relay.example");
    return trust.check_server(relay.chain, Server::Relay, "relay.example", now);
  }

  const WallTime later_ = kFoundingDay + 3 * kYear, much_later_ = kFoundingDay + 6 * kYear;
  const Organisation first_;
  const Organisation second_ = first_.under_next_root(later_);
  const Organisation third_ = second_.under_next_root(much_later_);
  const Holder pc_ = first_.machine();
  const Holder nadia_ = first_.operator_named();
};

TEST_F(RootTest, TheOrganisationStaysTheOneItWas) {
  EXPECT_EQ(third_.trust().number(), 3u);
  EXPECT_EQ(third_.trust().key_hash(), first_.trust().key_hash());
  EXPECT_EQ(third_.trust().root_pem(), first_.trust().root_pem());
  EXPECT_EQ(third_.trust().organisation(), first_.trust().organisation());
  EXPECT_NE(third_.trust().root().public_key(), first_.trust().root().public_key());
  EXPECT_EQ(third_.trust().first().number(), 1u);
}

TEST_F(RootTest, WhoeverHasNotHeardKnowsTheNewServersAllTheSame) {
  EXPECT_TRUE(server(first_.trust(), second_, later_));
  EXPECT_TRUE(server(first_.trust(), third_, much_later_)) << "two roots were missed";
  EXPECT_TRUE(server(second_.trust(), third_, much_later_));
  EXPECT_TRUE(server(third_.trust(), third_, much_later_));
  EXPECT_TRUE(server(first_.trust(), third_, from_unix_ms(0))) << "and its clock battery died";
}

TEST_F(RootTest, WhoeverHasHeardBelievesTheOldRootNoMore) {
  EXPECT_FALSE(server(second_.trust(), first_, later_));
  EXPECT_FALSE(server(third_.trust(), second_, much_later_));
  const Trust now = confirmed(second_);
  const Holder stranger = Organisation().machine();
  EXPECT_FALSE(now.check_client(stranger.chain, later_));
  // Whoever stole the old root makes authorities of his own by it.
  const Issuer thief = make_enrolment_intermediate(first_.root(), kFoundingDay);
  const PrivateKey key = PrivateKey::generate();
  const auto leaf =
      issue_machine(thief, key.public_key(), MachineId{"00000000000000bb"}, kFoundingDay);
  const std::string chain = leaf.to_pem() + thief.certificate.to_pem();
  EXPECT_TRUE(first_.trust().check_client(chain, later_)) << "as long as nobody has told";
  EXPECT_FALSE(now.check_client(chain, later_));
  EXPECT_FALSE(now.check_client(chain + first_.root().certificate.to_pem(), later_));
}

TEST_F(RootTest, PcsAndBadgesOfBeforeStayGood) {
  for (const Organisation* whose : {&first_, &second_, &third_}) {
    const Trust trust = confirmed(*whose);
    EXPECT_TRUE(trust.check_client(pc_.chain, much_later_)) << trust.number();
    EXPECT_TRUE(trust.check_client(nadia_.chain, much_later_)) << trust.number();
  }
  // What was signed long ago is judged on the day when it was, before there was such a root.
  EXPECT_TRUE(confirmed(third_).check_client(pc_.chain, kFoundingDay));
  EXPECT_FALSE(third_.trust().check_client(pc_.chain, much_later_)) << "nobody has confirmed it";
}

TEST_F(RootTest, WhoeverHasNotHeardKnowsNewPcsAndBadgesByTheirChain) {
  const Holder pc = third_.machine(), zoe = third_.operator_named("Zoé");
  EXPECT_TRUE(first_.trust().check_client(pc.chain, much_later_));
  EXPECT_TRUE(first_.trust().check_client(zoe.chain, much_later_));
  EXPECT_TRUE(confirmed(second_).check_client(zoe.chain, much_later_));
}

TEST_F(RootTest, OnlyARosterKeyOfTheLastRootSignsRosters) {
  const std::string first = first_.roster_key().certificate.to_pem();
  const std::string second = second_.roster_key().certificate.to_pem();
  EXPECT_TRUE(first_.trust().check_roster_key(first));
  EXPECT_TRUE(second_.trust().check_roster_key(second));
  EXPECT_FALSE(first_.trust().check_roster_key(second));
  EXPECT_FALSE(second_.trust().check_roster_key(first));
  // Not even by the certificate with which its badges stay good.
  for (const Bytes& der : second_.roster().authorities) {
    EXPECT_FALSE(second_.trust().check_roster_key(of(der).to_pem()));
  }
  // And nobody counts so far that it would be newer than the next root's.
  const Issuer thief = make_roster_key(first_.root(), first_generation(2) + 7, kFoundingDay);
  EXPECT_FALSE(first_.trust().check_roster_key(thief.certificate.to_pem()));
}

TEST_F(RootTest, FollowsNothingButTheOneLineOfRoots) {
  const auto refused = [&](const Trust& trust, const std::vector<Certificate>& roots) {
    const auto led = trust.followed_by(roots);
    ASSERT_FALSE(led);
    EXPECT_EQ(led.error().code, Errc::NotTrusted);
  };
  const Certificate two = second_.root().certificate, three = third_.root().certificate;
  EXPECT_EQ(first_.trust().followed_by({two, three})->number(), 3u);
  EXPECT_EQ(third_.trust().followed_by({two})->number(), 3u) << "it knows more";
  EXPECT_EQ(third_.trust().followed_by({})->number(), 3u);
  refused(first_.trust(), {three});
  refused(first_.trust(), {three, two});
  refused(first_.trust(), {two, two});
  refused(first_.trust(), {first_.root().certificate});
  refused(first_.trust(), {first_.intermediate().certificate});
  refused(first_.trust(), {first_.roster_key().certificate});
  const Organisation other;
  refused(first_.trust(), {other.under_next_root(later_).root().certificate});
  // The thief of the first root makes a second one of his own: too late for whoever has heard.
  const Organisation thief = first_.under_next_root(later_);
  refused(second_.trust(), {thief.root().certificate});
  refused(third_.trust(), {thief.root().certificate, three});
  refused(second_.trust(), {make_next_root(first_.root(), 3, later_).certificate});
}

TEST_F(RootTest, IsConfirmedByItsOwnRootAlone) {
  const auto authorities = second_.roster().authorities;
  EXPECT_FALSE(first_.trust().confirming({of(authorities[0])}));
  EXPECT_FALSE(second_.trust().confirming({first_.intermediate().certificate}));
  EXPECT_FALSE(second_.trust().confirming({second_.root().certificate})) << "it signs everything";
  const auto leaf = Certificate::from_pem(second_.server().chain);
  EXPECT_FALSE(second_.trust().confirming({*leaf}));
  const std::vector<Certificate> many(kMostConfirmed + 1, of(authorities[0]));
  EXPECT_FALSE(second_.trust().confirming(many));
}

// A server of before, whose owner shows the succession beside its old certificate.
TEST_F(RootTest, NobodyGetsBelievedByShowingMoreCertificates) {
  const Holder old = first_.server("relay.example");
  const std::string roots =
      second_.root().certificate.to_pem() + first_.root().certificate.to_pem();
  EXPECT_FALSE(
      second_.trust().check_server(old.chain + roots, Server::Relay, "relay.example", later_)
  );
  // An authority for clients leads no server to the root.
  const Issuer& roster_key = second_.roster_key();
  const PrivateKey key = PrivateKey::generate();
  const auto forged =
      issue_server(roster_key, key.public_key(), Server::Relay, "relay.example", later_);
  const std::string chain = forged.to_pem() + second_.trust().chain_of(roster_key.certificate);
  EXPECT_FALSE(second_.trust().check_server(chain, Server::Relay, "relay.example", later_));
  EXPECT_FALSE(first_.trust().check_server(chain, Server::Relay, "relay.example", later_));
}

// An authority for everything that the root has certified, but not as a root that follows it.
TEST_F(RootTest, NobodyStandsBetweenButARootThatFollows) {
  const PrivateKey key = PrivateKey::generate();
  Builder builder(key.public_key(), kFoundingDay, later_);
  builder.subject(NID_commonName, "La Maison Numérique");
  builder.extension(NID_basic_constraints, "critical,CA:TRUE");
  builder.extension(NID_key_usage, "critical,keyCertSign,cRLSign");
  builder.extension(NID_subject_key_identifier, "hash", first_.root().certificate.get());
  builder.extension(NID_authority_key_identifier, "keyid:always", first_.root().certificate.get());
  const Issuer between{key, builder.signed_by(first_.root().key, first_.root().certificate.get())};
  const Bytes own = PrivateKey::generate().public_key();
  const auto leaf = issue_server(between, own, Server::Relay, "relay.example", kFoundingDay);
  const Result<void> checked = first_.trust().check_server(
      leaf.to_pem() + between.certificate.to_pem(), Server::Relay, "relay.example", kFoundingDay
  );
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().detail, "not a server's certificate") << "the path itself is good";
}

TEST_F(RootTest, ThreeMayFollowTheFirst) {
  Organisation now = first_;
  for (std::size_t i = 0; i < kMostLaterRoots; ++i) now = now.under_next_root(later_);
  EXPECT_EQ(now.trust().number(), 1 + kMostLaterRoots);
  EXPECT_TRUE(server(first_.trust(), now, later_));
  EXPECT_EQ(first_.trust().followed_by(now.trust().later_roots())->number(), 1 + kMostLaterRoots);
  std::vector<Certificate> roots = now.trust().later_roots();
  roots.push_back(make_next_root(now.root(), kMostLaterRoots + 2, later_).certificate);
  EXPECT_FALSE(first_.trust().followed_by(roots));
}

}  // namespace
}  // namespace maintendue::identity
