// A SQLite file as both servers of the association open it.
#pragma once

#include <soci/soci.h>

#include <filesystem>

namespace maintendue::database {

// Opens the file (creating it): WAL, synchronous=FULL, foreign keys on, what is
// deleted overwritten. A statement waits 5 s at
// most for another connection. Throws soci::soci_error, or std::runtime_error with one sentence.
void open(soci::session& database, const std::filesystem::path& file);

}  // namespace maintendue::database
