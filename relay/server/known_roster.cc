#include "relay/server/known_roster.h"

#include <stdexcept>

#include "base/log.h"
#include "base/signed_date.h"
#include "relay/server/key_folder.h"
#include "roster/book_file.h"

namespace maintendue::server {
namespace {

namespace fs = std::filesystem;

constexpr auto kLog = "server.roster";

Bytes root_key(const roster::Book& book) { return book.trust().root().public_key(); }

roster::Book book_beside(const fs::path& keys) {
  const Result<identity::Trust> first_root = identity::Trust::from_pem(KeyFolder(keys).root());
  if (!first_root) {
    throw std::runtime_error((keys / "root.crt").string() + " is not an organisation's root.");
  }
  Result<roster::Book> book = roster::open_book(keys / "roster", *first_root);
  if (!book) {
    throw std::runtime_error((keys / "roster").string() + " is not this organisation's roster.");
  }
  return std::move(*book);
}

// Those who followed another line of roots would know this server no more.
void check_line(const roster::Book& kept, const roster::Book& ours, const fs::path& keys) {
  if (kept.empty() || root_key(kept) == root_key(ours)) return;
  if (kept.trust().number() >= ours.trust().number()) {
    throw std::runtime_error(
        "The keys in " + keys.string() +
        " are not of the root that this server knows: put the newest ones there."
    );
  }
  if (kept.roster().made <= ours.roster().made) return;
  log::event(
      kLog, log::Level::warning, "a roster that is later than the new root's counts no more",
      {{"generation", kept.edition().generation}, {"version", kept.edition().version}}
  );
}

}  // namespace

roster::Book book_at_start(const fs::path& keys, const Bytes& kept) {
  roster::Book book = book_beside(keys);
  roster::Book before(book.trust().first());
  v1::RosterNews news;
  if (!news.ParseFromString(kept)) news.Clear();
  (void)before.take_in(news);  // what is damaged or somebody else's was never ours
  check_line(before, book, keys);
  if (!book.take_in(news) && !book.empty()) book.take_over(before);
  if (book.empty()) throw std::runtime_error("There is no roster in " + keys.string() + ".");
  return book;
}

Result<roster::Book::Taken> take_in(roster::Book& book, const v1::RosterNews& news, WallTime now) {
  roster::Book next = book;
  const auto taken = next.take_in(news);
  if (!taken) return taken;
  // With another root our own certificate is none: nobody who follows would reach us any more.
  if (root_key(next) != root_key(book)) {
    log::event(
        kLog, log::Level::warning, "roster of another root not taken in",
        {{"generation", next.edition().generation}}
    );
    return fail(Errc::NotTrusted, "this server's keys are another root's");
  }
  if (taken->roster && next.roster().made > now + kClocksDiffer) {
    return fail(Errc::BadMessage, "a roster of another day");
  }
  book = std::move(next);
  return taken;
}

}  // namespace maintendue::server
