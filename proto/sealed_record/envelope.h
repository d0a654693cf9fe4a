// Bytes that one key alone opens: CMS AuthEnvelopedData for one recipient on P-256, as
// households.proto says. Whoever has the public key can make one: that it opens says nothing of who
// made it.
#pragma once

#include "identity/keys.h"

namespace maintendue::sealed_record {

constexpr std::size_t kLongestEnvelope = 1024;
constexpr std::size_t kLongestSecret = 512;

// `to` is a public key of P-256, the content has 1 to kLongestSecret bytes (asserted).
Bytes seal_to(BytesView to, BytesView secret);
// NotTrusted when it is no such envelope, or not sealed to this key.
Result<Bytes> open_sealed(const identity::PrivateKey& key, BytesView envelope);

}  // namespace maintendue::sealed_record
