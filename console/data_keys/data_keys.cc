#include "console/data_keys/data_keys.h"

#include <algorithm>

#include "base/log.h"
#include "console/data_keys/waiting_keys.h"
#include "sealed_record/data_key.h"

namespace maintendue::console {

net::awaitable<Result<void>> DataKeys::load() {
  auto asking =
      ask<v1::DataKeys>(relay_, "/maintendue.v1.Households/GetDataKeys", v1::GetDataKeysRequest());
  Result<v1::DataKeys> keys = co_await std::move(asking);
  if (!keys) co_return tl::unexpected(keys.error());
  sealed_ = std::move(*keys);
  open_.clear();
  for (const v1::SealedDataKey& sealed : sealed_.keys()) {
    if (!encryption_key_ || sealed.operator_id() != team_.self().value) continue;
    auto key = sealed_record::open_data_key(sealed, *encryption_key_);
    if (key) open_.push_back(std::move(*key));
  }
  co_return Result<void>{};
}

Bytes DataKeys::current_hash() const { return identity::sha256(team_.book().roster().data_key); }

bool DataKeys::has_current() const {
  const Bytes current = current_hash();
  return std::ranges::any_of(open_, [&](const identity::PrivateKey& key) {
    return identity::sha256(key.public_key()) == current;
  });
}

net::awaitable<Result<void>> DataKeys::hand_on(std::vector<identity::PrivateKey> keys) {
  v1::DataKeys more = sealed_record::lacking(team_.book(), keys, sealed_);
  if (more.keys_size() == 0) co_return Result<void>{};
  auto putting = put_data_keys(more, relay_);
  Result<void> done = co_await std::move(putting);
  if (!done) co_return done;
  log::event(
      "console.households", log::Level::info, "data keys handed on", {{"count", more.keys_size()}}
  );
  sealed_.MergeFrom(more);
  co_return Result<void>{};
}

net::awaitable<Result<void>> DataKeys::recover(identity::PrivateKey recovery_key) {
  Result<void> loaded = co_await load();
  if (!loaded) co_return loaded;
  std::vector<identity::PrivateKey> keys;
  for (const v1::SealedDataKey& sealed : sealed_.keys()) {
    if (!sealed.operator_id().empty()) continue;
    auto key = sealed_record::open_data_key(sealed, recovery_key);
    if (key) keys.push_back(std::move(*key));
  }
  if (keys.empty()) co_return fail(Errc::NotFound, "nothing is sealed to this recovery key");
  co_return co_await hand_on(std::move(keys));
}

}  // namespace maintendue::console
