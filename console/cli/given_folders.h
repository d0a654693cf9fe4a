// The folders of keys that an organisation gives away: to its people, its servers and its workshop.
#pragma once

#include "console/cli/files.h"
#include "console/roster/authority.h"
#include "identity/issue.h"
#include "roster/book.h"

namespace maintendue::cli {

// Each adds to `folder`: the first two below `place` in it, the others below a name of their own.
// `root` is the one that counts by `book`.

// What somebody of the team gets.
void add_operator(
    NewFolder& folder, const std::filesystem::path& place, const console::ColleagueFolder& files
);
// By what everybody knows the organisation: root.crt and roster.
void add_public(NewFolder& folder, const std::filesystem::path& place, const roster::Book& book);

// relay/ and enrolment/: the key and the certificate of each for its own port, and what is public.
// Answers when the certificates end.
WallTime add_server_keys(
    NewFolder& folder,
    const identity::Issuer& root,
    const roster::Book& book,
    const std::string& host,
    WallTime now
);
// The same, with what `root` has certified for enrolment; and workshop/.
void add_servers(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const roster::Book& book,
    const std::string& host,
    WallTime now
);

}  // namespace maintendue::cli
