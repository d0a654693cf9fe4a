#include "console/enrolment/enrolment_desk.h"

#include "identity/enrolment_code.h"
#include "wire/rpc_channel.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kConnect = 10s;
constexpr auto kAnswer = 15s;

wire::ChannelOptions options_for(
    const Address& server, const identity::Trust& trust, const Clock& clock
) {
  wire::ChannelOptions options;
  options.host = server.host;
  options.port = server.port;
  options.roots = trust.root_pem();
  options.check_server = identity::server_check(
      trust, identity::Server::Enrolment, server.host, [&clock] { return clock.wall(); }
  );
  return options;
}

local::v1::NewMachines to_page(const v1::OrderAnswer& answer) {
  local::v1::NewMachines machines;
  for (const v1::WaitingMachine& waiting : answer.waiting()) {
    local::v1::NewMachine& one = *machines.add_machines();
    one.set_key_hash(waiting.key_hash());
    one.set_hostname(waiting.hostname());
    one.set_since_ms(waiting.since_ms());
    one.set_check_number(waiting.check_number());
  }
  return machines;
}

}  // namespace

net::awaitable<Result<local::v1::OfferCodeResponse>> EnrolmentDesk::offer_code() {
  const std::string code = identity::make_code();
  auto giving = give(roster::OpenCode{identity::code_hash(code)});
  const auto given = co_await std::move(giving);
  if (!given) co_return tl::unexpected(given.error());
  local::v1::OfferCodeResponse response;
  response.set_enrolment_code(identity::shown_code(code));
  response.set_ends_ms(to_unix_ms(timeline_.wall() + identity::kCodeLife));
  co_return response;
}

net::awaitable<Result<local::v1::NewMachines>> EnrolmentDesk::list() {
  return give(roster::ListWaiting{});
}

net::awaitable<Result<local::v1::NewMachines>> EnrolmentDesk::admit(
    local::v1::AdmitMachineRequest request
) {
  if (request.admit()) return give(roster::Admit{request.key_hash()});
  return give(roster::TurnAway{request.key_hash()});
}

net::awaitable<Result<local::v1::NewMachines>> EnrolmentDesk::give(
    decltype(roster::EnrolmentOrder::what) what
) {
  const auto& keys = keyring_.keys();
  if (!keys) co_return fail(Errc::NotAllowed, "signed out");
  if (!server_) co_return fail(Errc::NotFound, "no enrolment process is known");
  const roster::EnrolmentOrder order{team_.self(), timeline_.wall(), std::move(what)};
  v1::SignedOrder signed_order = roster::sign_order(order, team_.book(), keys->key);
  const auto channel =
      wire::RpcChannel::open(main_, options_for(*server_, team_.trust(), timeline_));
  const Result<void> connected = co_await channel->connect(kConnect);
  if (!connected) co_return tl::unexpected(connected.error());
  const Result<v1::OrderAnswer> answer = co_await wire::call<v1::OrderAnswer>(
      *channel, "/maintendue.v1.Enrolment/GiveOrder", std::move(signed_order), kAnswer
  );
  if (!answer) co_return tl::unexpected(answer.error());
  co_return to_page(*answer);
}

}  // namespace maintendue::console
