#include "roster/edit.h"

#include <algorithm>

#include "identity/roles.h"

namespace maintendue::roster {
namespace {

Result<Roster> checked(Roster roster) {
  if (!fits(roster)) return fail(Errc::BadMessage, "the roster would not fit");
  if (std::ranges::none_of(roster.members, identity::is_administrator, &Member::who)) {
    return fail(Errc::NotAllowed, "the last administrator stays");
  }
  return roster;
}

// `change` gets the member it is about.
template <class Change>
Result<Roster> changed(const Roster& before, const OperatorId& who, WallTime now, Change change) {
  Roster next = renewed(before, now);
  const auto member =
      std::ranges::find(next.members, who, [](const Member& each) { return each.who.id; });
  if (member == next.members.end()) return fail(Errc::NotFound, "nobody of that id");
  change(next, member);
  return checked(std::move(next));
}

}  // namespace

// Never dated before the one it follows, whatever this clock says.
Roster renewed(const Roster& before, WallTime now) {
  Roster next = before;
  ++next.edition.version;
  next.made = std::max(now, before.made + std::chrono::milliseconds{1});
  next.ends = next.made + kLife;
  return next;
}

Result<Roster> with_member(
    const Roster& before, identity::Operator who, WallTime now, Bytes encryption_key
) {
  Roster next = renewed(before, now);
  next.members.push_back({std::move(who), {}, std::move(encryption_key)});
  return checked(std::move(next));
}

Result<Roster> without_member(const Roster& before, const OperatorId& who, WallTime now) {
  return changed(before, who, now, [](Roster& next, auto member) { next.members.erase(member); });
}

Result<Roster> with_roles(
    const Roster& before, const OperatorId& who, std::vector<v1::Role> roles, WallTime now
) {
  return changed(before, who, now, [&](Roster&, auto member) {
    member->who.roles = std::move(roles);
  });
}

Result<Roster> with_key(
    const Roster& before,
    const OperatorId& who,
    Bytes public_key,
    WallTime now,
    Bytes encryption_key
) {
  return changed(before, who, now, [&](Roster& next, auto member) {
    member->who.public_key = std::move(public_key);
    member->encryption_key = std::move(encryption_key);
    member->cleared = next.made;
  });
}

Result<Roster> lifted(const Roster& before, const OperatorId& who, WallTime now) {
  return changed(before, who, now, [](Roster& next, auto member) { member->cleared = next.made; });
}

Result<Roster> with_deputy(const Roster& before, const OperatorId& who, WallTime now) {
  Roster next = renewed(before, now);
  for (Member& member : next.members) member.deputy = member.who.id == who;
  if (!who.value.empty() && next.deputy() == nullptr) {
    return fail(Errc::NotFound, "nobody of that id");
  }
  return checked(std::move(next));
}

Result<Roster> with_phone(const Roster& before, std::string phone, WallTime now) {
  Roster next = renewed(before, now);
  next.phone = std::move(phone);
  return checked(std::move(next));
}

Result<Roster> with_hours(const Roster& before, hours::Hours hours, WallTime now) {
  Roster next = renewed(before, now);
  next.hours = std::move(hours);
  return checked(std::move(next));
}

Result<Roster> with_photo(
    const Roster& before, const OperatorId& who, Bytes photo_hash, WallTime now
) {
  return changed(before, who, now, [&](Roster&, auto member) {
    member->photo_hash = std::move(photo_hash);
  });
}

Result<Roster> with_revoked(const Roster& before, const MachineId& machine, WallTime now) {
  Roster next = renewed(before, now);
  next.revoked.insert(machine);
  return checked(std::move(next));
}

Roster under_next_key(
    const Roster& before, std::uint64_t generation, std::vector<Bytes> authorities, WallTime now
) {
  Roster next = renewed(before, now);
  next.edition = {generation, 1};
  next.made = now;
  next.ends = now + kLife;
  next.authorities = std::move(authorities);
  return next;
}

std::vector<Bytes> with_authority(
    std::vector<Bytes> authorities, const identity::Certificate& more
) {
  if (authorities.size() == identity::kMostConfirmed) {
    const auto oldest = std::ranges::find_if(authorities, [](const Bytes& der) {
      const auto certificate = identity::Certificate::from_der(der);
      return certificate && identity::generation_in(*certificate) != 0;
    });
    authorities.erase(oldest == authorities.end() ? authorities.begin() : oldest);
  }
  authorities.push_back(more.to_der());
  return authorities;
}

}  // namespace maintendue::roster
