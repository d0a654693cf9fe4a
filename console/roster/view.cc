#include "console/roster/view.h"

#include <algorithm>

#include "hours/wire.h"

namespace maintendue::console {
namespace {

using local::v1::RosterChange;

RosterChange::Kind to_wire(roster::Change::Kind kind) {
  switch (kind) {
    case roster::Change::Kind::Added:
      return RosterChange::ADDED;
    case roster::Change::Kind::Removed:
      return RosterChange::REMOVED;
    case roster::Change::Kind::Roles:
      return RosterChange::ROLES;
    case roster::Change::Kind::NewKey:
      return RosterChange::NEW_KEY;
    case roster::Change::Kind::Renamed:
      return RosterChange::RENAMED;
    case roster::Change::Kind::RosterKey:
      return RosterChange::ROSTER_KEY;
    case roster::Change::Kind::Root:
      return RosterChange::ROOT;
    case roster::Change::Kind::MachineRevoked:
      return RosterChange::MACHINE_REVOKED;
    case roster::Change::Kind::Deputy:
      return RosterChange::DEPUTY;
    case roster::Change::Kind::Phone:
      return RosterChange::PHONE;
    case roster::Change::Kind::Hours:
      return RosterChange::HOURS;
    case roster::Change::Kind::Photo:
      return RosterChange::PHOTO;
    case roster::Change::Kind::EncryptionKey:
      return RosterChange::ENCRYPTION_KEY;
    case roster::Change::Kind::DataKey:
      return RosterChange::DATA_KEY;
    case roster::Change::Kind::RecoveryKey:
      return RosterChange::RECOVERY_KEY;
    case roster::Change::Kind::Authorities:
      return RosterChange::AUTHORITIES;
  }
  return RosterChange::KIND_UNSPECIFIED;
}

void add_change(
    local::v1::RosterView& view, RosterChange::Kind kind, const identity::Operator& who
) {
  RosterChange& change = *view.add_changes();
  change.set_kind(kind);
  change.set_operator_id(who.id.value);
  change.set_name(who.name);
  for (const v1::Role role : who.roles) change.add_roles(role);
}

local::v1::Colleague colleague_of(const roster::Member& member, const Team& team) {
  const roster::Book& book = team.book();
  const auto suspenders = book.suspenders(member.who.id);
  local::v1::Colleague colleague;
  colleague.set_operator_id(member.who.id.value);
  colleague.set_name(member.who.name);
  for (const v1::Role role : member.who.roles) colleague.add_roles(role);
  colleague.set_self(member.who.id == team.self());
  colleague.set_suspended(book.suspended(member.who.id));
  colleague.set_suspensions(static_cast<std::uint32_t>(suspenders.size()));
  colleague.set_suspended_by_me(std::ranges::find(suspenders, team.self()) != suspenders.end());
  if (const auto confirmed = book.confirmed_by(member.who.id)) {
    colleague.set_confirmed_ms(to_unix_ms(*confirmed));
  }
  colleague.set_deputy(member.deputy);
  return colleague;
}

std::vector<v1::Role> roles_in(const google::protobuf::RepeatedField<int>& roles) {
  std::vector<v1::Role> all;
  for (const int role : roles) {
    const auto known = static_cast<v1::Role>(role);
    if (std::ranges::find(all, known) == all.end()) all.push_back(known);
  }
  return all;
}

}  // namespace

local::v1::RosterView view_of(const Team& team, bool can_change) {
  const roster::Roster& roster = team.book().roster();
  local::v1::RosterView view;
  view.set_version(roster.edition.version);
  view.set_made_ms(to_unix_ms(roster.made));
  view.set_ends_ms(to_unix_ms(roster.ends));
  std::vector<const roster::Member*> members;
  for (const roster::Member& member : roster.members) members.push_back(&member);
  std::ranges::sort(members, [&](const roster::Member* a, const roster::Member* b) {
    const bool mine = a->who.id == team.self(), yours = b->who.id == team.self();
    return mine != yours ? mine : a->who.name < b->who.name;
  });
  for (const roster::Member* member : members) *view.add_colleagues() = colleague_of(*member, team);
  for (const roster::Change& change : team.unread()) {
    add_change(view, to_wire(change.kind), change.who);
    view.mutable_changes()->rbegin()->set_machine_id(change.machine.value);
  }
  for (const auto& who : team.newly_suspended()) add_change(view, RosterChange::SUSPENDED, who);
  for (const auto& who : team.newly_lifted()) add_change(view, RosterChange::LIFTED, who);
  if (const auto deputy = team.newly_extended()) add_change(view, RosterChange::EXTENDED, *deputy);
  view.set_can_change(can_change);
  if (team.book().extended()) view.set_extended_until_ms(to_unix_ms(team.book().ends()));
  view.set_extension_ends_ms(to_unix_ms(roster.ends + roster::kExtension));
  view.set_phone(roster.phone);
  *view.mutable_hours() = hours::to_wire(roster.hours);
  return view;
}

Result<Edit> edit_of(local::v1::ChangeRosterRequest request) {
  using Request = local::v1::ChangeRosterRequest;
  switch (request.change_case()) {
    case Request::kAdd: {
      auto& add = *request.mutable_add();
      return AddColleague{
          std::move(*add.mutable_name()), roles_in(add.roles()),
          std::move(*add.mutable_passphrase())
      };
    }
    case Request::kRoles:
      return SetRoles{{request.roles().operator_id()}, roles_in(request.roles().roles())};
    case Request::kRemoveOperatorId:
      return RemoveColleague{{request.remove_operator_id()}};
    case Request::kLiftOperatorId:
      return LiftSuspension{{request.lift_operator_id()}};
    case Request::kNewKey:
      return GiveNewKey{
          {request.new_key().operator_id()},
          std::move(*request.mutable_new_key()->mutable_passphrase())
      };
    case Request::kRenew:
      return RenewRoster{};
    case Request::kDeputyOperatorId:
      return NameDeputy{{request.deputy_operator_id()}};
    case Request::kPhone:
      return SetPhone{request.phone()};
    case Request::kHours: {
      Result<hours::Hours> hours = hours::from_wire(request.hours());
      if (!hours) return tl::unexpected(hours.error());
      return SetHours{std::move(*hours)};
    }
    case Request::CHANGE_NOT_SET:
      break;
  }
  return fail(Errc::BadMessage, "no change");
}

}  // namespace maintendue::console
