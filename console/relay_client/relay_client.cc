#include "console/relay_client/relay_client.h"

#include "base/log.h"
#include "base/random.h"
#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "wire/redial.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.relay";
constexpr auto kConnect = 10s;
constexpr auto kOpenSession = 12s;
constexpr auto kResumeSession = 6s;
constexpr auto kSilence = 50s;  // two heartbeats of 20 s were missed (events.proto)
constexpr auto kBetweenTries = 1s;
constexpr auto kProbe = 3s;
constexpr auto kMachineRecord = 5s;

bool is_refusal(Errc code) { return code == Errc::NotTrusted || code == Errc::NotAllowed; }

// A stream and the line that is its own; the line goes last.
struct TunnelLine {
  std::unique_ptr<wire::RpcChannel> channel;
  wire::RpcStreamPtr stream;
};

wire::RpcStreamPtr tunnel_on(std::unique_ptr<wire::RpcChannel> channel) {
  const auto line = std::make_shared<TunnelLine>();
  line->channel = std::move(channel);
  line->stream = line->channel->stream("/maintendue.v1.Tunnel/Join");
  return {line, line->stream.get()};
}

// How a session that the relay does not hold any more ended, as its record tells.
net::awaitable<Result<v1::EndReason>> how_it_ended(
    wire::RpcChannel& channel, MachineId machine, SessionId session
) {
  v1::ListSessionsRequest request;
  request.set_machine_id(machine.value);
  request.set_limit(1);
  request.set_before_session_id(session.value + 1);
  auto asking = wire::call<v1::ListSessionsResponse>(
      channel, "/maintendue.v1.Sessions/ListSessions", std::move(request), kResumeSession
  );
  Result<v1::ListSessionsResponse> page = co_await std::move(asking);
  if (!page) co_return tl::unexpected(page.error());
  const bool there = page->sessions_size() == 1 && page->sessions(0).session_id() == session.value;
  if (!there) co_return v1::END_REASON_RELAY_LOST;
  if (page->sessions(0).end_reason() == v1::END_REASON_UNSPECIFIED) {
    co_return fail(Errc::TryLater, "it is being closed");
  }
  co_return page->sessions(0).end_reason();
}

}  // namespace

RelayClient::RelayClient(net::any_io_executor main, wire::Timeline& timeline, Dial dial)
    : timeline_(timeline),
      dial_(std::move(dial)),
      tried_(main),
      hurry_(main),
      dead_(main),
      stopping_(main),
      roster_changed_(main),
      tasks_(main) {}

void RelayClient::start() { tasks_.spawn(keep_up()); }

net::awaitable<void> RelayClient::stop() {
  stopped_ = true;
  stopping_.notify();
  tried_.notify();
  for (const auto& weak : streams_) {
    if (const auto stream = weak.lock()) stream->finish();
  }
  co_await tasks_.stop();
  channel_.reset();
}

net::awaitable<void> RelayClient::keep_up() {
  for (;;) {
    const Errc why = co_await stand();
    channel_.reset();
    set_state(is_refusal(why) ? LineState::Refused : LineState::Unreachable);
    trying_ = false;
    tried_.notify();
    const auto wait = backoff_.next(random_number());
    (void)co_await (timeline_.sleep_for(wait) || hurry_.wait());  // either one ends the pause
  }
}

// One line from its first try to its loss; the reason of the loss.
net::awaitable<Errc> RelayClient::stand() {
  last_try_ = timeline_.steady();
  trying_ = true;
  ChannelPtr channel = dial_(Purpose::Calls);
  Result<void> connected = co_await channel->connect(kConnect);
  if (!connected) {
    log::event(
        kComponent, log::Level::info, "relay not reached",
        {{"error", name(connected.error().code)}, {"detail", connected.error().detail}}
    );
    co_return connected.error().code;
  }
  channel_ = channel;
  const SteadyTime since = timeline_.steady();
  Result<void> lived = fail(Errc::RelayUnreachable, "it answers no more");
  auto first = co_await (listen_for_life(*channel) || dead_.wait());
  if (first.index() == 0) lived = std::get<0>(std::move(first));
  if (state_ == LineState::Connected) {
    backoff_.stood(std::chrono::duration_cast<std::chrono::milliseconds>(timeline_.steady() - since)
    );
  }
  const auto level = stopped_ ? log::Level::debug : log::Level::info;
  log::event(kComponent, level, "line to the relay lost", {{"error", name(lived.error().code)}});
  co_return lived.error().code;
}

net::awaitable<void> RelayClient::probe() {
  const ChannelPtr held = channel_;
  if (!held) co_return hurry_.notify();
  Result<void> lives = co_await held->connect(kProbe);
  if (!lives && channel_ == held) dead_.notify();
}

