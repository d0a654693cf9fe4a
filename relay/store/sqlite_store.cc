#include "relay/store/sqlite_store.h"

#include <optional>
#include <stdexcept>

#include "base/log.h"
#include "base/random.h"
#include "relay/store/answer.h"
#include "relay/store/holders.h"
#include "relay/store/households.h"
#include "relay/store/machines.h"
#include "relay/store/migrations.h"
#include "relay/store/roster.h"
#include "relay/store/session_logs.h"
#include "relay/store/sessions.h"

namespace maintendue::relay {
namespace {

constexpr auto kComponent = "relay.store";
// For those who read here; whoever reads longer is a backup.
constexpr std::chrono::milliseconds kPatience{1000};

// For changes that answer nothing.
struct Done {};

Result<void> without_value(const Result<Done>& done) {
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace

std::unique_ptr<SqliteStore> SqliteStore::open(
    net::any_io_executor main, const std::filesystem::path& folder, WallTime start
) {
  const std::filesystem::path file = folder / "relay.db";
  try {
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(main), file, start));
  } catch (const std::exception& e) {
    throw std::runtime_error("can't use the database " + file.string() + ": " + e.what());
  }
}

SqliteStore::SqliteStore(
    net::any_io_executor main, const std::filesystem::path& file, WallTime start
)
    : main_(std::move(main)), writer_(file), reader_("store-read", file) {
  soci::session& database = writer_.database();
  database::migrate(database, migrations(), start);
  kept_roster_ = table::kept_roster(database);
  left_open_ = table::left_open(database);
  if (table::forgetting_is_due(database)) (void)forget_now(database, kPatience);  // it is logged
}

template <class Value>
net::awaitable<Result<Value>> SqliteStore::write(std::function<Value(soci::session&)> change) {
  return answer_on<Value>(main_, [this, change = std::move(change)](Answer<Value> answer) {
    const auto value = std::make_shared<std::optional<Value>>();
    const auto keep = [change, value](soci::session& database) { *value = change(database); };
    const auto told = [value, answer = std::move(answer)](const Result<void>& outcome) {
      if (outcome) {
        answer(std::move(**value));
      } else {
        answer(tl::unexpected(outcome.error()));
      }
    };
    writer_.between([this](soci::session& database) {
      if (forgetting_failed_) (void)forget_now(database, std::chrono::milliseconds(0));
    });
    writer_.write(keep, told);
  });
}

template <class Value>
net::awaitable<Result<Value>> SqliteStore::read(std::function<Value(soci::session&)> question) {
  return answer_on<Value>(main_, [this, question = std::move(question)](Answer<Value> answer) {
    reader_.post([this, question, answer = std::move(answer)] {
      try {
        answer(question(reader_.database()));
      } catch (const std::exception& e) {
        answer(fail(Errc::Internal, e.what()));
      }
    });
  });
}

net::awaitable<Result<MachineRecord>> SqliteStore::seen(MachineRecord machine) {
  return write<MachineRecord>([machine = std::move(machine)](soci::session& database) {
    return table::upsert_machine(database, machine);
  });
}

net::awaitable<Result<void>> SqliteStore::left(MachineId machine, WallTime when) {
  std::function<Done(soci::session&)> change = [machine, when](soci::session& database) {
    table::set_last_seen(database, machine, when);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<MachineRecord>> SqliteStore::machine(MachineId id) {
  using Found = std::optional<MachineRecord>;
  std::function<Found(soci::session&)> question = [id](soci::session& database) {
    return table::find_machine(database, id);
  };
  Result<Found> found = co_await read<Found>(std::move(question));
  if (!found) co_return tl::unexpected(found.error());
  if (!*found) co_return fail(Errc::NotFound, "no such machine");
  co_return std::move(**found);
}

net::awaitable<Result<std::vector<MachineRecord>>> SqliteStore::machines() {
  return read<std::vector<MachineRecord>>(table::all_machines);
}

template <class Value>
net::awaitable<Result<Value>> SqliteStore::change_holders(
    MachineId machine, std::function<Result<Value>(soci::session&, Holders&)> change
) {
  using Outcome = Result<Value>;
  std::function<Outcome(soci::session&)> all = [machine, change](soci::session& database) {
    const Holders before = table::holders_of(database, machine);
    Holders after = before;
    Outcome outcome = change(database, after);
    if (outcome) table::keep_holders(database, machine, before, after);
    return outcome;
  };
  Result<Outcome> done = co_await write<Outcome>(std::move(all));
  if (!done) co_return tl::unexpected(done.error());
  co_return std::move(*done);
}

net::awaitable<Result<Placed>> SqliteStore::place(
    MachineId machine, Arrival arrival, WallTime now
) {
  Bytes fresh = random_bytes(kStepBytes);
  return change_holders<Placed>(
      std::move(machine),
      [arrival = std::move(arrival), fresh = std::move(fresh), now](soci::session&, Holders& who) {
        return who.place(arrival, fresh, now);
      }
  );
}

net::awaitable<Result<int>> SqliteStore::settle(
    MachineId machine, Placed placed, Arrival arrival, bool kept, WallTime now
) {
  return change_holders<int>(
      std::move(machine),
      [placed = std::move(placed), arrival = std::move(arrival), kept, now](
          soci::session&, Holders& who
      ) { return kept ? who.keep(placed, arrival, now) : who.keep_not(placed, arrival, now); }
  );
}

net::awaitable<Result<void>> SqliteStore::repair(MachineId machine, Repair repair) {
  std::function<Result<Done>(soci::session&, Holders&)> change =
      [machine, repair = std::move(repair)](soci::session& database, Holders& who) -> Result<Done> {
    const bool same = repair.kind == RepairKind::SamePc;
    const Result<void> said = same ? who.accept(repair.holder) : who.set_apart(repair.holder);
    if (!said) return tl::unexpected(said.error());
    table::insert_repair(database, machine, repair);
    return Done{};
  };
  const Result<Done> done = co_await change_holders<Done>(machine, std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<void>> SqliteStore::keep_record(
    MachineId id, Bytes signed_record, WallTime at
) {
  using table::RecordPut;
  std::function<RecordPut(soci::session&)> change = [id, signed_record = std::move(signed_record),
                                                     at](soci::session& database) {
    return table::put_record(database, id, signed_record, at);
  };
  const Result<RecordPut> put = co_await write<RecordPut>(std::move(change));
  if (!put) co_return tl::unexpected(put.error());
  if (*put == RecordPut::NoMachine) co_return fail(Errc::NotFound, "no such machine");
  if (*put == RecordPut::Older) co_return fail(Errc::OutOfDate, "a later record is kept");
  co_return Result<void>{};
}

net::awaitable<Result<SessionId>> SqliteStore::open(SessionRecord record) {
  return write<SessionId>([record = std::move(record)](soci::session& database) {
    return table::insert_session(database, record);
  });
}

net::awaitable<Result<void>> SqliteStore::tell(SessionRecord record, News news, WallTime when) {
  std::function<Done(soci::session&)> change = [record, news, when](soci::session& database) {
    table::update_session(database, record);
    table::insert_news(database, record.id, news, when);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<SessionPage>> SqliteStore::sessions(
    MachineId machine, int limit, SessionId before
) {
  return read<SessionPage>([machine, limit, before](soci::session& database) {
    SessionPage page{table::sessions_before(database, machine, before, limit + 1)};
    page.more = static_cast<int>(page.sessions.size()) > limit;
    if (page.more) page.sessions.pop_back();
    return page;
  });
}

net::awaitable<Result<std::vector<CallSummary>>> SqliteStore::calls(MachineId machine) {
  return read<std::vector<CallSummary>>([machine](soci::session& database) {
    return table::count_calls(database, machine);
  });
}

net::awaitable<Result<void>> SqliteStore::keep_roster(Bytes news) {
  std::function<Done(soci::session&)> change = [news = std::move(news)](soci::session& database) {
    table::keep_roster(database, news);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<void>> SqliteStore::keep(GivenLog given) {
  std::function<bool(soci::session&)> change = [given = std::move(given)](soci::session& database) {
    return table::insert_log(database, given);
  };
  const Result<bool> kept = co_await write<bool>(std::move(change));
  if (!kept) co_return tl::unexpected(kept.error());
  if (!*kept) co_return fail(Errc::NotFound, "not a session of the giver");
  co_return Result<void>{};
}

net::awaitable<Result<std::vector<KeptLogs>>> SqliteStore::logs(std::vector<SessionId> sessions) {
  return read<std::vector<KeptLogs>>([sessions = std::move(sessions)](soci::session& database) {
    return table::find_logs(database, sessions);
  });
}

net::awaitable<Result<HouseholdPage>> SqliteStore::households(HouseholdId after) {
  return read<HouseholdPage>([after = std::move(after)](soci::session& database) {
    HouseholdPage page{table::households_after(database, after, kHouseholdsAtOnce + 1)};
    page.more = page.households.size() > kHouseholdsAtOnce;
    if (page.more) page.households.pop_back();
    return page;
  });
}

net::awaitable<Result<Household>> SqliteStore::household(HouseholdId id) {
  using Found = std::optional<Household>;
  std::function<Found(soci::session&)> question = [id](soci::session& database) {
    return table::find_household(database, id);
  };
  Result<Found> found = co_await read<Found>(std::move(question));
  if (!found) co_return tl::unexpected(found.error());
  if (!*found) co_return fail(Errc::NotFound, "no such household");
  co_return std::move(**found);
}

net::awaitable<Result<void>> SqliteStore::change_households(
    std::function<bool(soci::session&)> change
) {
  const Result<bool> done = co_await write<bool>(std::move(change));
  if (!done) co_return tl::unexpected(done.error());
  if (!*done) co_return fail(Errc::OutOfDate, "another version of this household is kept");
  co_return Result<void>{};
}

net::awaitable<Result<void>> SqliteStore::put_household(
    Household household, std::uint64_t replaces, Bytes current_key
) {
  std::function<bool(soci::session&)> change = [household = std::move(household), replaces,
                                                current_key](soci::session& database) {
    const bool put = table::put_household(database, household, replaces);
    if (put) table::drop_unused_data_keys(database, current_key);
    return put;
  };
  return change_households(std::move(change));
}

net::awaitable<Result<void>> SqliteStore::erase_household(
    Household erased, std::uint64_t replaces, Bytes current_key
) {
  std::function<bool(soci::session&)> change = [erased = std::move(erased), replaces,
                                                current_key](soci::session& database) {
    const bool gone = table::erase_household(database, erased, replaces);
    if (gone) table::drop_unused_data_keys(database, current_key);
    return gone;
  };
  auto erasing = change_households(std::move(change));
  Result<void> done = co_await std::move(erasing);
  if (!done) co_return done;
  co_return co_await forget();
}

net::awaitable<Result<void>> SqliteStore::forget() {
  auto forgetting = answer_on<Done>(main_, [this](Answer<Done> answer) {
    writer_.between([this, answer = std::move(answer)](soci::session& database) {
      const Result<void> done = forget_now(database, kPatience);
      if (done) return answer(Done{});
      answer(tl::unexpected(done.error()));
    });
  });
  const Result<Done> done = co_await std::move(forgetting);
  co_return without_value(done);
}

Result<void> SqliteStore::forget_now(soci::session& database, std::chrono::milliseconds patience) {
  Result<void> done;
  try {
    if (!table::forget_deleted(database, patience)) {
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

net::awaitable<Result<std::vector<SealedDataKey>>> SqliteStore::data_keys() {
  return read<std::vector<SealedDataKey>>(table::data_keys);
}

net::awaitable<Result<int>> SqliteStore::put_data_keys(
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

net::awaitable<Result<void>> SqliteStore::begin_duty(Duty duty) {
  std::function<Done(soci::session&)> change = [duty](soci::session& database) {
    table::begin_duty(database, duty);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<void>> SqliteStore::end_duty(OperatorId who, WallTime now) {
  std::function<Done(soci::session&)> change = [who, now](soci::session& database) {
    table::end_duty(database, who, now);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<bool>> SqliteStore::on_duty(OperatorId who, WallTime now) {
  return read<bool>([who, now](soci::session& database) {
    return table::on_duty(database, who, now);
  });
}

}  // namespace maintendue::relay
