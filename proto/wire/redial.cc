#include "wire/redial.h"

namespace maintendue::wire {
namespace {

using namespace std::chrono_literals;

using Standing = Result<std::unique_ptr<RpcChannel>>;

constexpr auto kApart = 500ms;
constexpr auto kTry = 10s;

// A line that does not come to stand is let go, and then nothing comes of it.
net::awaitable<Standing> stand(Timeline& timeline, std::unique_ptr<RpcChannel> channel) {
  Result<void> stands = co_await channel->connect(kTry);
  if (stands) co_return channel;
  channel.reset();
  co_await timeline.sleep_until(SteadyTime::max());
  co_return fail(Errc::TimedOut);
}

net::awaitable<Standing> stand_later(Timeline& timeline, Dial dial) {
  co_await timeline.sleep_for(kApart);
  co_return co_await first_standing(timeline, std::move(dial));
}

}  // namespace

net::awaitable<Standing> first_standing(Timeline& timeline, Dial dial) {
  std::unique_ptr<RpcChannel> channel = dial();
  auto now = stand(timeline, std::move(channel));
  auto later = stand_later(timeline, std::move(dial));
  auto first = co_await (std::move(now) || std::move(later));
  co_return std::visit([](Standing& one) { return std::move(one); }, first);
}

net::awaitable<Standing> standing_within(
    Timeline& timeline, std::chrono::milliseconds limit, Dial dial
) {
  const SteadyTime end = timeline.steady() + limit;
  for (;;) {
    std::unique_ptr<RpcChannel> channel = dial();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - timeline.steady());
    Result<void> stands = co_await channel->connect(left);
    if (stands) co_return channel;
    channel.reset();
    const bool hopeless = stands.error().code == Errc::NotTrusted;
    if (hopeless || timeline.steady() + kApart >= end) co_return tl::unexpected(stands.error());
    co_await timeline.sleep_for(kApart);
  }
}

}  // namespace maintendue::wire
