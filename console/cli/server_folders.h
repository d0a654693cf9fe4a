// The folders of keys that an organisation's servers and its workshop get.
#pragma once

#include "console/cli/files.h"
#include "identity/issue.h"
#include "roster/book.h"

namespace maintendue::cli {

// What `folder` gets, each below a name of its own: relay/, enrolment/ and workshop/. `root` is the
// one that counts by `book`, `intermediate` what it has certified for enrolment.
void add_servers(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const roster::Book& book,
    const std::string& host,
    WallTime now
);

}  // namespace maintendue::cli
