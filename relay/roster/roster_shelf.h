// The newest roster that this relay has seen: kept on the disk, told to whoever is here. The relay
// decides by it who may call what; it can make none.
#pragma once

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
  // server::take_in. What was new is on the disk, and on its way to machines and consoles, when it
  // returns. Internal when the disk failed.
  net::awaitable<Result<void>> put(v1::RosterNews news);

 private:
  roster::Book book_;
  RosterStore& store_;
  Feed& feed_;
  Directory& directory_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
