// Console and PC, each with an inner TLS end, and the bytes between them in the test's hands.
#pragma once

#include "identity/trust.h"
#include "seal/endpoint.h"
#include "support/organisation.h"

namespace maintendue::test {

inline const WallTime kToday = from_unix_ms(1'763'000'000'000);

// The console wants exactly this machine's key.
inline seal::PeerPin pin_key(const Bytes& public_key) {
  return [public_key](const std::string& chain) -> Result<void> {
    const Result<identity::Certificate> leaf = identity::Certificate::from_pem(chain);
    if (!leaf || leaf->public_key() != public_key) return fail(Errc::NotTrusted, "another key");
    return {};
  };
}

// The PC wants an operator of its organisation.
inline seal::PeerPin pin_operator(const identity::Trust& trust) {
  return [trust](const std::string& chain) -> Result<void> {
    Result<identity::Peer> peer = trust.check_client(chain, kToday);
    if (!peer) return tl::unexpected(peer.error());
    if (!std::holds_alternative<identity::Badge>(*peer)) return fail(Errc::NotTrusted);
    return {};
  };
}

struct SealedPair {
  SealedPair() : SealedPair(Organisation()) {}
  explicit SealedPair(Organisation ours)
      : SealedPair(ours, ours.operator_named(), ours.machine()) {}
  SealedPair(Organisation ours, const Holder& operator_, const Holder& machine)
      : organisation(std::move(ours)),
        console(
            seal::Role::Client, {operator_.key, operator_.chain}, pin_key(machine.key.public_key())
        ),
        pc(seal::Role::Server, {machine.key, machine.chain}, pin_operator(organisation.trust())) {}

  // Carries what is there both ways until both are silent; what each learns of the other's end is
  // told.
  void settle() {
    for (;;) {
      const Bytes to_pc = console.take_outgoing();
      if (!to_pc.empty()) pc_heard = pc.receive(to_pc);
      const Bytes to_console = pc.take_outgoing();
      if (!to_console.empty()) console_heard = console.receive(to_console);
      if (to_pc.empty() && to_console.empty()) return;
    }
  }

  Organisation organisation;
  seal::Endpoint console;
  seal::Endpoint pc;
  Result<Bytes> pc_heard, console_heard;
};

}  // namespace maintendue::test
