#include "relay/store/sqlite_store.h"

#include <optional>
#include <stdexcept>

#include "base/random.h"
#include "relay/store/duties.h"
#include "relay/store/help.h"
#include "relay/store/holders.h"
#include "relay/store/machines.h"
#include "relay/store/migrations.h"
#include "relay/store/roster.h"
#include "relay/store/session_logs.h"
#include "relay/store/sessions.h"

namespace maintendue::relay {
namespace {

// For changes that answer nothing.
struct Done {};

Result<void> without_value(const Result<Done>& done) {
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> became_of(const Result<table::Given>& given) {
  if (!given) return tl::unexpected(given.error());
  if (*given == table::Given::NoMachine) return fail(Errc::NotFound, "no such machine");
  if (*given == table::Given::OfAnother) return fail(Errc::OutOfDate, "another's by now");
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
    : main_(std::move(main)), writer_("store", file), reader_("store-read", file) {
  soci::session& database = writer_.database();
  database::migrate(database, migrations(), start);
  kept_roster_ = table::kept_roster(database);
  left_open_ = table::left_open(database);
}

template <class Value>
net::awaitable<Result<Value>> SqliteStore::write(std::function<Value(soci::session&)> change) {
  return write_on<Value>(main_, writer_, std::move(change));
}

template <class Value>
net::awaitable<Result<Value>> SqliteStore::read(std::function<Value(soci::session&)> question) {
  return answer_on<Value>(main_, [this, question = std::move(question)](Answer<Value> answer) {
    reader_.post([this, question, answer = std::move(answer)] {
      answer(answered(question, reader_.database()));
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
    MachineId id, Bytes signed_record, WallTime at, Bytes gives_way
) {
  using table::RecordPut;
  std::function<RecordPut(soci::session&)> change =
      [id, signed_record = std::move(signed_record), at,
       gives_way = std::move(gives_way)](soci::session& database) {
        return table::put_record(database, id, signed_record, at, gives_way);
      };
  const Result<RecordPut> put = co_await write<RecordPut>(std::move(change));
  if (!put) co_return tl::unexpected(put.error());
  if (*put == RecordPut::NoMachine) co_return fail(Errc::NotFound, "no such machine");
  if (*put == RecordPut::Older) co_return fail(Errc::OutOfDate, "a later record is kept");
  co_return Result<void>{};
}

net::awaitable<Result<void>> SqliteStore::give(MachineId id, OperatorId from, OperatorId to) {
  std::function<table::Given(soci::session&)> change = [id, from, to](soci::session& database) {
    return table::give(database, id, from, to);
  };
  const Result<table::Given> given = co_await write<table::Given>(std::move(change));
  co_return became_of(given);
}

net::awaitable<Result<void>> SqliteStore::ask_support(
    MachineId id, OperatorId mediator, WallTime until
) {
  std::function<table::Given(soci::session&)> change = [id, mediator,
                                                        until](soci::session& database) {
    return table::ask_support(database, id, mediator, until);
  };
  const Result<table::Given> given = co_await write<table::Given>(std::move(change));
  co_return became_of(given);
}

net::awaitable<Result<MachineRecord>> SqliteStore::keep_farewell(
    MachineId id, FarewellSaid said, WallTime now
) {
  std::function<std::optional<MachineRecord>(soci::session&)> change =
      [id, said, now](soci::session& database) {
        table::set_farewell(database, id, said, now);
        return table::find_machine(database, id);
      };
  Result<std::optional<MachineRecord>> kept =
      co_await write<std::optional<MachineRecord>>(std::move(change));
  if (!kept) co_return tl::unexpected(kept.error());
  if (!*kept) co_return fail(Errc::NotFound, "no such machine");
  co_return std::move(**kept);
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

net::awaitable<Result<void>> SqliteStore::begin_duty(Duty duty) {
  std::function<bool(soci::session&)> change = [duty = std::move(duty)](soci::session& database) {
    return table::begin_duty(database, duty);
  };
  const Result<bool> begun = co_await write<bool>(std::move(change));
  if (!begun) co_return tl::unexpected(begun.error());
  if (!*begun) co_return fail(Errc::Overloaded, "on duty too often for one day");
  co_return Result<void>{};
}

net::awaitable<Result<void>> SqliteStore::end_duty(OperatorId who, WallTime now) {
  std::function<Done(soci::session&)> change = [who, now](soci::session& database) {
    table::end_duty(database, who, now);
    return Done{};
  };
  const Result<Done> done = co_await write<Done>(std::move(change));
  co_return without_value(done);
}

net::awaitable<Result<WallTime>> SqliteStore::duty_ends(OperatorId who, WallTime now) {
  return read<WallTime>([who, now](soci::session& database) {
    return table::duty_ends(database, who, now);
  });
}

net::awaitable<Result<HelpHeard>> SqliteStore::say(
    MachineId machine, HelpRequest request, Bytes lapsed, WallTime now
) {
  return write<HelpHeard>([=](soci::session& database) {
    return table::say_help(database, machine, request, lapsed, now);
  });
}

net::awaitable<Result<HelpEntry>> SqliteStore::answer(
    MachineId machine, std::string help_id, HelpAnswer answer, WallTime follows, WallTime now
) {
  using Outcome = Result<HelpEntry>;
  std::function<Outcome(soci::session&)> change = [=](soci::session& database) {
    return table::answer_help(database, machine, help_id, answer, follows, now);
  };
  Result<Outcome> done = co_await write<Outcome>(std::move(change));
  if (!done) co_return tl::unexpected(done.error());
  co_return std::move(*done);
}

net::awaitable<Result<HelpEntry>> SqliteStore::entry(MachineId machine, std::string help_id) {
  using Found = std::optional<HelpEntry>;
  std::function<Found(soci::session&)> question = [=](soci::session& database) {
    return table::find_help(database, machine, help_id);
  };
  Result<Found> found = co_await read<Found>(std::move(question));
  if (!found) co_return tl::unexpected(found.error());
  if (!*found) co_return fail(Errc::NotFound, "no such request");
  co_return std::move(**found);
}

net::awaitable<Result<HelpPage>> SqliteStore::entries(WallTime now) {
  return read<HelpPage>([now](soci::session& database) { return table::list_help(database, now); });
}

}  // namespace maintendue::relay