// A gRPC channel does not tell that its line is gone, and a relay that refuses an operator says so
// only in answer to a call. The heartbeat of Events.Watch tells both, and a newer roster; what else
// it says is for the pages, which have streams of their own. Ends only with an error.
net::awaitable<Result<void>> RelayClient::listen_for_life(wire::RpcChannel& channel) {
  const wire::RpcStreamPtr pulse = channel.stream("/maintendue.v1.Events/Watch");
  follow(pulse);
  Bytes request = v1::WatchRequest{}.SerializeAsString();
  Result<void> asked = co_await within(timeline_, kConnect, pulse->write(std::move(request)));
  if (!asked) co_return asked;
  pulse->writes_done();
  for (;;) {
    const auto patience =
        state_ == LineState::Connected ? kSilence : std::chrono::seconds{kConnect};
    Result<Bytes> beat = co_await within(timeline_, patience, pulse->read());
    if (!beat) {
      pulse->finish();
      co_return tl::unexpected(beat.error());
    }
    v1::Event event;
    if (event.ParseFromString(*beat) && event.has_roster()) tell_roster_changed();
    if (state_ == LineState::Connected) continue;
    set_state(LineState::Connected);
    trying_ = false;
    tried_.notify();
    tell_roster_changed();
  }
}

net::awaitable<Result<RelayClient::ChannelPtr>> RelayClient::line(std::chrono::milliseconds limit) {
  const bool resting = state_ == LineState::Unreachable || state_ == LineState::Refused;
  const bool tried_now = !trying_ && timeline_.steady() - last_try_ < kBetweenTries;
  if (!stopped_ && state_ != LineState::Connected && !(resting && tried_now)) {
    hurry_.notify();
    (void)co_await (tried_.wait() || timeline_.sleep_for(limit));  // then we look at the state
  }
  if (stopped_) co_return fail(Errc::Cancelled, "signed out");
  if (state_ == LineState::Connected) co_return channel_;
  co_return fail(state_ == LineState::Refused ? Errc::NotTrusted : Errc::RelayUnreachable);
}

net::awaitable<Result<Bytes>> RelayClient::call(
    std::string method, Bytes request, std::chrono::milliseconds limit
) {
  if (stopped_) co_return fail(Errc::Cancelled, "signed out");
  auto first =
      co_await (call_on_line(std::move(method), std::move(request), limit) || stopping_.wait());
  if (first.index() == 1) co_return fail(Errc::Cancelled, "signed out");
  co_return std::get<0>(std::move(first));
}

net::awaitable<Result<Bytes>> RelayClient::call_though_refused(
    std::string method, Bytes request, std::chrono::milliseconds limit
) {
  if (stopped_) co_return fail(Errc::Cancelled, "signed out");
  auto first =
      co_await (call_apart(std::move(method), std::move(request), limit) || stopping_.wait());
  if (first.index() == 1) co_return fail(Errc::Cancelled, "signed out");
  Result<Bytes> answer = std::get<0>(std::move(first));
  if (answer && state_ != LineState::Connected) {
    last_try_ = {};
    hurry_.notify();
  }
  co_return answer;
}

net::awaitable<Result<Bytes>> RelayClient::call_apart(
    std::string method, Bytes request, std::chrono::milliseconds limit
) {
  const ChannelPtr channel = dial_(Purpose::Calls);
  Result<void> connected = co_await channel->connect(kConnect);
  if (!connected) co_return tl::unexpected(connected.error());
  co_return co_await channel->call(std::move(method), std::move(request), limit);
}

net::awaitable<Result<Bytes>> RelayClient::call_on_line(
    std::string method, Bytes request, std::chrono::milliseconds limit
) {
  const SteadyTime end = timeline_.steady() + limit;
  Result<ChannelPtr> channel = co_await line(limit);
  if (!channel) co_return tl::unexpected(channel.error());
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - timeline_.steady());
  const ChannelPtr held = *channel;  // for as long as the call lasts
  auto answering = held->call(std::move(method), std::move(request), std::max(left, 1ms));
  auto first = co_await (std::move(answering) || dead_.wait());
  if (first.index() == 1) co_return fail(Errc::RelayUnreachable, "the line was dead");
  co_return std::get<0>(std::move(first));
}

