// The families' store: one small SQLite file beside the relay's own, and the thread that has it.
#pragma once

#include "relay/store/store.h"
#include "relay/store/writer.h"

namespace maintendue::relay {

// Reads are done by the writing thread too, between the writes: nobody of ours holds the file while
// it is written anew.
class FamilyStore final : public HouseholdStore {
 public:
  // Opens or creates `folder`/families.db, brings it to this version, and takes out of it what an
  // erasure that was cut off has left. Throws std::runtime_error with one sentence.
  static std::unique_ptr<FamilyStore> open(
      net::any_io_executor main,
      const std::filesystem::path& folder,
      WallTime start,
      FamilyLimits limits = {}
  );

  net::awaitable<Result<HouseholdPage>> households(HouseholdId after) override;
  net::awaitable<Result<Household>> household(HouseholdId id) override;
  net::awaitable<Result<void>> put_household(
      Household household, std::uint64_t replaces, Bytes current_key
  ) override;
  net::awaitable<Result<void>> erase_household(
      Household erased, std::uint64_t replaces, Bytes current_key
  ) override;
  net::awaitable<Result<std::vector<SealedDataKey>>> data_keys() override;
  net::awaitable<Result<int>> put_data_keys(std::vector<SealedDataKey> keys, Bytes current_key)
      override;

 private:
  FamilyStore(
      net::any_io_executor main,
      const std::filesystem::path& file,
      WallTime start,
      FamilyLimits limits
  );

  template <class Value>
  net::awaitable<Result<Value>> write(std::function<Value(soci::session&)> change);
  template <class Value>
  net::awaitable<Result<Value>> read(std::function<Value(soci::session&)> question);
  // Until what was erased is in no file any more.
  net::awaitable<Result<void>> forget();
  void forget_what_waits();  // before whatever else is asked
  // Likewise, and whether it is so. On the store's thread, or before there is one.
  Result<void> forget_now(soci::session& database, std::chrono::milliseconds patience);

  const net::any_io_executor main_;
  const FamilyLimits limits_;
  bool forgetting_failed_ = false;  // store thread only
  Writer writer_;
};

}  // namespace maintendue::relay
