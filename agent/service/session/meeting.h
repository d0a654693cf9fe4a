// How a session begins, and how it begins again after a cut: both sides come to the tunnel and
// prove who they are, before anything else.
#pragma once

#include <functional>
#include <memory>

#include "agent/service/link/link.h"
#include "agent/service/state/known_roster.h"
#include "tunnel/sealed_tunnel.h"
#include "wire/redial.h"

namespace maintendue::agent {

struct Meeting {
  std::unique_ptr<tunnel::SealedTunnel> tunnel;
  identity::Operator who;  // proven by the inner TLS and the roster, never the relay's word
  v1::CallKind call_kind = v1::CALL_KIND_UNSPECIFIED;
  Bytes photo_hash = {};   // of her photo, by the roster; empty: there is none
  std::string phone = {};  // where a family in doubt calls, by the roster; empty: nowhere
};

// Joins the tunnel with the offer's ticket (both sides within 30 s), runs the inner handshake as
// its server, exchanges greetings and what each knows of the roster. NotTrusted when the other end
// is no mediator or support of the newest roster, or speaks of another session: a relay that
// crosses two tunnels is found out here. OutOfDate when nobody else has confirmed that roster
// lately. Calls `on_proven` as soon as the other end has proven the key of somebody who may come in
// by the roster that this PC knows already; the other end may still bring a newer one.
net::awaitable<Result<Meeting>> meet(
    wire::RpcStreamPtr stream,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    KnownRoster& roster,
    SessionOffer offer,
    std::function<void()> on_proven
);

// An operator who comes back to the session that she has lost.
struct Comeback {
  std::unique_ptr<tunnel::SealedTunnel> tunnel;
  Bytes secret;  // hers, not compared yet
};

// As meet(), for a session that is held already: the other end must hold the very key of
// `expected`, and take up that very session within 10 s.
net::awaitable<Result<Comeback>> meet_again(
    wire::RpcStreamPtr stream,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    const KnownRoster& roster,
    SessionOffer offer,
    identity::Operator expected
);

// The stream of a tunnel on a line of its own, which it keeps. Nothing is said on it yet. Tried for
// 15 s: more than one dial, when the first is lost.
net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel(wire::Timeline& timeline, wire::Dial dial);

// Why the session ends when meeting failed so.
v1::EndReason end_reason(Errc failure);

}  // namespace maintendue::agent
