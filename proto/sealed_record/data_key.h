// The organisation's data key: who may open it, how its private half reaches her, and when there is
// another one.
#pragma once

#include "maintendue/v1/households.pb.h"
#include "roster/book.h"

namespace maintendue::sealed_record {

// Whether a data key is sealed to her, unless somebody has suspended her: a mediator who has a key
// that things are sealed to.
bool is_entitled(const roster::Member& member);

// A private half, sealed to a member, or to the recovery key. Both have such a key (asserted).
v1::SealedDataKey sealed_for(const roster::Member& member, const identity::PrivateKey& data_key);
v1::SealedDataKey sealed_for_recovery(
    const roster::Roster& roster, const identity::PrivateKey& data_key
);
// NotTrusted when it is not sealed to this key, or is not the private half it says it is.
Result<identity::PrivateKey> open_data_key(
    const v1::SealedDataKey& sealed, const identity::PrivateKey& key
);

// Gives `next` another data key when it needs one, and answers it sealed to everybody who may open
// it and to the recovery key; its private half is in nobody's hands then. Empty when it needs none:
// nobody may open less than by `before`, the recovery key is the same, and somebody is there who
// can hand the key on to whoever may open more. As long as somebody is suspended who had it, each
// roster brings another.
v1::DataKeys renew_data_key(const roster::Book& before, roster::Roster& next);

// Those of `keys`, opened, that somebody entitled by this book has not: sealed to each of them, and
// to the recovery key. `there` is what the relay has, with or without content.
v1::DataKeys lacking(
    const roster::Book& book,
    const std::vector<identity::PrivateKey>& keys,
    const v1::DataKeys& there
);

}  // namespace maintendue::sealed_record
