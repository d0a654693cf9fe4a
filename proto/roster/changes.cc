#include "roster/changes.h"

namespace maintendue::roster {
namespace {

void compare(const Member& before, const Member& after, std::vector<Change>& found) {
  const identity::Operator &was = before.who, &is = after.who;
  if (was.name != is.name) found.push_back({Change::Kind::Renamed, is});
  if (was.public_key != is.public_key) {
    found.push_back({Change::Kind::NewKey, is});
  } else if (before.encryption_key != after.encryption_key) {
    found.push_back({Change::Kind::EncryptionKey, is});
  }
  if (was.roles != is.roles) found.push_back({Change::Kind::Roles, is});
  if (before.photo_hash != after.photo_hash) found.push_back({Change::Kind::Photo, is});
}

identity::Operator deputy_of(const Roster& roster) {
  return roster.deputy() ? roster.deputy()->who : identity::Operator{};
}

}  // namespace

std::vector<Change> changes(const Roster& before, const Roster& after) {
  std::vector<Change> found;
  if (identity::root_of_generation(before.edition.generation) !=
      identity::root_of_generation(after.edition.generation)) {
    found.push_back({Change::Kind::Root, {}});
  } else if (before.edition.generation != after.edition.generation) {
    found.push_back({Change::Kind::RosterKey, {}});
  }
  for (const Member& member : before.members) {
    if (!after.member(member.who.id)) found.push_back({Change::Kind::Removed, member.who});
  }
  for (const Member& member : after.members) {
    const Member* was = before.member(member.who.id);
    if (was == nullptr) {
      found.push_back({Change::Kind::Added, member.who});
    } else {
      compare(*was, member, found);
    }
  }
  for (const MachineId& machine : after.revoked) {
    if (!before.revoked.contains(machine)) {
      found.push_back({Change::Kind::MachineRevoked, {}, machine});
    }
  }
  const identity::Operator deputy = deputy_of(after);
  if (deputy_of(before).id != deputy.id) found.push_back({Change::Kind::Deputy, deputy});
  if (before.phone != after.phone) found.push_back({Change::Kind::Phone});
  if (before.hours != after.hours) found.push_back({Change::Kind::Hours});
  if (before.data_key != after.data_key) found.push_back({Change::Kind::DataKey});
  if (before.recovery_key != after.recovery_key) found.push_back({Change::Kind::RecoveryKey});
  const bool same_key = before.edition.generation == after.edition.generation;
  if (same_key && before.authorities != after.authorities) {
    found.push_back({Change::Kind::Authorities});
  }
  return found;
}

}  // namespace maintendue::roster
