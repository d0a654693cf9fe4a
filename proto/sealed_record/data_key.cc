#include "sealed_record/data_key.h"

#include <algorithm>
#include <cassert>

#include "base/private_memory.h"
#include "identity/roles.h"
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

// One roster and the one that is to follow it.
class Succession {
 public:
  Succession(const roster::Book& before, const roster::Roster& next)
      : before_(before), next_(next) {}

  bool needs_another_key() const {
    const roster::Roster& before = before_.roster();
    if (!anybody_opens(next_)) return false;
    if (before.data_key.empty() || !anybody_opens(before)) return true;
    if (!before.recovery_key.empty() && before.recovery_key != next_.recovery_key) return true;
    return std::ranges::any_of(before.members, [&](const roster::Member& member) {
      return is_entitled(member) && !still_opens(member);
    });
  }
  bool opens_next(const roster::Member& member) const {
    return is_entitled(member) && !stays_suspended(member);
  }

 private:
  // By the next roster, what is sealed to that key.
  bool still_opens(const roster::Member& before) const {
    const roster::Member* now = next_.member(before.who.id);
    return now != nullptr && opens_next(*now) && now->encryption_key == before.encryption_key;
  }
  // Unless the next roster clears her.
  bool stays_suspended(const roster::Member& member) const {
    const roster::Member* before = before_.roster().member(member.who.id);
    return before != nullptr && before_.suspended(member.who.id) &&
           before->cleared == member.cleared;
  }
  bool anybody_opens(const roster::Roster& roster) const {
    return std::ranges::any_of(roster.members, [&](const roster::Member& member) {
      return opens_next(member);
    });
  }

  const roster::Book& before_;
  const roster::Roster& next_;
};

}  // namespace

bool is_entitled(const roster::Member& member) {
  return !member.encryption_key.empty() && identity::is_mediator(member.who);
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

v1::DataKeys renew_data_key(const roster::Book& before, roster::Roster& next) {
  v1::DataKeys sealed;
  const Succession succession(before, next);
  if (!succession.needs_another_key()) return sealed;
  const identity::PrivateKey data_key = identity::PrivateKey::generate();
  next.data_key = data_key.public_key();
  for (const roster::Member& member : next.members) {
    if (succession.opens_next(member)) *sealed.add_keys() = sealed_for(member, data_key);
  }
  if (!next.recovery_key.empty()) *sealed.add_keys() = sealed_for_recovery(next, data_key);
  return sealed;
}

v1::DataKeys lacking(
    const roster::Book& book,
    const std::vector<identity::PrivateKey>& keys,
    const v1::DataKeys& there
) {
  const roster::Roster& roster = book.roster();
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
      if (!is_entitled(member) || book.suspended(member.who.id)) continue;
      if (has(member.who.id.value, member.encryption_key)) continue;
      *lacking.add_keys() = sealed_for(member, key);
    }
    if (roster.recovery_key.empty() || has({}, roster.recovery_key)) continue;
    *lacking.add_keys() = sealed_for_recovery(roster, key);
  }
  return lacking;
}

}  // namespace maintendue::sealed_record
