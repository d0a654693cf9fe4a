// The roster that a server of the association decides by: that of its folder of keys, or what it
// was brought since, whichever is newer. Both servers begin with it, and take in what is newer,
// alike.
#pragma once

#include <filesystem>

#include "roster/book.h"

namespace maintendue::server {

// From KEYS/root.crt and KEYS/roster, as the administrator made them, and `kept`, a serialized
// v1::RosterNews, which may be empty or damaged. What was stated in the older one still is. Throws
// std::runtime_error with one sentence when there is no roster of ours, or when what was kept is of
// another root than the keys, and no earlier one: who followed it would not know this server.
roster::Book book_at_start(const std::filesystem::path& keys, const Bytes& kept);

// Book::take_in, and BadMessage for a roster dated more than a day ahead: somebody's clock is
// wrong, and nothing older could follow it; NotTrusted for one of another root than the book's,
// whose servers' keys come first. `book` is as it was then.
Result<roster::Book::Taken> take_in(roster::Book& book, const v1::RosterNews& news, WallTime now);

}  // namespace maintendue::server
