#include "console/cli/relay_visit.h"

#include "console/console.h"
#include "maintendue/v1/fleet.pb.h"
#include "wire/play.h"

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;

net::awaitable<void> go(
    console::RelayClient::Dial dial,
    const RelayVisit::Errand& errand,
    std::chrono::milliseconds patience,
    Result<void>& outcome
) {
  const std::shared_ptr<wire::RpcChannel> channel = dial(console::Purpose::Calls);
  outcome = co_await channel->connect(15s);
  if (!outcome) co_return;
  console::AskRelay ask = [channel, patience](std::string method, Bytes request) {
    return channel->call(std::move(method), std::move(request), patience);
  };
  outcome = co_await errand(std::move(ask));
}

net::awaitable<Result<void>> ask_once(
    console::AskRelay ask, std::string method, Bytes request, Bytes& answer
) {
  Result<Bytes> answered = co_await ask(std::move(method), std::move(request));
  if (!answered) co_return tl::unexpected(answered.error());
  answer = std::move(*answered);
  co_return Result<void>{};
}

}  // namespace

Result<v1::RosterNews> RelayVisit::roster() const {
  const Result<Bytes> answer = call("/maintendue.v1.Operators/GetRoster", Bytes());
  if (!answer) return tl::unexpected(answer.error());
  v1::RosterNews news;
  if (!news.ParseFromString(*answer)) return fail(Errc::BadMessage, "not a roster");
  return news;
}

Result<void> RelayVisit::hand_in(const v1::RosterNews& news) const {
  const auto answer = call("/maintendue.v1.Operators/PutRoster", news.SerializeAsString());
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

Result<void> RelayVisit::put_record(Bytes signed_record) const {
  v1::PutMachineRecordRequest request;
  request.set_signed_record(std::move(signed_record));
  const auto answer = call("/maintendue.v1.Fleet/PutMachineRecord", request.SerializeAsString());
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

Result<void> RelayVisit::run(const Errand& errand, std::chrono::milliseconds patience) const {
  net::io_context main;
  const wire::SystemTimeline clock(main.get_executor());
  auto dial = console::dial_relay(main.get_executor(), relay_, home_, clock)(key_);
  Result<void> outcome = fail(Errc::Internal);
  wire::play(main, go(std::move(dial), errand, patience, outcome));
  return outcome;
}

Result<Bytes> RelayVisit::call(const std::string& method, Bytes request) const {
  Bytes answer;
  const Result<void> done =
      run([&](console::AskRelay ask) { return ask_once(std::move(ask), method, request, answer); });
  if (!done) return tl::unexpected(done.error());
  return answer;
}

}  // namespace maintendue::cli
