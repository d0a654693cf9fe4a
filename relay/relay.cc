#include "relay/relay.h"

#include "base/log.h"
#include "relay/server/key_folder.h"
#include "relay/server/known_roster.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kHandlersGrace = 2s;

std::unique_ptr<wire::RpcServer> make_server(
    net::any_io_executor main,
    const server::Settings& settings,
    const identity::Trust& trust,
    WallTime now
) {
  const server::KeyFolder keys(settings.keys);
  keys.expect_of(trust, "relay", identity::Server::Relay);
  keys.warn_of_end("relay", now);
  wire::ServerOptions options;
  options.address = settings.listen.host;
  options.port = settings.listen.port;
  options.identity = keys.tls("relay");
  options.client_roots = keys.root();
  return wire::RpcServer::create(std::move(main), std::move(options));
}

}  // namespace

Relay::Relay(net::any_io_executor main, wire::Timeline& timeline, const server::Settings& settings)
    : folder_(settings.data),
      store_(SqliteStore::open(main, folder_.path(), timeline.wall())),
      families_(FamilyStore::open(main, folder_.path(), timeline.wall())),
      directory_(feed_, timeline),
      roster_(
          server::book_at_start(settings.keys, store_->kept_roster()),
          *store_,
          feed_,
          directory_,
          timeline
      ),
      visitors_(roster_.book(), timeline),
      switchboard_(
          SessionGround{main, timeline, *store_, feed_, wire::pump_both}, *store_, directory_
      ),
      agent_link_(
          main,
          timeline,
          visitors_,
          *store_,
          *store_,
          *store_,
          *store_,
          feed_,
          directory_,
          switchboard_,
          roster_
      ),
      tunnel_(timeline, visitors_, switchboard_),
      whose_(*store_, *store_, *store_, directory_, roster_, timeline),
      fleet_(visitors_, *store_, *store_, directory_, whose_, roster_, timeline),
      sessions_(visitors_, whose_, switchboard_, *store_, *store_),
      calls_(*store_, *store_),
      events_(main, timeline, visitors_, feed_),
      operators_(roster_),
      households_(visitors_, *families_, *store_, roster_, timeline),
      duties_(visitors_, *store_, timeline),
      help_(visitors_, *store_, whose_, roster_, feed_, directory_, timeline),
      server_(make_server(main, settings, roster_.book().trust(), timeline.wall())) {
  agent_link_.serve(*server_);
  tunnel_.serve(*server_);
  fleet_.serve(*server_);
  sessions_.serve(*server_);
  calls_.serve(*server_);
  events_.serve(*server_);
  operators_.serve(*server_);
  households_.serve(*server_);
  duties_.serve(*server_);
  help_.serve(*server_);
}

void Relay::start() {
  server_->start(
      [this](const wire::Caller& caller) { return visitors_.admit(caller); },
      [this](const wire::Caller& caller, const Error& why) { visitors_.tell_refused(caller, why); }
  );
  switchboard_.take_over(store_->left_open());
  log::event("relay", log::Level::info, "relay started", {{"port", server_->port()}});
}

net::awaitable<void> Relay::stop() {
  directory_.close();
  co_await switchboard_.stop();
  feed_.close();
  co_await server_->stop(kHandlersGrace);
  log::event("relay", log::Level::info, "relay stopped");
}

}  // namespace maintendue::relay
