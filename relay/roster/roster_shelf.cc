#include "relay/roster/roster_shelf.h"

#include "base/log.h"
#include "relay/server/known_roster.h"

namespace maintendue::relay {

// In force at once, as it would be if it had come a moment later: what is signed is true before it
// is kept.
net::awaitable<Result<void>> RosterShelf::put(v1::RosterNews news) {
  const auto taken = server::take_in(book_, news, clock_.wall());
  if (!taken) co_return tl::unexpected(taken.error());
  if (!*taken) co_return Result<void>{};
  if (taken->roster) directory_.revoke(book_.roster().revoked);
  Result<void> kept = co_await store_.keep_roster(book_.news().SerializeAsString());
  if (!kept) co_return kept;
  const roster::Edition edition = book_.edition();
  log::event(
      "relay.roster", log::Level::info,
      taken->roster ? "newer roster" : "operator stated something",
      {{"generation", edition.generation}, {"version", edition.version}}
  );
  feed_.publish(RosterChanged{});
  // A daily confirmation can wait until a machine comes again: it would keep 4G dongles awake.
  if (taken->roster || taken->suspension || taken->extension) {
    directory_.tell_roster(book_.news().SerializeAsString());
  }
  co_return Result<void>{};
}

}  // namespace maintendue::relay