net::awaitable<Result<wire::RpcStreamPtr>> RelayClient::stream(std::string method, Bytes request) {
  Result<ChannelPtr> channel = co_await line(kConnect);
  if (!channel) co_return tl::unexpected(channel.error());
  const auto line = std::make_shared<std::pair<ChannelPtr, wire::RpcStreamPtr>>();
  line->first = *channel;
  line->second = line->first->stream(std::move(method));
  const wire::RpcStreamPtr stream(line, line->second.get());
  follow(stream);
  Result<void> asked = co_await stream->write(std::move(request));
  if (!asked) {
    stream->finish();
    co_return tl::unexpected(asked.error());
  }
  stream->writes_done();
  co_return stream;
}

AskRelay RelayClient::asking(std::chrono::milliseconds limit) {
  return [this, limit](std::string method, Bytes request) {
    return call(std::move(method), std::move(request), limit);
  };
}

net::awaitable<Result<Opened>> RelayClient::open_session(
    MachineId machine, v1::CallKind call_kind
) {
  v1::OpenSessionRequest request;
  request.set_machine_id(machine.value);
  request.set_call_kind(call_kind);
  auto opening = ask<v1::OpenSessionResponse>(
      asking(kOpenSession), "/maintendue.v1.Sessions/OpenSession", std::move(request)
  );
  Result<v1::OpenSessionResponse> opened = co_await std::move(opening);
  if (!opened) co_return tl::unexpected(opened.error());
  if (opened->session_id() == 0) co_return fail(Errc::BadMessage, "a session without a number");
  co_return Opened{SessionId{opened->session_id()}, std::move(*opened->mutable_ticket())};
}

net::awaitable<Result<Bytes>> RelayClient::machine_record(MachineId machine) {
  v1::GetMachineRequest request;
  request.set_machine_id(machine.value);
  auto getting = ask<v1::Machine>(
      asking(kMachineRecord), "/maintendue.v1.Fleet/GetMachine", std::move(request)
  );
  Result<v1::Machine> told = co_await std::move(getting);
  if (!told) co_return tl::unexpected(told.error());
  co_return std::move(*told->mutable_signed_record());
}

net::awaitable<Result<void>> RelayClient::put_machine_record(Bytes signed_record) {
  v1::PutMachineRecordRequest request;
  request.set_signed_record(std::move(signed_record));
  auto putting = ask<v1::PutMachineRecordResponse>(
      asking(kMachineRecord), "/maintendue.v1.Fleet/PutMachineRecord", std::move(request)
  );
  const auto put = co_await std::move(putting);
  if (!put) co_return tl::unexpected(put.error());
  co_return Result<void>{};
}

net::awaitable<Result<wire::RpcStreamPtr>> RelayClient::open_tunnel() {
  auto dial = [this] { return dial_(Purpose::Tunnel); };
  auto dialling = wire::standing_within(timeline_, kConnect, std::move(dial));
  Result<std::unique_ptr<wire::RpcChannel>> channel = co_await std::move(dialling);
  if (!channel) co_return tl::unexpected(channel.error());
  co_return tunnel_on(std::move(*channel));
}

// On a line of its own: the one that everybody shares may be as dead as the tunnel was.
net::awaitable<Result<Reopened>> RelayClient::reopen(MachineId machine, SessionId session) {
  auto standing = wire::first_standing(timeline_, [this] { return dial_(Purpose::Tunnel); });
  Result<std::unique_ptr<wire::RpcChannel>> channel = co_await std::move(standing);
  if (!channel) co_return tl::unexpected(channel.error());
  if (!stopped_) tasks_.spawn(probe());
  v1::ResumeSessionRequest request;
  request.set_session_id(session.value);
  auto asking = wire::call<v1::ResumeSessionResponse>(
      **channel, "/maintendue.v1.Sessions/ResumeSession", std::move(request), kResumeSession
  );
  Result<v1::ResumeSessionResponse> resumed = co_await std::move(asking);
  if (resumed) {
    co_return Reopened{{}, std::move(*resumed->mutable_ticket()), tunnel_on(std::move(*channel))};
  }
  if (resumed.error().code != Errc::NotFound) co_return tl::unexpected(resumed.error());
  Result<v1::EndReason> ended = co_await how_it_ended(**channel, std::move(machine), session);
  if (!ended) co_return tl::unexpected(ended.error());
  co_return Reopened{*ended, {}, nullptr};
}

void RelayClient::tell_roster_changed() {
  ++roster_changes_;
  roster_changed_.notify();
}

void RelayClient::set_state(LineState state) {
  if (state_ == state) return;
  state_ = state;
  if (state == LineState::Connected) log::event(kComponent, log::Level::info, "relay reached");
}

void RelayClient::follow(const wire::RpcStreamPtr& stream) {
  std::erase_if(streams_, [](const auto& weak) { return weak.expired(); });
  streams_.push_back(stream);
}

}  // namespace maintendue::console
