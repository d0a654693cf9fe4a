#include "relay/gate/households.h"

#include "base/log.h"
#include "household_record/household_record.h"
#include "identity/names.h"
#include "relay/access/standing.h"

namespace maintendue::relay {
namespace {

constexpr auto kComponent = "relay.households";
constexpr std::size_t kHash = 32;
constexpr int kMostDataKeys = 256;
constexpr std::chrono::hours kMostAhead{24};  // of versions, households.proto

v1::HouseholdRow row_of(const Household& household, bool opens) {
  v1::HouseholdRow row;
  row.set_household_id(household.id.value);
  row.set_version(household.version);
  row.set_owner_operator_id(household.owner.value);
  row.set_changed_ms(to_unix_ms(household.changed));
  row.set_signed_erasure(household.signed_erasure);
  if (!opens) return row;
  row.set_signed_record(household.signed_record);
  row.set_sealed_key(household.sealed_key);
  return row;
}

// One that is far ahead would leave none for those who come after.
bool follows(std::uint64_t version, std::uint64_t replaces, WallTime now) {
  const auto last = static_cast<std::uint64_t>(to_unix_ms(now + kMostAhead));
  return version > replaces && version <= last;
}

// Whether what is kept is this very erasure, said before by the same operator, or by one whose word
// counts no more.
bool is_said_again(
    const household_record::Erasure& erasure,
    const Household& kept,
    const roster::Book& book,
    WallTime now
) {
  const auto said = household_record::content_of_erasure(kept.signed_erasure);
  if (!said || said->version != erasure.version) return false;
  return said->by == erasure.by || !household_record::check_erasure(kept.signed_erasure, book, now);
}

Result<SealedDataKey> key_of(const v1::SealedDataKey& in) {
  const bool whole = in.data_key_hash().size() == kHash && in.recipient_hash().size() == kHash &&
                     (in.operator_id().empty() || identity::is_id(in.operator_id())) &&
                     !in.sealed().empty() &&
                     in.sealed().size() <= household_record::kLongestSealedKey;
  if (!whole) return fail(Errc::BadMessage, "not a sealed data key");
  return SealedDataKey{
      in.data_key_hash(), OperatorId{in.operator_id()}, in.recipient_hash(), in.sealed()
  };
}

}  // namespace

void HouseholdsGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::ListHouseholdsRequest, v1::ListHouseholdsResponse>(
      server, "/maintendue.v1.Households/ListHouseholds",
      [this](wire::Caller caller, v1::ListHouseholdsRequest request) {
        return list(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::PutHouseholdRequest, v1::PutHouseholdResponse>(
      server, "/maintendue.v1.Households/PutHousehold",
      [this](wire::Caller caller, v1::PutHouseholdRequest request) {
        return put(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::EraseHouseholdRequest, v1::EraseHouseholdResponse>(
      server, "/maintendue.v1.Households/EraseHousehold",
      [this](wire::Caller caller, v1::EraseHouseholdRequest request) {
        return erase(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::GetDataKeysRequest, v1::DataKeys>(
      server, "/maintendue.v1.Households/GetDataKeys",
      [this](wire::Caller caller, v1::GetDataKeysRequest) { return get_keys(std::move(caller)); }
  );
  wire::on_call<v1::DataKeys, v1::PutDataKeysResponse>(
      server, "/maintendue.v1.Households/PutDataKeys",
      [this](wire::Caller caller, v1::DataKeys keys) {
        return put_keys(std::move(caller), std::move(keys));
      }
  );
}

net::awaitable<Result<v1::ListHouseholdsResponse>> HouseholdsGate::list(
    wire::Caller caller, v1::ListHouseholdsRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const WallTime now = clock_.wall();
  const Result<WallTime> duty = co_await duties_.duty_ends(who->id, now);
  if (!duty) co_return tl::unexpected(duty.error());
  HouseholdId after{std::move(*request.mutable_after_household_id())};
  const Result<HouseholdPage> page = co_await store_.households(std::move(after));
  if (!page) co_return tl::unexpected(page.error());
  v1::ListHouseholdsResponse response;
  response.set_more(page->more);
  for (const Household& household : page->households) {
    const bool opens =
        check_household(caller.method, household.owner, *who, roster_.book().roster(), now < *duty)
            .has_value();
    *response.add_households() = row_of(household, opens);
  }
  co_return response;
}

net::awaitable<Result<std::optional<Household>>> HouseholdsGate::hers_to_change(
    wire::Caller caller,
    identity::Operator who,
    HouseholdId id,
    std::optional<OperatorId> owner_if_new
) {
  Result<Household> kept = co_await store_.household(id);
  const bool is_new = !kept && kept.error().code == Errc::NotFound;
  if (!kept && !is_new) co_return tl::unexpected(kept.error());
  const WallTime now = clock_.wall();
  const Result<WallTime> duty = co_await duties_.duty_ends(who.id, now);
  if (!duty) co_return tl::unexpected(duty.error());
  const std::optional<OperatorId> owner = is_new ? owner_if_new : kept->owner;
  const Result<void> hers =
      check_household(caller.method, owner, who, roster_.book().roster(), now < *duty);
  if (!hers) co_return tl::unexpected(hers.error());
  if (is_new) co_return std::nullopt;
  co_return std::move(*kept);
}

net::awaitable<Result<v1::PutHouseholdResponse>> HouseholdsGate::put(
    wire::Caller caller, v1::PutHouseholdRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const auto record =
      household_record::check(request.signed_record(), roster_.book(), clock_.wall());
  if (!record) co_return tl::unexpected(record.error());
  if (record->by != who->id) co_return fail(Errc::NotTrusted, "signed by somebody else");
  if (identity::sha256(request.sealed_key()) != record->sealed_key_hash ||
      request.sealed_key().size() > household_record::kLongestSealedKey) {
    co_return fail(Errc::NotTrusted, "another key than the record's");
  }
  if (!follows(record->version, request.replaces(), clock_.wall())) {
    co_return fail(Errc::OutOfDate, "not a version that follows");
  }
  if (record->data_key_hash != current_key()) {
    co_return fail(Errc::OutOfDate, "sealed to another data key than the roster's");
  }
  auto finding = hers_to_change(caller, *who, record->household, record->owner);
  const Result<std::optional<Household>> before = co_await std::move(finding);
  if (!before) co_return tl::unexpected(before.error());
  // Whoever seals it anew leaves it whose it was, though she is a mediator no more.
  const bool stays = *before && (*before)->owner == record->owner;
  if (!stays && !is_mediator_by(record->owner, roster_.book().roster())) {
    co_return fail(Errc::NotAllowed, "an owner who is no mediator");
  }
  Household household{
      .id = record->household,
      .version = record->version,
      .owner = record->owner,
      .changed = clock_.wall(),
      .data_key_hash = record->data_key_hash,
      .signed_record = std::move(*request.mutable_signed_record()),
      .sealed_key = std::move(*request.mutable_sealed_key()),
  };
  const Result<void> kept =
      co_await store_.put_household(std::move(household), request.replaces(), current_key());
  if (!kept) co_return tl::unexpected(kept.error());
  log::event(
      kComponent, log::Level::info, "household written",
      {{"household", record->household.value}, {"operator", who->id.value}}
  );
  co_return v1::PutHouseholdResponse{};
}

net::awaitable<Result<v1::EraseHouseholdResponse>> HouseholdsGate::erase(
    wire::Caller caller, v1::EraseHouseholdRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const auto erasure =
      household_record::check_erasure(request.signed_erasure(), roster_.book(), clock_.wall());
  if (!erasure) co_return tl::unexpected(erasure.error());
  if (erasure->by != who->id) co_return fail(Errc::NotTrusted, "signed by somebody else");
  if (!follows(erasure->version, request.replaces(), clock_.wall())) {
    co_return fail(Errc::OutOfDate, "not a version that follows");
  }
  auto finding = hers_to_change(caller, *who, erasure->household, std::nullopt);
  const Result<std::optional<Household>> before = co_await std::move(finding);
  if (!before) co_return tl::unexpected(before.error());
  const bool again = *before && is_said_again(*erasure, **before, roster_.book(), clock_.wall());
  const std::uint64_t replaces = again ? erasure->version : request.replaces();
  Household erased{.id = erasure->household, .version = erasure->version, .owner = {}};
  erased.changed = clock_.wall();
  erased.signed_erasure = std::move(*request.mutable_signed_erasure());
  const Result<void> gone =
      co_await store_.erase_household(std::move(erased), replaces, current_key());
  if (!gone) co_return tl::unexpected(gone.error());
  log::event(
      kComponent, log::Level::info, "household erased",
      {{"household", erasure->household.value}, {"operator", who->id.value}}
  );
  co_return v1::EraseHouseholdResponse{};
}

net::awaitable<Result<v1::DataKeys>> HouseholdsGate::get_keys(wire::Caller caller) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const Result<std::vector<SealedDataKey>> keys = co_await store_.data_keys();
  if (!keys) co_return tl::unexpected(keys.error());
  v1::DataKeys response;
  for (const SealedDataKey& key : *keys) {
    v1::SealedDataKey& one = *response.add_keys();
    one.set_data_key_hash(key.data_key_hash);
    one.set_operator_id(key.whom.value);
    one.set_recipient_hash(key.recipient_hash);
    if (may_read_data_key(caller.method, key.whom, *who)) one.set_sealed(key.sealed);
  }
  co_return response;
}

net::awaitable<Result<v1::PutDataKeysResponse>> HouseholdsGate::put_keys(
    wire::Caller caller, v1::DataKeys keys
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  if (keys.keys_size() > kMostDataKeys) co_return fail(Errc::BadMessage, "too many data keys");
  std::vector<SealedDataKey> all;
  for (const v1::SealedDataKey& one : keys.keys()) {
    Result<SealedDataKey> key = key_of(one);
    if (!key) co_return tl::unexpected(key.error());
    const bool may =
        may_give_data_key(caller.method, key->whom, key->recipient_hash, roster_.book().roster());
    if (!may) continue;
    all.push_back(std::move(*key));
  }
  const Result<int> kept = co_await store_.put_data_keys(std::move(all), current_key());
  if (!kept) co_return tl::unexpected(kept.error());
  log::event(
      kComponent, log::Level::info, "data keys put", {{"operator", who->id.value}, {"count", *kept}}
  );
  co_return v1::PutDataKeysResponse{};
}

}  // namespace maintendue::relay
