// What lets a workshop enrol a batch of PCs: counted, dated, signed with the roster key.
#pragma once

#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::identity {

// No token beyond these limits is signed or believed.
constexpr std::size_t kTokenIdBytes = 16;
constexpr int kMostTokenUses = 200;
constexpr std::chrono::hours kLongestTokenLife{30 * 24};

struct WorkshopToken {
  Bytes id;
  int uses = 0;
  WallTime not_before;
  WallTime not_after;
};

// A serialized v1::SignedToken.
Bytes sign_token(const WorkshopToken& token, const Issuer& roster_key);
// The token, when a roster key of at least this generation signed it and `now` is within its dates.
// NotAllowed otherwise. How often it was used is the ledger's business, not this function's.
Result<WorkshopToken> check_token(
    BytesView signed_token, const Trust& trust, std::uint64_t generation, WallTime now
);

}  // namespace maintendue::identity
