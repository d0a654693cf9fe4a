// The first part of Session's story: from the page's wish to two greetings.
#include "base/log.h"
#include "console/session/session.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.session";
constexpr auto kJoin = 35s;  // the relay gives the PC 30 s
constexpr auto kGreeting = 10s;

// Only the very machine that was asked for, proved by its own certificate. Its key is remembered
// the first time, and no other is taken from then on.
seal::PeerPin pin(
    const identity::Trust& trust,
    const MachineId& wanted,
    const Clock& clock,
    std::shared_ptr<Bytes> known_key
) {
  return [trust, wanted, &clock, known_key](const std::string& chain) -> Result<void> {
    Result<identity::Peer> peer = trust.check_client(chain, clock.wall());
    if (!peer) return tl::unexpected(peer.error());
    const auto* machine = std::get_if<identity::Machine>(&*peer);
    if (!machine || machine->id != wanted) return fail(Errc::NotTrusted, "another machine");
    if (known_key->empty()) *known_key = machine->public_key;
    if (machine->public_key != *known_key) return fail(Errc::NotTrusted, "another machine's key");
    return {};
  };
}

// Why it is over when the tunnel was not to be joined.
Ending unjoined(Errc why) {
  const bool unreached = why == Errc::TimedOut || why == Errc::PeerGone;
  if (unreached) return {v1::END_REASON_MACHINE_UNREACHED, {}};
  return {{}, std::string(name(why))};
}

}  // namespace

net::awaitable<void> Session::begin(OpenWish wish) {
  enter(SessionState::Stage::Calling);
  // Whatever the relay says of it.
  const bool revoked = key_.team.book().revoked(wish.machine);
  if (revoked) co_return end(Ending{{}, std::string(name(Errc::MachineRevoked))});
  // What it holds back this console may know already, or somebody will show it later.
  Result<Bytes> shown = co_await relay_->machine_record(wish.machine);
  if (shown) key_.machines.hear(wish.machine, *shown);
  Result<Opened> opened = co_await relay_->open_session(wish.machine, wish.call_kind);
  if (!opened) co_return end(Ending{{}, std::string(name(opened.error().code))});
  state_.session = opened->session;
  if (witness_) witness_->meets(wish.machine, opened->session, wish.call_kind);
  machine_ = wish.machine;
  Result<wire::RpcStreamPtr> stream = co_await relay_->open_tunnel();
  if (!stream) co_return end(Ending{{}, std::string(name(stream.error().code))});
  stream_ = std::move(*stream);
  Result<void> joined = co_await join(std::move(*opened));
  if (!joined) co_return end(unjoined(joined.error().code));
  enter(SessionState::Stage::Securing);
  Result<void> proved = co_await prove();
  if (!proved) {
    log::event(
        kComponent, log::Level::warning, "machine not proved",
        {{"session", state_.session.value}, {"error", name(proved.error().code)}}
    );
    co_return end(reason_of(proved.error().code));
  }
  const bool greeted = co_await greet(wish.call_kind);
  if (greeted && recognise()) enter(SessionState::Stage::Talking);
}

bool Session::recognise() {
  if (state_.verify.wanted) return true;  // that is what the session is for
  const Result<void> known = key_.machines.admit(machine_, identity::sha256(*machine_key_));
  if (known) return true;
  log::event(
      kComponent, log::Level::warning, "machine not recognised",
      {{"session", state_.session.value},
       {"error", name(known.error().code)},
       {"detail", known.error().detail}}
  );
  end(Ending{v1::END_REASON_NEVER_ALLOWED, std::string(name(known.error().code))});
  return false;
}

net::awaitable<Result<void>> Session::join(Opened opened) {
  v1::JoinRequest request;
  request.set_session_id(opened.session.value);
  request.set_ticket(std::move(opened.ticket));
  Result<void> asked = co_await wire::write_message(*stream_, std::move(request));
  if (!asked) co_return asked;
  auto reading = wire::read_message<v1::JoinReply>(*stream_);
  Result<v1::JoinReply> reply = co_await within(timeline_, kJoin, std::move(reading));
  if (!reply) co_return tl::unexpected(reply.error());
  co_return Result<void>{};
}

net::awaitable<Result<void>> Session::prove() {
  seal::PeerPin only_it = pin(key_.team.trust(), machine_, timeline_, machine_key_);
  seal::Endpoint endpoint(seal::Role::Client, key_.identity, std::move(only_it));
  tunnel_ = std::make_unique<tunnel::SealedTunnel>(stream_, std::move(endpoint));
  return tunnel_->handshake(timeline_);
}

// The PC speaks first: what it knows of the roster tells what it is missing.
net::awaitable<bool> Session::greet(v1::CallKind call_kind) {
  Result<seal::Frame> frame = co_await within(timeline_, kGreeting, tunnel_->read());
  last_heard_ = timeline_.steady();
  v1::MachineSays says;
  if (!frame) {
    end(reason_of(frame.error().code));
  } else if (frame->channel != seal::Channel::Control || !says.ParseFromString(frame->payload)) {
    end(v1::END_REASON_BROKEN);
  } else if (says.say_case() == v1::MachineSays::kGoodbye) {
    machine_left_ = true;
    end(v1::EndReason_IsValid(says.goodbye()) ? says.goodbye() : v1::END_REASON_BROKEN);
  } else if (!says.has_greeting()) {
    end(v1::END_REASON_BROKEN);
  } else if (says.greeting().session_id() != state_.session.value) {
    talking_ = true;  // it is the machine, but not the session: it hears why we leave
    end(v1::END_REASON_NOT_TRUSTED);
  } else {
    co_return co_await answer_greeting(call_kind, says.greeting());
  }
  co_return false;
}

net::awaitable<bool> Session::answer_greeting(
    v1::CallKind call_kind, const v1::MachineGreeting& theirs
) {
  const roster::Book& book = key_.team.book();
  const roster::Edition known{theirs.roster_generation(), theirs.roster_version()};
  v1::ConsoleSays says;
  v1::ConsoleGreeting& ours = *says.mutable_greeting();
  ours.set_session_id(state_.session.value);
  ours.set_call_kind(call_kind);
  ours.set_console_version(MAINTENDUE_VERSION);
  *ours.mutable_roster() = book.news_since(known);
  ours.set_roster_generation(book.edition().generation);
  ours.set_roster_version(book.edition().version);
  auto writing = tunnel_->write(seal::Channel::Control, says.SerializeAsString());
  Result<void> said = co_await within(timeline_, kGreeting, std::move(writing));
  if (!said) end(reason_of(said.error().code));
  talking_ = said.has_value();
  if (talking_) co_await show_photo();
  co_return talking_ && !ending_;
}

net::awaitable<void> Session::show_photo() {
  v1::ConsoleSays says;
  says.set_photo(key_.team.photo());
  if (says.photo().empty()) co_return;
  auto writing = tunnel_->write(seal::Channel::Control, says.SerializeAsString());
  Result<void> said = co_await within(timeline_, kGreeting, std::move(writing));
  if (!said) end(reason_of(said.error().code));
}

}  // namespace maintendue::console
