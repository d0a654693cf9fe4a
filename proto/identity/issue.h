// Making certificates: the root (administrator, rarely), the roster key (administrator) and the
// enrolment intermediate (its own process).
#pragma once

#include <string>
#include <vector>

#include "identity/keys.h"
#include "identity/names.h"
#include "identity/peer.h"

namespace maintendue::identity {

struct Issuer {
  PrivateKey key;
  Certificate certificate;
};

// Whether a name of a person or an organisation can stand in a certificate: UTF-8, 1 to 64
// characters, none of them a control character, no space at either end. The functions below assert
// it.
bool fits_as_name(BytesView name);
// Whether `host` is a DNS name (ASCII letters, digits, hyphens, dots) or an IP address. Asserted
// below.
bool fits_as_host(const std::string& host);

// CN = organisation, CA, 30 years.
Issuer make_root(const std::string& organisation, WallTime now);
// The organisation's next root, certified by the one `before` it: CN = organisation, OU = "root
// <number>", `urn:maintendue:root:<number>`, CA, 30 years. The first root is number 1.
Issuer make_next_root(const Issuer& before, std::uint64_t number, WallTime now);
// A roster key or an enrolment intermediate that an earlier root certified, certified by this one:
// with its key, its names and its end, but for no longer than a new one. It has not ended.
Certificate certify_anew(const Issuer& root, const Certificate& authority, WallTime now);
// CA with path length 0, EKU clientAuth, 12 years; can sign machines and nothing else.
Issuer make_enrolment_intermediate(const Issuer& root, WallTime now);
// EKU serverAuth, OU = which server, DNS name (or IP address) = host, 2 years.
Certificate issue_server(
    const Issuer& root, BytesView public_key, Server server, const std::string& host, WallTime now
);
// CA with path length 0, EKU clientAuth, `urn:maintendue:roster:<generation>`, 12 years; signs
// rosters and operators and nothing else. `generation` counts from 1.
Issuer make_roster_key(const Issuer& root, std::uint64_t generation, WallTime now);
// EKU clientAuth, CN = id, `urn:maintendue:operator:<id>`, ten years. It names nobody and allows
// nothing: that is the roster's to say, and the roster ends.
Certificate issue_operator(
    const Issuer& roster_key, BytesView public_key, const OperatorId& id, WallTime now
);
// EKU clientAuth, CN = id, `urn:maintendue:machine:<id>`, ten years from now, or from the issuer's
// own beginning when the clock is before it.
Certificate issue_machine(
    const Issuer& intermediate, BytesView public_key, const MachineId& id, WallTime now
);

// PKCS#10 in DER, signed by the key, with an empty subject.
Bytes make_request(const PrivateKey& key);
// The public key of a request whose own signature is right and whose key is on P-256; else
// BadMessage.
Result<Bytes> check_request(BytesView der);

}  // namespace maintendue::identity
