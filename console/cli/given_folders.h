// The folders of keys that an organisation gives away: to its people, its servers and its workshop.
#pragma once

#include "console/cli/files.h"
#include "console/roster/authority.h"
#include "identity/issue.h"
#include "roster/book.h"

namespace maintendue::cli {

// Each adds to `folder`, below `place` in it.

// What somebody of the team gets.
void add_operator(
    NewFolder& folder, const std::filesystem::path& place, const console::ColleagueFolder& files
);
// By what everybody knows the organisation: root.crt and roster.
void add_public(NewFolder& folder, const std::filesystem::path& place, const roster::Book& book);

// What the servers and the workshop get, each below a name of its own: relay/, enrolment/ and
// workshop/. `root` is the one that counts by `book`, `intermediate` what it has certified for
// enrolment.
void add_servers(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const roster::Book& book,
    const std::string& host,
    WallTime now
);

}  // namespace maintendue::cli
