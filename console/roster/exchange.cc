#include "console/roster/exchange.h"

#include "base/log.h"
#include "console/data_keys/waiting_keys.h"
#include "maintendue/v1/operators.pb.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kAnswer = 15s;
constexpr auto kAgain = 30min;
constexpr auto kConfirmEvery = 20h;  // each working day, whatever the hour

}  // namespace

Exchange::Exchange(
    wire::Timeline& timeline, Team& team, RelayClientPtr relay, identity::PrivateKey key
)
    : timeline_(timeline),
      team_(team),
      relay_(std::move(relay)),
      ask_([relay = relay_](std::string method, Bytes request) {
        return relay->call(std::move(method), std::move(request), kAnswer);
      }),
      key_(std::move(key)) {}

net::awaitable<void> Exchange::run() {
  for (;;) {
    const std::uint64_t changes = relay_->roster_changes();
    const Result<void> done = co_await once();
    if (!done) {
      log::event(
          "console.roster", log::Level::info, "roster not exchanged",
          {{"error", name(done.error().code)}, {"detail", done.error().detail}}
      );
    }
    // What came meanwhile woke nobody.
    if (relay_->roster_changes() != changes || (done && is_behind())) continue;
    // Any of them is a reason to look again.
    (void)co_await (relay_->roster_changed() || team_.changed() || timeline_.sleep_for(kAgain));
  }
}

net::awaitable<Result<void>> Exchange::once() {
  Result<void> fetched = co_await fetch();
  const bool refused = !fetched && fetched.error().code == Errc::NotTrusted;
  if (refused && co_await put(team_.book().news())) fetched = co_await fetch();
  if (!fetched) co_return fetched;
  confirm();
  Result<void> handed_in = co_await hand_in();
  if (handed_in) co_await hand_in_data_keys();
  co_return handed_in;
}

net::awaitable<Result<void>> Exchange::fetch() {
  auto asking =
      ask<v1::RosterNews>(ask_, "/maintendue.v1.Operators/GetRoster", v1::GetRosterRequest());
  Result<v1::RosterNews> news = co_await std::move(asking);
  if (!news) co_return tl::unexpected(news.error());
  relays_ = std::move(*news);
  // An older one than ours is what hand_in() mends; anything else that is wrong was logged.
  (void)team_.hear(relays_);
  co_return Result<void>{};
}

// Says nothing for somebody who is an operator no more.
void Exchange::confirm() {
  const roster::Member* self = team_.book().roster().member(team_.self());
  if (self == nullptr || self->who.public_key != key_.public_key()) return;
  const WallTime now = timeline_.wall();
  const auto last = team_.book().confirmed_by(team_.self());
  if (last && now < *last + kConfirmEvery) return;
  state(roster::NewestKnown{team_.book().edition()});
}

bool Exchange::is_behind() const {
  return team_.book().news().SerializeAsString() != relays_.SerializeAsString();
}

net::awaitable<Result<void>> Exchange::hand_in() {
  if (!is_behind()) co_return Result<void>{};
  co_return co_await put(team_.book().news());
}

// Once the relay has our roster: of another one's data key it would keep none.
net::awaitable<void> Exchange::hand_in_data_keys() {
  if (team_.book().empty()) co_return;
  Bytes data_key = team_.book().roster().data_key;
  auto giving = hand_in_waiting_keys(team_.folder(), std::move(data_key), ask_);
  const Result<void> done = co_await std::move(giving);
  if (done) co_return;
  log::event(
      "console.roster", log::Level::info, "data keys wait on",
      {{"error", name(done.error().code)}, {"detail", done.error().detail}}
  );
}

net::awaitable<Result<void>> Exchange::put(v1::RosterNews news) {
  const std::string method = "/maintendue.v1.Operators/PutRoster";
  const Bytes request = news.SerializeAsString();
  Result<Bytes> answer = co_await relay_->call(method, request, kAnswer);
  if (!answer && answer.error().code == Errc::NotTrusted) {
    answer = co_await relay_->call_though_refused(method, request, kAnswer);
  }
  if (!answer) co_return tl::unexpected(answer.error());
  relays_ = news;
  co_return team_.hear(news);
}

void Exchange::state_suspension(const OperatorId& whom) { state(roster::Suspension{whom}); }

void Exchange::state_extension() { state(roster::Extension{team_.book().edition()}); }

template <class What>
void Exchange::state(What what) {
  const roster::Statement statement{team_.self(), timeline_.wall(), std::move(what)};
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(statement, team_.trust(), key_);
  (void)team_.hear(news);
}

}  // namespace maintendue::console
