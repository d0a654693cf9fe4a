// The roster in the words of the pages.
#pragma once

#include "console/roster/authority.h"
#include "console/roster/team.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::console {

local::v1::RosterView view_of(const Team& team, bool can_change);
// BadMessage when it asks for nothing we know.
Result<Edit> edit_of(local::v1::ChangeRosterRequest request);

}  // namespace maintendue::console
