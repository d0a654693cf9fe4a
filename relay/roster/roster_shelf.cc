#include "relay/roster/roster_shelf.h"

#include <stdexcept>

#include "base/log.h"
#include "roster/book_file.h"

namespace maintendue::relay {
namespace {

constexpr auto kLog = "relay.roster";
constexpr std::chrono::hours kClocksDiffer{24};

Bytes root_key(const roster::Book& book) { return book.trust().root().public_key(); }

// Those who followed another line of roots would know this server no more.
void check_line(
    const roster::Book& kept, const roster::Book& ours, const std::filesystem::path& floor
) {
  if (kept.empty() || root_key(kept) == root_key(ours)) return;
  if (kept.trust().number() >= ours.trust().number()) {
    throw std::runtime_error(
        "the keys beside " + floor.string() +
        " are not of the root that this relay knows: put the newest ones there"
    );
  }
  if (kept.roster().made <= ours.roster().made) return;
  log::event(
      kLog, log::Level::warning, "a roster that is later than the new root's counts no more",
      {{"generation", kept.edition().generation}, {"version", kept.edition().version}}
  );
}

}  // namespace

// In force at once, as it would be if it had come a moment later: what is signed is true before it
// is kept.
net::awaitable<Result<void>> RosterShelf::put(v1::RosterNews news) {
  roster::Book next = book_;
  const auto taken = next.take_in(news);
  if (!taken) co_return tl::unexpected(taken.error());
  // With another root our own certificate is none: nobody who follows would reach us any more.
  if (root_key(next) != root_key(book_)) {
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
  roster::Book before(first_root);
  v1::RosterNews news;
  if (!news.ParseFromString(kept)) news.Clear();
  (void)before.take_in(news);
  check_line(before, *book, floor);
  // One that is older than the floor's is passed over, but not what was stated in it.
  if (!book->take_in(news) && !book->empty()) book->take_over(before);
  if (book->empty()) throw std::runtime_error("there is no roster in " + floor.string());
  return std::move(*book);
}

}  // namespace maintendue::relay
