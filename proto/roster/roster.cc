#include "roster/roster.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "hours/wire.h"
#include "identity/roles.h"
#include "maintendue/v1/roster.pb.h"
#include "roster/certificates.h"

namespace maintendue::roster {
namespace {

constexpr std::string_view kWords = "maintendue roster";
constexpr std::size_t kLongestRoster = 32 * 1024;
constexpr std::size_t kLongestPhone = 20;
constexpr std::size_t kPhotoHash = 32;

bool is_somebody(const identity::Operator& who) {
  const auto known = [](v1::Role role) { return identity::word_of(role).has_value(); };
  return identity::is_id(who.id.value) && identity::fits_as_name(who.name) && !who.roles.empty() &&
         std::ranges::all_of(who.roles, known) && identity::is_public_key(who.public_key);
}

// Keys of P-256, none twice: whoever opens something with one signs nothing with it.
bool are_keys_of_their_own(const Roster& roster) {
  std::set<std::string> keys{roster.data_key};
  bool good = keys.insert(roster.recovery_key).second || roster.recovery_key.empty();
  for (const Bytes& key : {roster.data_key, roster.recovery_key}) {
    good = good && (key.empty() || identity::is_public_key(key));
  }
  for (const Member& member : roster.members) {
    good = good && keys.insert(member.who.public_key).second;
    const Bytes& key = member.encryption_key;
    if (!key.empty()) good = good && identity::is_public_key(key) && keys.insert(key).second;
  }
  return good;
}

bool is_machine(const MachineId& id) { return identity::is_id(id.value); }

bool fits_as_photo_hash(const Member& member) {
  return member.photo_hash.empty() || member.photo_hash.size() == kPhotoHash;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool fits_as_certificate(const Bytes& der) { return der.size() <= kLongestCertificate; }

// Two of one name would be one to a family that reads it.
bool are_different_people(const std::vector<Member>& members) {
  std::set<std::string> ids, names;
  return std::ranges::all_of(members, [&](const Member& member) {
    return ids.insert(member.who.id.value).second && names.insert(member.who.name).second;
  });
}

v1::Roster to_wire(const Roster& roster, const identity::Trust& trust) {
  v1::Roster out;
  out.set_organisation_key_hash(trust.key_hash());
  out.set_generation(roster.edition.generation);
  out.set_version(roster.edition.version);
  out.set_made_ms(to_unix_ms(roster.made));
  out.set_ends_ms(to_unix_ms(roster.ends));
  for (const Member& member : roster.members) {
    v1::RosterMember& one = *out.add_members();
    one.set_operator_id(member.who.id.value);
    one.set_name(member.who.name);
    for (const v1::Role role : member.who.roles) one.add_roles(role);
    one.set_public_key(member.who.public_key);
    one.set_cleared_ms(to_unix_ms(member.cleared));
    one.set_encryption_key(member.encryption_key);
    one.set_photo_hash(member.photo_hash);
    one.set_deputy(member.deputy);
  }
  for (const MachineId& machine : roster.revoked) out.add_revoked_machine_ids(machine.value);
  out.set_data_key(roster.data_key);
  out.set_recovery_key(roster.recovery_key);
  out.set_phone(roster.phone);
  for (const Bytes& authority : roster.authorities) out.add_authorities(authority);
  if (!roster.hours.empty()) *out.mutable_hours() = hours::to_wire(roster.hours);
  return out;
}

Result<Roster> from_wire(const v1::Roster& in) {
  const auto made = date_from_ms(in.made_ms()), ends = date_from_ms(in.ends_ms());
  if (!made || !ends) return fail(Errc::NotTrusted, "roster without dates");
  Roster roster{{in.generation(), in.version()}, *made, *ends, {}, {}, {}};
  for (const v1::RosterMember& one : in.members()) {
    const auto cleared = date_from_ms(one.cleared_ms());
    if (!cleared) return fail(Errc::NotTrusted, "roster without dates");
    Member member{{OperatorId{one.operator_id()}, one.name(), {}, one.public_key()}, *cleared};
    member.encryption_key = one.encryption_key();
    member.photo_hash = one.photo_hash();
    member.deputy = one.deputy();
    for (const int role : one.roles()) member.who.roles.push_back(static_cast<v1::Role>(role));
    roster.members.push_back(std::move(member));
  }
  for (const std::string& id : in.revoked_machine_ids()) roster.revoked.insert(MachineId{id});
  roster.data_key = in.data_key();
  roster.recovery_key = in.recovery_key();
  roster.phone = in.phone();
  roster.authorities.assign(in.authorities().begin(), in.authorities().end());
  Result<hours::Hours> hours = hours::from_wire(in.hours());
  if (!hours) return fail(Errc::NotTrusted, hours.error().detail);
  roster.hours = std::move(*hours);
  if (!fits(roster)) return fail(Errc::NotTrusted, "roster outside its limits");
  return roster;
}

Result<identity::Trust> trust_by(const Roster& roster, const identity::Trust& trust) {
  const auto authorities = certificates_of(roster.authorities);
  if (!authorities) return tl::unexpected(authorities.error());
  // One that is still to come would sign rosters one day.
  const bool of_before = std::ranges::all_of(*authorities, [&](const auto& authority) {
    return identity::generation_in(authority) < roster.edition.generation;
  });
  if (!of_before) {
    return fail(Errc::NotTrusted, "a roster key that does not come before the roster's own");
  }
  return trust.confirming(*authorities);
}

}  // namespace

const Member* Roster::member(const OperatorId& id) const {
  const auto place = std::ranges::find(members, id, [](const Member& m) { return m.who.id; });
  return place == members.end() ? nullptr : &*place;
}

const Member* Roster::deputy() const {
  const auto place = std::ranges::find(members, true, &Member::deputy);
  return place == members.end() ? nullptr : &*place;
}

bool fits_as_phone(std::string_view text) {
  if (text.empty()) return true;
  const std::string_view rest = text.starts_with('+') ? text.substr(1) : text;
  return text.size() <= kLongestPhone && std::ranges::any_of(rest, is_digit) &&
         std::ranges::all_of(rest, [](char c) { return is_digit(c) || c == ' '; });
}

bool fits(const Roster& roster) {
  return roster.edition.generation > 0 && roster.edition.version > 0 && !roster.members.empty() &&
         roster.members.size() <= kMostMembers && roster.made < roster.ends &&
         roster.ends - roster.made <= kLife &&
         std::ranges::all_of(roster.members, is_somebody, &Member::who) &&
         are_different_people(roster.members) && are_keys_of_their_own(roster) &&
         roster.revoked.size() <= kMostRevoked && std::ranges::all_of(roster.revoked, is_machine) &&
         std::ranges::all_of(roster.members, fits_as_photo_hash) &&
         std::ranges::count(roster.members, true, &Member::deputy) <= 1 &&
         fits_as_phone(roster.phone) && roster.authorities.size() <= identity::kMostConfirmed &&
         std::ranges::all_of(roster.authorities, fits_as_certificate) && hours::fits(roster.hours);
}

Bytes sign_roster(
    const Roster& roster, const identity::Trust& trust, const identity::Issuer& roster_key
) {
  assert(fits(roster));
  v1::SignedRoster out;
  out.set_roster(to_wire(roster, trust).SerializeAsString());
  out.set_signature(roster_key.key.sign(identity::signed_bytes(kWords, out.roster())));
  out.set_signer_certificate(roster_key.certificate.to_pem());
  Bytes bytes = out.SerializeAsString();
  assert(check_roster(bytes, trust));
  return bytes;
}

Result<Believed> check_roster(BytesView signed_roster, const identity::Trust& trust) {
  v1::SignedRoster outer;
  if (signed_roster.size() > kLongestRoster ||
      !outer.ParseFromArray(signed_roster.data(), static_cast<int>(signed_roster.size()))) {
    return fail(Errc::NotTrusted, "not a roster");
  }
  const auto key = trust.check_roster_key(outer.signer_certificate());
  if (!key) return tl::unexpected(key.error());
  const Bytes words = identity::signed_bytes(kWords, outer.roster());
  if (!key->certificate.verifies(words, outer.signature())) {
    return fail(Errc::NotTrusted, "roster whose signature is wrong");
  }
  v1::Roster inner;
  if (!inner.ParseFromString(outer.roster()) || inner.organisation_key_hash() != trust.key_hash() ||
      inner.generation() != key->generation) {
    return fail(Errc::NotTrusted, "not a roster of this key");
  }
  Result<Roster> roster = from_wire(inner);
  if (!roster) return tl::unexpected(roster.error());
  Result<identity::Trust> left = trust_by(*roster, trust);
  if (!left) return tl::unexpected(left.error());
  return Believed{std::move(*roster), std::move(*left)};
}

}  // namespace maintendue::roster
