#include "sealed_record/data_key.h"

#include <algorithm>
#include <cassert>

#include "base/private_memory.h"
#include "sealed_record/envelope.h"

namespace maintendue::sealed_record {
namespace {

v1::SealedDataKey sealed_to(
    BytesView key, const OperatorId& whom, const identity::PrivateKey& data_key
) {
  Bytes secret = data_key.to_pem();
  const WipedAtEnd wiped(secret);
  v1::SealedDataKey sealed;
  sealed.set_data_key_hash(identity::sha256(data_key.public_key()));
  sealed.set_operator_id(whom.value);
  sealed.set_recipient_hash(identity::sha256(key));
  sealed.set_sealed(seal_to(key, secret));
  return sealed;
}

// Whether she can open, by this roster, what is sealed to that key.
bool still_opens(const roster::Roster& roster, const roster::Member& before) {
  const roster::Member* now = roster.member(before.who.id);
  return now != nullptr && is_entitled(*now) && now->encryption_key == before.encryption_key;
}

bool needs_another(const roster::Roster& before, const roster::Roster& next) {
  if (std::ranges::none_of(next.members, is_entitled)) return false;
  if (before.data_key.empty() || std::ranges::none_of(before.members, is_entitled)) return true;
  return std::ranges::any_of(before.members, [&](const roster::Member& member) {
    return is_entitled(member) && !still_opens(next, member);
  });
}

void seal_to_all(
    const roster::Roster& roster, const identity::PrivateKey& data_key, v1::DataKeys& out
) {
  for (const roster::Member& member : roster.members) {
    if (is_entitled(member)) *out.add_keys() = sealed_for(member, data_key);
  }
  if (!roster.recovery_key.empty()) *out.add_keys() = sealed_for_recovery(roster, data_key);
}

}  // namespace

bool is_entitled(const roster::Member& member) {
  return !member.encryption_key.empty() &&
         std::ranges::find(member.who.roles, v1::ROLE_MEDIATOR) != member.who.roles.end();
}

v1::SealedDataKey sealed_for(const roster::Member& member, const identity::PrivateKey& data_key) {
  return sealed_to(member.encryption_key, member.who.id, data_key);
}

v1::SealedDataKey sealed_for_recovery(
    const roster::Roster& roster, const identity::PrivateKey& data_key
) {
  return sealed_to(roster.recovery_key, OperatorId{}, data_key);
}

Result<identity::PrivateKey> open_data_key(
    const v1::SealedDataKey& sealed, const identity::PrivateKey& key
) {
  Result<Bytes> secret = open_sealed(key, sealed.sealed());
  if (!secret) return tl::unexpected(secret.error());
  const WipedAtEnd wiped(*secret);
  Result<identity::PrivateKey> data_key = identity::PrivateKey::from_pem(*secret);
  if (!data_key || identity::sha256(data_key->public_key()) != sealed.data_key_hash()) {
    return fail(Errc::NotTrusted, "not the data key it says it is");
  }
  return data_key;
}

v1::DataKeys renew_data_key(const roster::Roster& before, roster::Roster& next) {
  v1::DataKeys sealed;
  if (!needs_another(before, next)) return sealed;
  const identity::PrivateKey data_key = identity::PrivateKey::generate();
  next.data_key = data_key.public_key();
  seal_to_all(next, data_key, sealed);
  return sealed;
}

v1::DataKeys lacking(
    const roster::Roster& roster,
    const std::vector<identity::PrivateKey>& keys,
    const v1::DataKeys& there
) {
  v1::DataKeys lacking;
  for (const identity::PrivateKey& key : keys) {
    const Bytes hash = identity::sha256(key.public_key());
    const auto has = [&](const std::string& whom, BytesView recipient) {
      return std::ranges::any_of(there.keys(), [&](const v1::SealedDataKey& one) {
        return one.data_key_hash() == hash && one.operator_id() == whom &&
               one.recipient_hash() == identity::sha256(recipient);
      });
    };
    for (const roster::Member& member : roster.members) {
      if (!is_entitled(member) || has(member.who.id.value, member.encryption_key)) continue;
      *lacking.add_keys() = sealed_for(member, key);
    }
    if (roster.recovery_key.empty() || has({}, roster.recovery_key)) continue;
    *lacking.add_keys() = sealed_for_recovery(roster, key);
  }
  return lacking;
}

}  // namespace maintendue::sealed_record
