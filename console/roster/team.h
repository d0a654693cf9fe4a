// The roster as this console knows it: kept in the operator's folder, with what she has read of it.
#pragma once

#include <filesystem>

#include "roster/book.h"
#include "roster/changes.h"
#include "wire/signal.h"

namespace maintendue::console {

// Of an operator's folder.
constexpr auto kPhotoFile = "photo.jpg";

// Lives on `main`.
class Team {
 public:
  // `book` as the folder's file `roster` holds it. What was read is in `roster.read`; the first
  // time, all of it was.
  Team(net::any_io_executor main, roster::Book book, std::filesystem::path folder, OperatorId self);

  const roster::Book& book() const { return book_; }
  const OperatorId& self() const { return self_; }
  const identity::Trust& trust() const { return book_.trust(); }
  const std::filesystem::path& folder() const { return folder_; }

  // Book::take_published, and on the disk. In force even if the disk says no, which is logged.
  Result<void> hear(const v1::RosterNews& news);
  // Returns when the book is not as it was.
  net::awaitable<void> changed() { return changed_.wait(); }

  // Her own picture for families: the folder's file photo.jpg, when it is the one that the roster
  // names. Empty when there is none.
  Bytes photo() const;

  // What changed since mark_read(), for people.
  std::vector<roster::Change> unread() const {
    return roster::changes(read_.roster(), book_.roster());
  }
  // Likewise: who is suspended and was not, and the other way round.
  std::vector<identity::Operator> newly_suspended() const;
  std::vector<identity::Operator> newly_lifted() const;
  // Likewise: by whose word the roster goes on.
  std::optional<identity::Operator> newly_extended() const;
  void mark_read();

 private:
  roster::Book book_;
  roster::Book read_;
  const std::filesystem::path folder_;
  const OperatorId self_;
  wire::Signal changed_;
};

}  // namespace maintendue::console
