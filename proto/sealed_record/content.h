// What is written about a household, sealed and opened. Pure functions over bytes.
#pragma once

#include "household_record/household_record.h"

namespace maintendue::sealed_record {

constexpr std::size_t kLongestContent = 8 * 1024;

struct SealedContent {
  Bytes nonce;
  Bytes content;
  Bytes sealed_key;  // the key that opens it, sealed to the data key
};

// Under a key of its own, which is then forgotten. `data_key` is a public key of P-256, the content
// has at most kLongestContent bytes (asserted).
SealedContent seal_content(
    BytesView plain, const HouseholdId& household, std::uint64_t version, BytesView data_key
);
// NotTrusted when the sealed key is not the record's, is not for this data key, or the content is
// not what was sealed as this version of this household.
Result<Bytes> open_content(
    const household_record::Record& record,
    BytesView sealed_key,
    const identity::PrivateKey& data_key
);

}  // namespace maintendue::sealed_record
