// A book kept in a file, so that nothing older is believed after a restart.
#pragma once

#include <filesystem>

#include "roster/book.h"

namespace maintendue::roster {

// What the file holds: a serialized v1::RosterNews. An empty book when there is none. NotTrusted
// when it is not this organisation's.
Result<Book> open_book(const std::filesystem::path& file, const identity::Trust& trust);
// Whole or not at all. Internal when the disk says no.
Result<void> keep_book(const Book& book, const std::filesystem::path& file);

}  // namespace maintendue::roster
