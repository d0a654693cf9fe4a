#include "session_log/head.h"

namespace maintendue::session_log {
namespace {

constexpr std::size_t kLongestHead = 4 * 1024;
constexpr std::size_t kLongestSignature = 128;
constexpr std::size_t kLongestChain = 8 * 1024;

Bytes signed_bytes(BytesView head) {
  Bytes bytes = "maintendue session log head";
  bytes += '\0';
  bytes += head;
  return bytes;
}

bool within_limits(const v1::LogHead& head) {
  const bool previous = head.previous_head().empty() || head.previous_head().size() == kHashBytes;
  return head.entries() >= 1 && head.entries() <= kMostEntries && head.session_counter() >= 1 &&
         head.last_hash().size() == kHashBytes && head.operator_key().size() == kHashBytes &&
         head.marks().size() == head.entries() * kMarkBytes && previous &&
         identity::is_id(head.machine_id()) && identity::is_id(head.operator_id());
}

// Whether the peer that the certificate proves is the one whose log the head says it is.
bool is_of(const identity::Peer& peer, const v1::LogHead& head) {
  if (head.side() == v1::LOG_SIDE_MACHINE) {
    const auto* machine = std::get_if<identity::Machine>(&peer);
    return machine != nullptr && machine->id.value == head.machine_id();
  }
  const auto* who = std::get_if<identity::Badge>(&peer);
  return head.side() == v1::LOG_SIDE_CONSOLE && who != nullptr &&
         who->id.value == head.operator_id() && key_name(who->public_key) == head.operator_key();
}

}  // namespace

Bytes key_name(BytesView public_key) { return sha256(public_key); }

v1::SignedHead sign_head(
    const About& about,
    const Chain& chain,
    bool cut,
    WallTime now,
    const identity::PrivateKey& key,
    const std::string& certificate_chain
) {
  v1::LogHead head;
  head.set_side(about.side);
  head.set_machine_id(about.machine.value);
  head.set_session_id(about.session.value);
  head.set_session_counter(about.counter);
  head.set_entries(static_cast<std::uint32_t>(chain.entries().size()));
  head.set_last_hash(chain.last_hash());
  head.set_marks(chain.marks());
  head.set_previous_head(about.previous_head);
  head.set_operator_id(about.who.value);
  head.set_operator_key(about.operator_key);
  head.set_cut(cut);
  head.set_signed_ms(to_unix_ms(now));
  v1::SignedHead signed_head;
  signed_head.set_head(head.SerializeAsString());
  signed_head.set_signature(key.sign(signed_bytes(signed_head.head())));
  signed_head.set_certificate_chain(certificate_chain);
  return signed_head;
}

Bytes name_of(const v1::SignedHead& head) {
  return hash_of("maintendue session log head name", head.head());
}

Bytes signing_key(const v1::SignedHead& head) {
  const auto signer = identity::Certificate::from_pem(head.certificate_chain());
  return signer ? key_name(signer->public_key()) : Bytes();
}

Result<v1::LogHead> check_head(const v1::SignedHead& head, const identity::Trust& trust) {
  v1::LogHead said;
  if (head.head().size() > kLongestHead || head.signature().size() > kLongestSignature ||
      head.certificate_chain().size() > kLongestChain || !said.ParseFromString(head.head()) ||
      !within_limits(said)) {
    return fail(Errc::BadMessage, "not a head within the limits");
  }
  Result<identity::Certificate> signer = identity::Certificate::from_pem(head.certificate_chain());
  if (!signer) return tl::unexpected(signer.error());
  Result<identity::Peer> peer = trust.check_client(head.certificate_chain(), signer->not_before());
  if (!peer) return tl::unexpected(peer.error());
  if (!is_of(*peer, said)) return fail(Errc::NotTrusted, "signed by somebody else");
  if (!signer->verifies(signed_bytes(head.head()), head.signature())) {
    return fail(Errc::NotTrusted, "the signature is wrong");
  }
  return said;
}

}  // namespace maintendue::session_log
