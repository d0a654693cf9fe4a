// Who works for the organisation, as its roster key says: a plain value, and its signed form.
#pragma once

#include <compare>
#include <set>
#include <vector>

#include "base/clock.h"
#include "hours/hours.h"
#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::roster {

constexpr std::size_t kMostMembers = 60;
constexpr std::size_t kMostRevoked = 256;
constexpr std::chrono::hours kLife{396 * 24};  // 13 months
// How much longer mediators and support count when the deputy says so.
constexpr std::chrono::hours kExtension{30 * 24};

// How new a roster is. The first key's first roster is {1, 1}; nothing at all is {0, 0}.
struct Edition {
  std::uint64_t generation = 0;
  std::uint64_t version = 0;
  friend auto operator<=>(const Edition&, const Edition&) = default;
};

struct Member {
  identity::Operator who;
  WallTime cleared{};  // what was stated against her until then counts no more
  // What is sealed to her is sealed to this key; empty for a member of before there were any.
  Bytes encryption_key{};
  Bytes photo_hash{};  // of her picture; empty: there is none
  bool deputy = false;

  friend bool operator==(const Member&, const Member&) = default;
};

struct Roster {
  Edition edition;
  WallTime made{};
  WallTime ends{};
  std::vector<Member> members{};  // no two of one id, one key or one name
  std::set<MachineId> revoked{};  // machines that nobody lets in any more
  Bytes data_key{};  // what is written about families is sealed to it; empty while there is none
  Bytes recovery_key{};  // of the recovery sheet; empty when it holds none
  std::string phone{};   // where a family in doubt calls, as people write it; empty: nowhere
  // Certificates, in DER, of what its root has certified beside its key: enrolment intermediates,
  // and roster keys of before.
  std::vector<Bytes> authorities{};
  hours::Hours hours{};  // when somebody answers at `phone`; empty: nobody has said

  const Member* member(const OperatorId& id) const;
  const Member* deputy() const;  // null when there is none

  friend bool operator==(const Roster&, const Roster&) = default;
};

// Whether it may be signed: its dates, its size, members each with an id, a key and a name of her
// own, and a role, at most one deputy, what can be dialled and when, and its authorities' number.
bool fits(const Roster& roster);
// Digits and spaces, a "+" at the beginning, at most 20 characters, a digit among them; or nothing.
bool fits_as_phone(std::string_view text);

// A serialized v1::SignedRoster. The roster fits, is of the key's generation, and its root has
// certified its authorities (asserted).
Bytes sign_roster(
    const Roster& roster, const identity::Trust& trust, const identity::Issuer& roster_key
);
// A roster, and the organisation as it leaves it: under the same root, with what that root has
// certified of its authorities.
struct Believed {
  Roster roster;
  identity::Trust trust;
};
// What is in a serialized v1::SignedRoster that a roster key under the root of `trust` signed; one
// that has ended too, so look at its `ends`. NotTrusted for anything else, for an authority that
// the root has not certified, and for a roster key among them that is not older than its own.
Result<Believed> check_roster(BytesView signed_roster, const identity::Trust& trust);

}  // namespace maintendue::roster
