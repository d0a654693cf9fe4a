// A disk that is copied to fifty PCs: brings all they share, and nothing that only one may have.
#pragma once

#include "agent/service/state/prepared.h"
#include "base/clock.h"

namespace maintendue::agent {

struct Image {
  std::vector<std::string> removed;  // "key", "certificate"...: what was one PC's own
  int uses = 0;                      // of the token
  WallTime token_ends;
  WallTime roster_made;  // nothing older is ever believed by a PC of it
};

// Makes the folder that of a PC before its first boot. Refused, with a sentence for the person at
// the workshop, when the PC is a family's (it has a journal of sessions), when the token or the
// roster is not this organisation's or is over, when the PC knows a newer roster, or when something
// lies there that is not ours to judge.
Result<Image> prepare_image(
    const std::filesystem::path& folder, const Prepared& prepared, WallTime now
);

}  // namespace maintendue::agent
