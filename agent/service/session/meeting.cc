#include "agent/service/session/meeting.h"

#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kConnect = 15s;
constexpr auto kJoin = 35s;  // the relay itself gives up after 30 s
constexpr auto kGreeting = 10s;
constexpr auto kLastWord = 1s;

constexpr const char* kTunnel = "/maintendue.v1.Tunnel/Join";

// A stream and the line that is its own; the line goes last.
struct TunnelLine {
  std::unique_ptr<wire::RpcChannel> channel;
  wire::RpcStreamPtr stream;
};

// The pin of the inner TLS: somebody of ours, whose badge it leaves in `badge`. Whether she may
// come in is decided once her console has told what it knows of the roster.
Result<void> pin_operator(
    const identity::Trust& trust, WallTime now, const std::string& chain, identity::Badge& badge
) {
  Result<identity::Peer> peer = trust.check_client(chain, now);
  if (!peer) return tl::unexpected(peer.error());
  const auto* found = std::get_if<identity::Badge>(&*peer);
  if (!found) return fail(Errc::NotTrusted, "not an operator");
  badge = *found;
  return {};
}

// The same, but only the very key of the operator who held the session before the cut, and she
// still may.
Result<void> pin_again(
    WallTime now,
    const std::string& chain,
    const roster::Book& book,
    const identity::Operator& expected
) {
  identity::Badge badge;
  Result<void> known = pin_operator(book.trust(), now, chain, badge);
  if (!known) return known;
  const bool same = badge.id == expected.id && badge.public_key == expected.public_key;
  if (!same) return fail(Errc::NotTrusted, "another operator's key");
  const Result<identity::Operator> still = admit(book, badge, now);
  if (!still) return tl::unexpected(still.error());
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

net::awaitable<Result<void>> say(tunnel::SealedTunnel& tunnel, v1::MachineSays says) {
  co_return co_await tunnel.write(seal::Channel::Control, says.SerializeAsString());
}

net::awaitable<Result<v1::ConsoleGreeting>> greet(
    tunnel::SealedTunnel& tunnel, SessionId session, roster::Edition known
) {
  v1::MachineSays says;
  v1::MachineGreeting& ours = *says.mutable_greeting();
  ours.set_session_id(session.value);
  ours.set_agent_version(MAINTENDUE_VERSION);
  ours.set_roster_generation(known.generation);
  ours.set_roster_version(known.version);
  Result<void> sent = co_await say(tunnel, std::move(says));
  if (!sent) co_return tl::unexpected(sent.error());
  Result<seal::Frame> frame = co_await tunnel.read();
  if (!frame) co_return tl::unexpected(frame.error());
  v1::ConsoleSays answer;
  if (frame->channel != seal::Channel::Control || !answer.ParseFromString(frame->payload) ||
      !answer.has_greeting()) {
    co_return fail(Errc::BadMessage, "no greeting");
  }
  if (answer.greeting().session_id() != session.value) {
    co_return fail(Errc::NotTrusted, "greeting of another session");
  }
  co_return std::move(*answer.mutable_greeting());
}

// Each side leaves with the newer roster of the two.
net::awaitable<Result<void>> compare_rosters(
    tunnel::SealedTunnel& tunnel, const v1::ConsoleGreeting& theirs, KnownRoster& ours
) {
  ours.hear(theirs.roster());
  const roster::Edition known{theirs.roster_generation(), theirs.roster_version()};
  if (ours.book().edition() <= known) co_return Result<void>{};
  v1::MachineSays says;
  *says.mutable_roster() = ours.book().news_since(known);
  co_return co_await say(tunnel, std::move(says));
}

Result<identity::Operator> let_in(
    const roster::Book& book, const identity::Badge& badge, WallTime now
) {
  Result<identity::Operator> who = admit(book, badge, now);
  if (!who) return who;
  const Result<void> confirmed = book.confirmed_for(who->id, now);
  if (!confirmed) return tl::unexpected(confirmed.error());
  return who;
}

// She ends the line once she has heard why; one that is cut under our last word may lose it.
net::awaitable<Result<void>> until_she_leaves(tunnel::SealedTunnel& tunnel) {
  for (;;) {
    Result<seal::Frame> frame = co_await tunnel.read();
    if (!frame) co_return Result<void>{};
  }
}

net::awaitable<Result<Bytes>> hear_secret(tunnel::SealedTunnel& tunnel, SessionId session) {
  Result<seal::Frame> frame = co_await tunnel.read();
  if (!frame) co_return tl::unexpected(frame.error());
  v1::ConsoleSays says;
  if (frame->channel != seal::Channel::Control || !says.ParseFromString(frame->payload) ||
      !says.has_take_up()) {
    co_return fail(Errc::BadMessage, "takes up nothing");
  }
  if (says.take_up().session_id() != session.value) {
    co_return fail(Errc::NotTrusted, "takes up another session");
  }
  co_return std::move(*says.mutable_take_up()->mutable_resume_secret());
}

}  // namespace

