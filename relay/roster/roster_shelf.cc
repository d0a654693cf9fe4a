#include "relay/roster/roster_shelf.h"

#include <stdexcept>

#include "base/log.h"
#include "roster/book_file.h"

namespace maintendue::relay {
namespace {

constexpr auto kLog = "relay.roster";
constexpr std::chrono::hours kClocksDiffer{24};

}  // namespace

// In force at once, as it would be if it had come a moment later: what is signed is true before it
// is kept.
net::awaitable<Result<void>> RosterShelf::put(v1::RosterNews news) {
  roster::Book next = book_;
  const auto taken = next.take_in(news);
  if (!taken) co_return tl::unexpected(taken.error());
  // With another root our own certificate is none: nobody who follows would reach us any more.
  if (next.trust().number() != book_.trust().number()) {
    log::event(
        kLog, log::Level::warning, "roster of another root not taken in",
        {{"generation", next.edition().generation}}
    );
    co_return fail(Errc::NotTrusted, "this relay's keys are another root's");
  }
  if (taken->roster && next.roster().made > clock_.wall() + kClocksDiffer) {
    co_return fail(Errc::BadMessage, "a roster of another day");
  }
  book_ = std::move(next);
  if (!*taken) co_return Result<void>{};
  if (taken->roster) directory_.revoke(book_.roster().revoked);
  Result<void> kept = co_await store_.keep_roster(book_.news().SerializeAsString());
  if (!kept) co_return kept;
  const roster::Edition edition = book_.edition();
  log::event(
      kLog, log::Level::info, taken->roster ? "newer roster" : "operator stated something",
      {{"generation", edition.generation}, {"version", edition.version}}
  );
  feed_.publish(RosterChanged{});
  // A daily confirmation can wait until a machine comes again: it would keep 4G dongles awake.
  if (taken->roster || taken->suspension || taken->extension) {
    directory_.tell_roster(book_.news().SerializeAsString());
  }
  co_return Result<void>{};
}

roster::Book book_at_start(
    const identity::Trust& first_root, const Bytes& kept, const std::filesystem::path& floor
) {
  Result<roster::Book> book = roster::open_book(floor, first_root);
  if (!book) {
    throw std::runtime_error("the roster in " + floor.string() + " is not this organisation's");
  }
  const std::uint64_t root = book->trust().number();
  v1::RosterNews news;
  // One that is older than the floor's is passed over.
  if (news.ParseFromString(kept)) (void)book->take_in(news);
  if (book->trust().number() != root) {
    throw std::runtime_error(
        "the keys beside " + floor.string() +
        " are of a root that was replaced: put the new ones there"
    );
  }
  if (book->empty()) throw std::runtime_error("there is no roster in " + floor.string());
  return std::move(*book);
}

}  // namespace maintendue::relay
