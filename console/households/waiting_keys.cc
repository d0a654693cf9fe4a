#include "console/households/waiting_keys.h"

#include "base/files.h"

namespace maintendue::console {

Result<void> keep_waiting_keys(const std::filesystem::path& home, const v1::DataKeys& keys) {
  if (keys.keys_size() == 0) return {};
  return write_small_file(home / kWaitingKeys, keys.SerializeAsString());
}

v1::DataKeys waiting_keys(const std::filesystem::path& home) {
  v1::DataKeys keys;
  const Result<std::string> bytes = read_small_file(home / kWaitingKeys);
  if (bytes && !keys.ParseFromString(*bytes)) keys.Clear();
  return keys;
}

void forget_waiting_keys(const std::filesystem::path& home) {
  std::error_code ignored;  // what stays is given again, and changes nothing
  std::filesystem::remove(home / kWaitingKeys, ignored);
}

net::awaitable<Result<void>> hand_in_waiting_keys(std::filesystem::path home, AskRelay relay) {
  const v1::DataKeys keys = waiting_keys(home);
  if (keys.keys_size() == 0) co_return Result<void>{};
  Bytes bytes = keys.SerializeAsString();
  const Result<Bytes> taken =
      co_await relay("/maintendue.v1.Households/PutDataKeys", std::move(bytes));
  if (!taken) co_return tl::unexpected(taken.error());
  forget_waiting_keys(home);
  co_return Result<void>{};
}

}  // namespace maintendue::console
