#include "relay/gate/events.h"

#include "relay/access/policy.h"
#include "relay/gate/words.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kRequestLimit = 10s;
constexpr auto kHeartbeat = 20s;
constexpr std::string_view kListHelp = "/maintendue.v1.Help/ListHelp";

v1::Event ready() {
  v1::Event event;
  event.mutable_ready();
  return event;
}

v1::Event heartbeat() {
  v1::Event event;
  event.mutable_heartbeat();
  return event;
}

}  // namespace

void EventsGate::serve(wire::RpcServer& server) {
  server.on_stream(
      "/maintendue.v1.Events/Watch",
      [this](wire::Caller caller, wire::RpcStreamPtr stream) {
        return watch(std::move(caller), std::move(stream));
      }
  );
}

net::awaitable<Result<void>> EventsGate::watch(wire::Caller caller, wire::RpcStreamPtr stream) {
  auto reading = wire::read_message<v1::WatchRequest>(*stream);
  const Result<v1::WatchRequest> request =
      co_await wire::within(timeline_, kRequestLimit, std::move(reading));
  if (!request) co_return tl::unexpected(request.error());

  Watch watch(feed_, main_);  // before `ready`: whoever lists after it misses nothing
  Result<void> said = co_await wire::write_message(*stream, ready());
  while (said) {
    const SteadyTime beat = timeline_.steady() + kHeartbeat;
    while (said && timeline_.steady() < beat) {
      said = visitors_.admit(caller);  // a roster may have left her out
      if (said) said = co_await tell_what_waits(caller, watch, *stream);
      if (!said) break;
      auto change = watch.changed();
      auto silence = timeline_.sleep_until(beat);
      auto gone = stream->gone();
      const auto first = co_await (std::move(change) || std::move(silence) || std::move(gone));
      if (first.index() == 2) co_return fail(Errc::PeerGone, "it left");
    }
    if (said) said = co_await wire::write_message(*stream, heartbeat());
  }
  co_return said;
}

bool EventsGate::may_hear(const wire::Caller& caller, const Change& change) {
  if (!std::holds_alternative<HelpEntry>(change)) return true;
  const Result<Visitor> who = visitors_.visitor_of(caller);
  return who && check_call(kListHelp, *who);
}

net::awaitable<Result<void>> EventsGate::tell_what_waits(
    const wire::Caller& caller, Watch& watch, wire::RpcStream& stream
) {
  while (std::optional<Change> change = watch.take()) {
    if (!may_hear(caller, *change)) continue;
    Result<void> said = co_await wire::write_message(stream, message_of(*change));
    if (!said) co_return said;
  }
  if (watch.overflowed()) co_return fail(Errc::Overloaded, "it reads too slowly");
  if (watch.closed()) co_return fail(Errc::RelayUnreachable, "the relay is stopping");
  co_return Result<void>{};
}

}  // namespace maintendue::relay