net::awaitable<Result<Meeting>> meet(
    wire::RpcStreamPtr stream,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    KnownRoster& roster,
    SessionOffer offer,
    std::function<void()> on_proven
) {
  Result<void> joined = co_await within(timeline, kJoin, join(*stream, offer));
  if (!joined) co_return tl::unexpected(joined.error());

  auto badge = std::make_shared<identity::Badge>();
  const WallTime now = trusted_now(timeline, *machine, roster.book());
  seal::PeerPin pin = [trust = roster.book().trust(), now, badge](const std::string& chain) {
    return pin_operator(trust, now, chain, *badge);
  };
  const seal::Identity self{machine->key, machine->certificate_chain};
  seal::Endpoint endpoint(seal::Role::Server, self, std::move(pin));
  auto tunnel = std::make_unique<tunnel::SealedTunnel>(stream, std::move(endpoint));
  Result<void> proven = co_await tunnel->handshake(timeline);
  if (!proven) co_return tl::unexpected(proven.error());
  if (admit(roster.book(), *badge, now)) on_proven();
  auto greeting = greet(*tunnel, offer.session, roster.book().edition());
  Result<v1::ConsoleGreeting> theirs = co_await within(timeline, kGreeting, std::move(greeting));
  if (!theirs) co_return tl::unexpected(theirs.error());
  auto comparing = compare_rosters(*tunnel, *theirs, roster);
  Result<void> compared = co_await within(timeline, kGreeting, std::move(comparing));
  if (!compared) co_return tl::unexpected(compared.error());
  Result<identity::Operator> who =
      let_in(roster.book(), *badge, trusted_now(timeline, *machine, roster.book()));
  if (who) {
    const roster::Roster& known = roster.book().roster();
    co_return Meeting{
        std::move(tunnel), *who, theirs->call_kind(), known.member(who->id)->photo_hash, known.phone
    };
  }
  v1::MachineSays goodbye;
  goodbye.set_goodbye(end_reason(who.error().code));
  (void)co_await within(timeline, kGreeting, say(*tunnel, std::move(goodbye)));  // she may be gone
  (void)co_await within(timeline, kLastWord, until_she_leaves(*tunnel));
  co_return tl::unexpected(who.error());
}

net::awaitable<Result<Comeback>> meet_again(
    wire::RpcStreamPtr stream,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    const KnownRoster& roster,
    SessionOffer offer,
    identity::Operator expected
) {
  Result<void> joined = co_await within(timeline, kJoin, join(*stream, offer));
  if (!joined) co_return tl::unexpected(joined.error());
  const WallTime now = trusted_now(timeline, *machine, roster.book());
  seal::PeerPin pin = [now, &roster, expected](const std::string& chain) {
    return pin_again(now, chain, roster.book(), expected);
  };
  const seal::Identity self{machine->key, machine->certificate_chain};
  seal::Endpoint endpoint(seal::Role::Server, self, std::move(pin));
  auto tunnel = std::make_unique<tunnel::SealedTunnel>(stream, std::move(endpoint));
  Result<void> proven = co_await tunnel->handshake(timeline);
  if (!proven) co_return tl::unexpected(proven.error());
  Result<Bytes> secret = co_await within(timeline, kGreeting, hear_secret(*tunnel, offer.session));
  if (!secret) co_return tl::unexpected(secret.error());
  co_return Comeback{std::move(tunnel), std::move(*secret)};
}

net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel(wire::Timeline& timeline, wire::Dial dial) {
  auto dialling = wire::standing_within(timeline, kConnect, std::move(dial));
  Result<std::unique_ptr<wire::RpcChannel>> channel = co_await std::move(dialling);
  if (!channel) co_return tl::unexpected(channel.error());
  const auto line = std::make_shared<TunnelLine>();
  line->channel = std::move(*channel);
  line->stream = line->channel->stream(kTunnel);
  co_return wire::RpcStreamPtr(line, line->stream.get());
}

v1::EndReason end_reason(Errc failure) {
  switch (failure) {
    case Errc::NotTrusted:
      return v1::END_REASON_NOT_TRUSTED;
    case Errc::OutOfDate:
      return v1::END_REASON_ROSTER_STALE;
    case Errc::BadMessage:
      return v1::END_REASON_BROKEN;
    case Errc::RelayUnreachable:
      return v1::END_REASON_RELAY_LOST;
    default:
      return v1::END_REASON_CONSOLE_LOST;
  }
}

}  // namespace maintendue::agent
