// What lets a workshop enrol a batch of PCs: counted, dated, signed by an administrator.
#pragma once

#include "identity/trust.h"

namespace maintendue::identity {

struct WorkshopToken {
  Bytes id;  // 16 bytes
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
