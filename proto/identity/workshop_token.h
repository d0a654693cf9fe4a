// What lets a workshop enrol a batch of PCs: counted, dated, signed by an administrator.
#pragma once

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
Bytes sign_token(const WorkshopToken& token, const PrivateKey& key, const Certificate& signer);
// The token, when an administrator of the organisation signed it and `now` is within its dates.
// NotAllowed otherwise. How often it was used is the ledger's business, not this function's.
Result<WorkshopToken> check_token(BytesView signed_token, const Trust& trust, WallTime now);

}  // namespace maintendue::identity
