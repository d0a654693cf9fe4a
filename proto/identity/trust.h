// Who is who, from the organisation's root alone. One Trust object an organisation; any thread.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "identity/keys.h"
#include "identity/names.h"
#include "identity/peer.h"

namespace maintendue::identity {

using Peer = std::variant<Machine, Badge>;

// The key that signs rosters and operators' certificates, certified by the root. It is replaced by
// one of the next generation.
struct RosterKey {
  Certificate certificate;
  std::uint64_t generation = 0;
};

class Trust {
 public:
  // The root's certificate. Its subject's common name is the organisation's name.
  static Result<Trust> from_pem(BytesView root_pem);

  const std::string& organisation() const { return organisation_; }
  std::string root_pem() const { return root_.to_pem(); }

  // SHA-256 of the root's public key: how a signed message says whose it is.
  Bytes key_hash() const { return sha256(root_.public_key()); }

  // In both checks give now = max(wall clock, clock floor): a PC whose battery died says 1970. What
  // the root or a roster key signed is never too young, since its date is a proof of the time; only
  // what the enrolment intermediate signed can be.

  // That server at the other end: signed by the root itself for this work and no other, EKU
  // serverAuth, DNS name or IP address equal to `host`, not over at `now`. NotTrusted if not.
  Result<void> check_server(
      const Certificate& leaf, Server server, const std::string& host, WallTime now
  ) const;

  // A client: an operator's badge only when a roster key signed it, a machine only when the
  // enrolment intermediate in `chain_pem` did (and the root that one), EKU clientAuth, valid at
  // `now`; so whoever steals the intermediate still makes no operator. NotTrusted if neither.
  Result<Peer> check_client(BytesView chain_pem, WallTime now) const;

  // A roster key's own certificate, whenever it was made: what it signed does not age with it.
  Result<RosterKey> check_roster_key(BytesView certificate_pem) const;

 private:
  Trust(Certificate root, std::string organisation)
      : root_(std::move(root)), organisation_(std::move(organisation)) {}
  Certificate root_;
  std::string organisation_;
};

// check_server() as a TLS client calls it (wire::PeerCheck): with the leaf in PEM, at `now()`. May
// be called on any thread.
std::function<Result<void>(const std::string& leaf, const std::string& chain)> server_check(
    Trust trust, Server server, std::string host, std::function<WallTime()> now
);

}  // namespace maintendue::identity
