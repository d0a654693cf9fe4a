#include "relay/families/family_store.h"

#include <optional>
#include <stdexcept>

#include "base/log.h"
#include "relay/families/households.h"
#include "relay/families/migrations.h"

namespace maintendue::relay {
namespace {

using table::HouseholdPut;

constexpr auto kComponent = "relay.families";
// Nobody of ours reads meanwhile: whoever does is a backup.
constexpr std::chrono::milliseconds kPatience{1000};

// For work that answers nothing.
struct Done {};

Result<void> outcome(const Result<HouseholdPut>& put) {
  if (!put) return tl::unexpected(put.error());
  switch (*put) {
    case HouseholdPut::Done:
      return {};
    case HouseholdPut::OutOfDate:
      return fail(Errc::OutOfDate, "another version of this household is kept");
    case HouseholdPut::NoRoom:
      return fail(Errc::NoRoom, "as many households are kept as are to be kept");
  }
  return fail(Errc::Internal);
}

}  // namespace

std::unique_ptr<FamilyStore> FamilyStore::open(
    net::any_io_executor main,
    const std::filesystem::path& folder,
    WallTime start,
    FamilyLimits limits
) {
  const std::filesystem::path file = folder / "families.db";
  try {
    return std::unique_ptr<FamilyStore>(new FamilyStore(std::move(main), file, start, limits));
  } catch (const std::exception& e) {
    throw std::runtime_error("can't use the database " + file.string() + ": " + e.what());
  }
}

FamilyStore::FamilyStore(
    net::any_io_executor main,
    const std::filesystem::path& file,
    WallTime start,
    FamilyLimits limits
)
    : main_(std::move(main)), limits_(limits), writer_("families", file) {
  soci::session& database = writer_.database();
  database::migrate(database, families::migrations(), start);
  if (table::forgetting_is_due(database)) (void)forget_now(database, kPatience);  // it is logged
}

void FamilyStore::forget_what_waits() {
  writer_.between([this](soci::session& database) {
    if (forgetting_failed_) (void)forget_now(database, std::chrono::milliseconds(0));
  });
}

template <class Value>
net::awaitable<Result<Value>> FamilyStore::write(std::function<Value(soci::session&)> change) {
  forget_what_waits();
  return write_on<Value>(main_, writer_, std::move(change));
}

template <class Value>
net::awaitable<Result<Value>> FamilyStore::read(std::function<Value(soci::session&)> question) {
  forget_what_waits();
  return answer_on<Value>(main_, [this, question = std::move(question)](Answer<Value> answer) {
    writer_.between([question, answer = std::move(answer)](soci::session& database) {
      answer(answered(question, database));
    });
  });
}

net::awaitable<Result<HouseholdPage>> FamilyStore::households(HouseholdId after) {
  return read<HouseholdPage>([after = std::move(after)](soci::session& database) {
    HouseholdPage page{table::households_after(database, after, kHouseholdsAtOnce + 1)};
    page.more = page.households.size() > kHouseholdsAtOnce;
    if (page.more) page.households.pop_back();
    return page;
  });
}

net::awaitable<Result<Household>> FamilyStore::household(HouseholdId id) {
  using Found = std::optional<Household>;
  std::function<Found(soci::session&)> question = [id](soci::session& database) {
    return table::find_household(database, id);
  };
  Result<Found> found = co_await read<Found>(std::move(question));
  if (!found) co_return tl::unexpected(found.error());
  if (!*found) co_return fail(Errc::NotFound, "no such household");
  co_return std::move(**found);
}

net::awaitable<Result<void>> FamilyStore::put_household(
    Household household, std::uint64_t replaces, Bytes current_key
) {
  std::function<HouseholdPut(soci::session&)> change = [household = std::move(household), replaces,
                                                        current_key,
                                                        limits = limits_](soci::session& database) {
    const HouseholdPut put = table::put_household(database, household, replaces, limits);
    if (put == HouseholdPut::Done) table::drop_unused_data_keys(database, current_key);
    return put;
  };
  co_return outcome(co_await write<HouseholdPut>(std::move(change)));
}

net::awaitable<Result<void>> FamilyStore::erase_household(
    Household erased, std::uint64_t replaces, Bytes current_key
) {
  std::function<HouseholdPut(soci::session&)> change = [erased = std::move(erased), replaces,
                                                        current_key,
                                                        limits = limits_](soci::session& database) {
    const HouseholdPut gone = table::erase_household(database, erased, replaces, limits);
    if (gone == HouseholdPut::Done) table::drop_unused_data_keys(database, current_key);
    return gone;
  };
  Result<void> done = outcome(co_await write<HouseholdPut>(std::move(change)));
  if (!done) co_return done;
  co_return co_await forget();
}

net::awaitable<Result<void>> FamilyStore::forget() {
  auto forgetting = answer_on<Done>(main_, [this](Answer<Done> answer) {
    writer_.between([this, answer = std::move(answer)](soci::session& database) {
      const Result<void> done = forget_now(database, kPatience);
      if (done) return answer(Done{});
      answer(tl::unexpected(done.error()));
    });
  });
  const Result<Done> done = co_await std::move(forgetting);
  if (!done) co_return tl::unexpected(done.error());
  co_return Result<void>{};
}

Result<void> FamilyStore::forget_now(soci::session& database, std::chrono::milliseconds patience) {
  Result<void> done;
  try {
    if (table::forgetting_is_due(database) && !table::forget_deleted(database, patience)) {
      done = fail(Errc::Internal, "somebody is reading the database");
    }
  } catch (const std::exception& e) {
    done = fail(Errc::Internal, e.what());
  }
  const bool failed_before = std::exchange(forgetting_failed_, !done);
  if (!done && !failed_before) {
    log::event(
        kComponent, log::Level::warning, "what was erased is still in the files",
        {{"detail", done.error().detail}}
    );
  }
  if (done && failed_before) {
    log::event(kComponent, log::Level::info, "what was erased is in no file any more");
  }
  return done;
}

net::awaitable<Result<std::vector<SealedDataKey>>> FamilyStore::data_keys() {
  return read<std::vector<SealedDataKey>>(table::data_keys);
}

net::awaitable<Result<int>> FamilyStore::put_data_keys(
    std::vector<SealedDataKey> keys, Bytes current_key
) {
  return write<int>([keys = std::move(keys), current_key](soci::session& database) {
    int kept = 0;
    for (const SealedDataKey& key : keys) {
      if (table::put_data_key(database, key, current_key)) ++kept;
    }
    table::drop_unused_data_keys(database, current_key);
    return kept;
  });
}

}  // namespace maintendue::relay
