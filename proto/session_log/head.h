// What is signed of a log, and who may have signed it.
#pragma once

#include "identity/trust.h"
#include "maintendue/v1/session_log.pb.h"
#include "session_log/chain.h"

namespace maintendue::session_log {

// Whose log of which session it is.
struct About {
  v1::LogSide side = v1::LOG_SIDE_UNSPECIFIED;
  MachineId machine;
  SessionId session;
  std::uint64_t counter = 0;  // the PC's own number of the session
  Bytes previous_head;        // its name; the PC's side only
  OperatorId who;
  Bytes operator_key;  // key_name() of hers
};

// How a log names a key: SHA-256 of its SubjectPublicKeyInfo.
Bytes key_name(BytesView public_key);

v1::SignedHead sign_head(
    const About& about,
    const Chain& chain,
    bool cut,
    WallTime now,
    const identity::PrivateKey& key,
    const std::string& certificate_chain
);

// By this name the PC's next head points to this one, and others keep it.
Bytes name_of(const v1::SignedHead& head);

// key_name() of the key in its certificate; of a head that check_head() has let pass.
Bytes signing_key(const v1::SignedHead& head);

// The head, when the machine or the operator it speaks of signed it and both are of this
// organisation: a certificate that has ended since proves a log as well as before. NotTrusted
// otherwise, BadMessage when it is no head within the limits.
Result<v1::LogHead> check_head(const v1::SignedHead& head, const identity::Trust& trust);

}  // namespace maintendue::session_log
