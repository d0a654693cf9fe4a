// Whose family is whose: the rule of DESIGN's table that the relay keeps, beside the keys that keep
// the rest.
#pragma once

#include <optional>

#include "roster/roster.h"

namespace maintendue::relay {

// Whether a mediator may read and write a household of that owner: it is her own, its owner is a
// mediator no more by this roster, or she is on duty. None: nobody knows whose it is.
bool may_open_household(
    const std::optional<OperatorId>& owner,
    const identity::Operator& who,
    const roster::Roster& roster,
    bool on_duty
);
// Whether families and PCs can be this operator's: a mediator by this roster.
bool is_mediator_by(const OperatorId& who, const roster::Roster& roster);
// Whether a data key may be sealed to the key of that hash: it is the one of this mediator by this
// roster; for nobody, the recovery key.
bool may_hold_data_key(
    const OperatorId& whom, BytesView recipient_hash, const roster::Roster& roster
);

}  // namespace maintendue::relay
