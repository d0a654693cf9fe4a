// The next roster, made of the one before. Nobody but the holder of the roster key has use for
// these.
#pragma once

#include "roster/roster.h"

namespace maintendue::roster {

// One step newer, with `now` as its date and 13 months to go.
Roster renewed(const Roster& before, WallTime now);

// Each as renewed(), with one change. NotFound when there is no such member; NotAllowed when nobody
// would be left to change the roster; BadMessage when the change would not fit: a name that is
// taken or is none, a role that nobody has, a full roster.
Result<Roster> with_member(
    const Roster& before, identity::Operator who, WallTime now, Bytes encryption_key = {}
);
Result<Roster> without_member(const Roster& before, const OperatorId& who, WallTime now);
Result<Roster> with_roles(
    const Roster& before, const OperatorId& who, std::vector<v1::Role> roles, WallTime now
);
// Other keys for somebody who lost hers; what was stated against the old one is void.
Result<Roster> with_key(
    const Roster& before,
    const OperatorId& who,
    Bytes public_key,
    WallTime now,
    Bytes encryption_key = {}
);
// Suspensions stated until now count no more.
Result<Roster> lifted(const Roster& before, const OperatorId& who, WallTime now);
// The one deputy from now on; nobody is when `who` is empty.
Result<Roster> with_deputy(const Roster& before, const OperatorId& who, WallTime now);
Result<Roster> with_phone(const Roster& before, std::string phone, WallTime now);
Result<Roster> with_hours(const Roster& before, hours::Hours hours, WallTime now);
// By which picture families see her; without a hash, by none.
Result<Roster> with_photo(
    const Roster& before, const OperatorId& who, Bytes photo_hash, WallTime now
);
// This machine is let in no more, whoever holds its key. BadMessage for what is no machine's id.
Result<Roster> with_revoked(const Roster& before, const MachineId& machine, WallTime now);
// The same people, under the next roster key. Dated by this clock alone: whoever had the key before
// may have dated one far ahead.
Roster under_next_key(
    const Roster& before, std::uint64_t generation, std::vector<Bytes> authorities, WallTime now
);
// A roster's authorities and one more. Where there is no room, the oldest roster key goes: its
// badges are no good to a next root, and those who still have one get new keys.
std::vector<Bytes> with_authority(
    std::vector<Bytes> authorities, const identity::Certificate& more
);

}  // namespace maintendue::roster
