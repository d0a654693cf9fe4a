// Who is who, from the organisation's roots alone. One Trust object an organisation; any thread.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "identity/keys.h"
#include "identity/names.h"
#include "identity/peer.h"

namespace maintendue::identity {

using Peer = std::variant<Machine, Badge>;

// How many roots may follow the first, and how many authorities the last may have confirmed.
constexpr std::size_t kMostLaterRoots = 3;
constexpr std::size_t kMostConfirmed = 8;

// Roster keys of the first root count from 1, those of the second from 2^32 + 1, and so on: the
// first one of a root is newer than whatever its predecessors ever signed or will.
constexpr std::uint64_t kGenerationsOfARoot = std::uint64_t{1} << 32;
constexpr std::uint64_t root_of_generation(std::uint64_t generation) {
  return generation / kGenerationsOfARoot + 1;
}
constexpr std::uint64_t first_generation(std::uint64_t root) {
  return (root - 1) * kGenerationsOfARoot + 1;
}

// The key that signs rosters and operators' certificates, certified by the root. It is replaced by
// one of the next generation.
struct RosterKey {
  Certificate certificate;
  std::uint64_t generation = 0;
};

// Which roster key a certificate says to be of; 0 when of none.
std::uint64_t generation_in(const Certificate& certificate);

class Trust {
 public:
  // The certificate of the organisation's first root. Its subject's common name is the
  // organisation's name.
  static Result<Trust> from_pem(BytesView root_pem);
  // The same organisation under the roots that came after, each certified by the one before it:
  // only the last one counts for anything from then on. What is known of them already stays so:
  // NotTrusted for another root in the place of one we know, *this for no more of them.
  Result<Trust> followed_by(const std::vector<Certificate>& roots) const;
  // With these roster keys and enrolment intermediates as the root that counts has certified them,
  // in the place of those before: whatever they ever signed stays good under it. NotTrusted when it
  // has not, or for more than kMostConfirmed.
  Result<Trust> confirming(const std::vector<Certificate>& authorities) const;
  // As somebody sees it who has heard of none but the first.
  Trust first() const { return Trust(first_, organisation_); }

  const std::string& organisation() const { return organisation_; }
  // The first root's: how the organisation is known, and what it hands out.
  std::string root_pem() const { return first_.to_pem(); }
  // SHA-256 of the first root's public key: how a signed message says whose it is.
  Bytes key_hash() const { return sha256(first_.public_key()); }

  // The root that counts; 1 is the first one's number.
  const Certificate& root() const;
  std::uint64_t number() const { return later_.size() + 1; }
  // As followed_by() takes them; none while there is only the first.
  const std::vector<Certificate>& later_roots() const { return later_; }
  // What that root signed, with what proves it to somebody who knows an earlier root alone. PEM.
  std::string chain_of(const Certificate& signed_by_root) const;

  // In both checks give now = max(wall clock, clock floor): a PC whose battery died says 1970. What
  // a root or a roster key signed is never too young, since its date is a proof of the time; only
  // what the enrolment intermediate signed can be. A root that we have not heard of yet may stand
  // between, when the chain proves that ours was followed by it.

  // That server at the other end: signed by the root itself for this work and no other, EKU
  // serverAuth, DNS name or IP address equal to `host`, not over at `now`. NotTrusted if not.
  Result<void> check_server(
      BytesView chain_pem, Server server, const std::string& host, WallTime now
  ) const;

  // A client: an operator's badge only when a roster key signed it, a machine only when the
  // enrolment intermediate in `chain_pem` did (and the root that one), EKU clientAuth, valid at
  // `now`; so whoever steals the intermediate still makes no operator. NotTrusted if neither.
  Result<Peer> check_client(BytesView chain_pem, WallTime now) const;

  // A roster key's own certificate, whenever it was made: what it signed does not age with it. Of
  // this root: one of an earlier root signs no roster any more, even if the last one confirmed it.
  Result<RosterKey> check_roster_key(BytesView certificate_pem) const;

 private:
  Trust(Certificate root, std::string organisation)
      : first_(std::move(root)), organisation_(std::move(organisation)) {}
  bool add_root(const Certificate& next);  // whether it fits; then it is there
  bool has_certified(const Certificate& authority) const;
  std::vector<Certificate> with_confirmed(std::vector<Certificate> chain) const;

  Certificate first_;
  std::vector<Certificate> later_;
  std::vector<Certificate> confirmed_;
  std::string organisation_;
};

// check_server() as a TLS client calls it (wire::PeerCheck): with the chain in PEM, at `now()`. May
// be called on any thread.
std::function<Result<void>(const std::string& leaf, const std::string& chain)> server_check(
    Trust trust, Server server, std::string host, std::function<WallTime()> now
);

}  // namespace maintendue::identity
