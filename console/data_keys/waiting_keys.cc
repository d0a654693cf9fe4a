#include "console/data_keys/waiting_keys.h"

#include <algorithm>

#include "base/files.h"
#include "identity/keys.h"

namespace maintendue::console {
namespace {

namespace fs = std::filesystem;

constexpr int kAtATime = 200;  // households.proto: DataKeys has at most 256 KiB

template <class Which>
v1::DataKeys those(const v1::DataKeys& keys, const Which& which) {
  v1::DataKeys some;
  for (const v1::SealedDataKey& key : keys.keys()) {
    if (which(key)) *some.add_keys() = key;
  }
  return some;
}

bool is_among(const v1::SealedDataKey& key, const v1::DataKeys& shown) {
  return std::ranges::any_of(shown.keys(), [&](const v1::SealedDataKey& one) {
    return one.data_key_hash() == key.data_key_hash() && one.operator_id() == key.operator_id() &&
           one.recipient_hash() == key.recipient_hash();
  });
}

Result<void> replace_by(const fs::path& file, const v1::DataKeys& keys) {
  if (keys.keys_size() > 0) return write_small_file(file, keys.SerializeAsString());
  std::error_code error;
  fs::remove(file, error);
  if (error) return fail(Errc::Internal, error.message());
  return {};
}

}  // namespace

Result<void> keep_waiting_keys(const fs::path& home, BytesView before, const v1::DataKeys& keys) {
  if (keys.keys_size() == 0) return {};
  const Bytes hash = identity::sha256(before);
  v1::DataKeys all = those(waiting_keys(home), [&](const v1::SealedDataKey& key) {
    return key.data_key_hash() == hash;
  });
  all.MergeFrom(keys);
  const bool fits = all.ByteSizeLong() <= kLongestSmallFile;
  return write_small_file(home / kWaitingKeys, (fits ? all : keys).SerializeAsString());
}

v1::DataKeys waiting_keys(const fs::path& home) {
  v1::DataKeys keys;
  const Result<std::string> bytes = read_small_file(home / kWaitingKeys);
  if (bytes && !keys.ParseFromString(*bytes)) keys.Clear();
  return keys;
}

net::awaitable<Result<void>> hand_in_waiting_keys(fs::path home, Bytes data_key, AskRelay relay) {
  const v1::DataKeys waiting = waiting_keys(home);
  const Bytes hash = identity::sha256(data_key);
  const auto of_that_key = [&](const v1::SealedDataKey& key) {
    return key.data_key_hash() == hash;
  };
  v1::DataKeys given = those(waiting, of_that_key);
  if (given.keys_size() == 0) co_return Result<void>{};
  auto putting = put_data_keys(given, relay);
  Result<void> put = co_await std::move(putting);
  if (!put) co_return put;
  auto asking =
      ask<v1::DataKeys>(relay, "/maintendue.v1.Households/GetDataKeys", v1::GetDataKeysRequest());
  const Result<v1::DataKeys> answer = co_await std::move(asking);
  if (!answer && answer.error().code != Errc::NotAllowed) co_return tl::unexpected(answer.error());
  const v1::DataKeys& shown = answer ? *answer : given;
  const v1::DataKeys left = those(waiting, [&](const v1::SealedDataKey& key) {
    return !of_that_key(key) || !is_among(key, shown);
  });
  const bool same = waiting_keys(home).SerializeAsString() == waiting.SerializeAsString();
  if (same) co_return replace_by(home / kWaitingKeys, left);
  co_return Result<void>{};
}

net::awaitable<Result<void>> put_data_keys(v1::DataKeys keys, AskRelay relay) {
  for (int first = 0; first < keys.keys_size(); first += kAtATime) {
    v1::DataKeys some;
    for (int n = first; n < std::min(first + kAtATime, keys.keys_size()); ++n) {
      *some.add_keys() = keys.keys(n);
    }
    auto putting = ask<v1::PutDataKeysResponse>(
        relay, "/maintendue.v1.Households/PutDataKeys", std::move(some)
    );
    const auto taken = co_await std::move(putting);
    if (!taken) co_return tl::unexpected(taken.error());
  }
  co_return Result<void>{};
}

}  // namespace maintendue::console
