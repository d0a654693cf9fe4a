#include "console/cli/relay_visit.h"

#include "console/console.h"
#include "maintendue/v1/fleet.pb.h"
#include "wire/play.h"

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;

net::awaitable<void> ask(
    console::RelayClient::Dial dial, std::string method, Bytes request, Result<Bytes>& answer
) {
  const auto channel = dial(console::Purpose::Calls);
  Result<void> connected = co_await channel->connect(15s);
  if (!connected) {
    answer = tl::unexpected(connected.error());
    co_return;
  }
  answer = co_await channel->call(std::move(method), std::move(request), 15s);
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

Result<Bytes> RelayVisit::call(const std::string& method, Bytes request) const {
  net::io_context main;
  const wire::SystemTimeline clock(main.get_executor());
  auto dial = console::dial_relay(main.get_executor(), relay_, home_, clock)(key_);
  Result<Bytes> answer = fail(Errc::Internal);
  wire::play(main, ask(std::move(dial), method, std::move(request), answer));
  return answer;
}

}  // namespace maintendue::cli
