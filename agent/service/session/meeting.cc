#include "agent/service/session/meeting.h"

#include <algorithm>

#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kConnect = 15s;
constexpr auto kJoin = 35s;  // the relay itself gives up after 30 s
constexpr auto kGreeting = 10s;

bool may_assist(const identity::Operator& who) {
  return std::ranges::any_of(who.roles, [](v1::Role role) {
    return role == v1::ROLE_MEDIATOR || role == v1::ROLE_SUPPORT;
  });
}

// The pin of the inner TLS: an operator of ours who may assist. Leaves her in `who`.
Result<void> pin_operator(
    const MachineState& machine,
    const Clock& clock,
    const std::string& chain,
    identity::Operator& who
) {
  const WallTime now = trusted_now(clock, machine.clock_floor);
  Result<identity::Peer> peer = machine.trust.check_client(chain, now);
  if (!peer) return tl::unexpected(peer.error());
  const auto* found = std::get_if<identity::Operator>(&*peer);
  if (!found || !may_assist(*found)) return fail(Errc::NotTrusted, "not an operator who assists");
  who = *found;
  return {};
}

net::awaitable<Result<void>> join(wire::RpcStream& stream, SessionOffer offer) {
  v1::JoinRequest request;
  request.set_session_id(offer.session.value);
  request.set_ticket(offer.ticket);
  Result<void> sent = co_await wire::write_message(stream, std::move(request));
  if (!sent) co_return sent;
  Result<v1::JoinReply> reply = co_await wire::read_message<v1::JoinReply>(stream);
  if (!reply) co_return tl::unexpected(reply.error());
  co_return Result<void>{};
}

net::awaitable<Result<v1::CallKind>> greet(tunnel::SealedTunnel& tunnel, SessionId session) {
  v1::MachineSays greeting;
  greeting.mutable_greeting()->set_session_id(session.value);
  greeting.mutable_greeting()->set_agent_version(MAINTENDUE_VERSION);
  Result<void> sent = co_await tunnel.write(seal::Channel::Control, greeting.SerializeAsString());
  if (!sent) co_return tl::unexpected(sent.error());
  Result<seal::Frame> frame = co_await tunnel.read();
  if (!frame) co_return tl::unexpected(frame.error());
  v1::ConsoleSays says;
  if (frame->channel != seal::Channel::Control || !says.ParseFromString(frame->payload) ||
      !says.has_greeting()) {
    co_return fail(Errc::BadMessage, "no greeting");
  }
  if (says.greeting().session_id() != session.value) {
    co_return fail(Errc::NotTrusted, "greeting of another session");
  }
  co_return says.greeting().call_kind();
}

}  // namespace

net::awaitable<Result<Meeting>> meet(
    wire::RpcChannel& channel,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    SessionOffer offer
) {
  Result<void> connected = co_await channel.connect(kConnect);
  if (!connected) co_return tl::unexpected(connected.error());
  const wire::RpcStreamPtr stream = channel.stream("/maintendue.v1.Tunnel/Join");
  Result<void> joined = co_await within(timeline, kJoin, join(*stream, offer));
  if (!joined) co_return tl::unexpected(joined.error());

  auto who = std::make_shared<identity::Operator>();
  seal::PeerPin pin = [machine, &timeline, who](const std::string& chain) {
    return pin_operator(*machine, timeline, chain, *who);
  };
  const seal::Identity self{machine->key, machine->certificate_chain};
  seal::Endpoint endpoint(seal::Role::Server, self, std::move(pin));
  auto tunnel = std::make_unique<tunnel::SealedTunnel>(stream, std::move(endpoint));
  Result<void> proven = co_await tunnel->handshake(timeline);
  if (!proven) co_return tl::unexpected(proven.error());
  Result<v1::CallKind> kind = co_await within(timeline, kGreeting, greet(*tunnel, offer.session));
  if (!kind) co_return tl::unexpected(kind.error());
  co_return Meeting{std::move(tunnel), *who, *kind};
}

v1::EndReason end_reason(Errc failure) {
  switch (failure) {
    case Errc::NotTrusted:
      return v1::END_REASON_NOT_TRUSTED;
    case Errc::BadMessage:
      return v1::END_REASON_BROKEN;
    case Errc::RelayUnreachable:
      return v1::END_REASON_RELAY_LOST;
    default:
      return v1::END_REASON_CONSOLE_LOST;
  }
}

}  // namespace maintendue::agent
