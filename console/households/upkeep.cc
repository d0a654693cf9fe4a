#include "console/households/upkeep.h"

#include "base/log.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kAgain = 30min;
constexpr auto kSoon = 1min;  // the key that everything new is sealed to is on its way

net::awaitable<Result<void>> keep_up(Households& households) {
  Result<void> loaded = co_await households.load();
  if (!loaded) co_return loaded;
  const Result<int> sealed = co_await households.seal_anew();
  if (!sealed) co_return tl::unexpected(sealed.error());
  const Result<int> erased = co_await households.erase_anew();
  if (!erased) co_return tl::unexpected(erased.error());
  co_return Result<void>{};
}

}  // namespace

net::awaitable<void> keep_up_households(
    wire::Timeline& timeline,
    Team& team,
    OpenKeys keys,
    AskRelay relay,
    net::thread_pool::executor_type work
) {
  for (;;) {
    const roster::Edition edition = team.book().edition();
    const roster::Member* self = team.book().roster().member(team.self());
    const bool is_mediator = self != nullptr && household_record::may_write(self->who);
    std::chrono::milliseconds pause = kAgain;
    Result<void> done;
    if (is_mediator) {
      Households households(timeline, team, keys, relay, work);
      done = co_await keep_up(households);
      if (done && !households.can_write()) pause = kSoon;
    }
    if (!done) {
      log::event(
          "console.households", log::Level::info, "households not kept up",
          {{"error", name(done.error().code)}, {"detail", done.error().detail}}
      );
    }
    if (team.book().edition() != edition) continue;
    // Either is a reason to look again.
    (void)co_await (team.changed() || timeline.sleep_for(pause));
  }
}

}  // namespace maintendue::console
