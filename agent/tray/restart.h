// Restarts the PC through logind, with no more right than the user of this session has.
#pragma once

#include "base/result.h"

namespace maintendue::tray {

// Waits for logind's word, ten seconds at most; once it has taken it, the session is about to end.
// NotAllowed when it says no: another user is logged in too, a program must not be interrupted, or
// there is no logind. Nobody is asked for a password.
Result<void> restart_pc();

}  // namespace maintendue::tray
