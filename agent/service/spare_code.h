// A PC of 2 GB lends us its memory, and gets it back.
#pragma once

namespace maintendue::agent {

// Gives the pages of code that nobody needs any more, those of the start or of a session that is
// over, back to the system. They are clean copies of files: what is needed again comes back by
// itself. Any thread, at any time.
void give_back_spare_code();

}  // namespace maintendue::agent
