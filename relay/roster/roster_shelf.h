// The newest roster that this relay has seen: kept on the disk, told to whoever is here. The relay
// decides by it who may call what; it can make none.
#pragma once

#include <filesystem>

#include "relay/directory/directory.h"
#include "relay/store/store.h"
#include "roster/book.h"

namespace maintendue::relay {

// Lives on `main`.
class RosterShelf final {
 public:
  // `book` holds what was kept.
  RosterShelf(
      roster::Book book, RosterStore& store, Feed& feed, Directory& directory, const Clock& clock
  )
      : book_(std::move(book)), store_(store), feed_(feed), directory_(directory), clock_(clock) {
    if (!book_.empty()) directory_.revoke(book_.roster().revoked);
  }

  const roster::Book& book() const { return book_; }
  // Book::take_in, and BadMessage for a roster dated more than a day ahead: somebody's clock is
  // wrong, and nothing older could follow it; NotTrusted for one of another root than the relay's
  // keys are of: the next root's keys come first. What was new is on the disk, and on its way to
  // machines and consoles, when it returns. Internal when the disk failed.
  net::awaitable<Result<void>> put(v1::RosterNews news);

 private:
  roster::Book book_;
  RosterStore& store_;
  Feed& feed_;
  Directory& directory_;
  const Clock& clock_;
};

// The book as the store kept it, or as `floor` (KEYS/roster, as the administrator made it) has it,
// whichever is newer. Throws std::runtime_error with one sentence when neither holds a roster of
// ours, or when what was kept is of another root than the keys, and no earlier one.
roster::Book book_at_start(
    const identity::Trust& first_root, const Bytes& kept, const std::filesystem::path& floor
);

}  // namespace maintendue::relay
