// The store in one SQLite file: a writing thread, a reading thread, coroutines on `main`.
#pragma once

#include "relay/store/store.h"
#include "relay/store/writer.h"

namespace maintendue::relay {

class SqliteStore final : public MachineStore,
                          public HolderStore,
                          public SessionStore,
                          public RosterStore,
                          public LogStore,
                          public DutyStore,
                          public HelpStore {
 public:
  // Opens or creates `folder`/relay.db, brings it to this version and ends, at `start`, the
  // sessions that a crash left open (RelayLost). Throws std::runtime_error with one sentence.
  static std::unique_ptr<SqliteStore> open(
      net::any_io_executor main, const std::filesystem::path& folder, WallTime start
  );

  // The sessions that were not over when the relay was last there, oldest first.
  const std::vector<SessionRecord>& left_open() const { return left_open_; }

  net::awaitable<Result<MachineRecord>> seen(MachineRecord machine) override;
  net::awaitable<Result<void>> left(MachineId machine, WallTime when) override;
  net::awaitable<Result<MachineRecord>> machine(MachineId id) override;
  net::awaitable<Result<std::vector<MachineRecord>>> machines() override;
  net::awaitable<Result<void>> keep_record(
      MachineId id, Bytes signed_record, WallTime at, Bytes gives_way
  ) override;
  net::awaitable<Result<void>> give(MachineId id, OperatorId from, OperatorId to) override;
  net::awaitable<Result<void>> ask_support(MachineId id, OperatorId mediator, WallTime until)
      override;
  net::awaitable<Result<MachineRecord>> keep_farewell(MachineId id, FarewellSaid said, WallTime now)
      override;

  net::awaitable<Result<Placed>> place(MachineId machine, Arrival arrival, WallTime now) override;
  net::awaitable<Result<int>> settle(
      MachineId machine, Placed placed, Arrival arrival, bool kept, WallTime now
  ) override;
  net::awaitable<Result<void>> repair(MachineId machine, Repair repair) override;

  net::awaitable<Result<SessionId>> open(SessionRecord record) override;
  net::awaitable<Result<void>> tell(SessionRecord record, News news, WallTime when) override;
  net::awaitable<Result<SessionPage>> sessions(MachineId machine, int limit, SessionId before)
      override;
  net::awaitable<Result<std::vector<CallSummary>>> calls(MachineId machine) override;

  net::awaitable<Result<void>> keep_roster(Bytes news) override;
  // What was kept when the store was opened; empty when nothing was.
  const Bytes& kept_roster() const { return kept_roster_; }
  net::awaitable<Result<void>> keep(GivenLog given) override;
  net::awaitable<Result<std::vector<KeptLogs>>> logs(std::vector<SessionId> sessions) override;

  net::awaitable<Result<void>> begin_duty(Duty duty) override;
  net::awaitable<Result<void>> end_duty(OperatorId who, WallTime now) override;
  net::awaitable<Result<WallTime>> duty_ends(OperatorId who, WallTime now) override;

  net::awaitable<Result<HelpHeard>> say(
      MachineId machine, HelpRequest request, Bytes lapsed, WallTime now
  ) override;
  net::awaitable<Result<HelpEntry>> answer(
      MachineId machine, std::string help_id, HelpAnswer answer, WallTime follows, WallTime now
  ) override;
  net::awaitable<Result<HelpEntry>> entry(MachineId machine, std::string help_id) override;
  net::awaitable<Result<HelpPage>> entries(WallTime now) override;

 private:
  SqliteStore(net::any_io_executor main, const std::filesystem::path& file, WallTime start);

  template <class Value>
  net::awaitable<Result<Value>> write(std::function<Value(soci::session&)> change);
  // What `change` answers, once its machine's holders are kept as it left them.
  template <class Value>
  net::awaitable<Result<Value>> change_holders(
      MachineId machine, std::function<Result<Value>(soci::session&, Holders&)> change
  );
  template <class Value>
  net::awaitable<Result<Value>> read(std::function<Value(soci::session&)> question);

  const net::any_io_executor main_;
  Writer writer_;
  Lane reader_;
  Bytes kept_roster_;                     // fixed after construction
  std::vector<SessionRecord> left_open_;  // fixed after construction
};

}  // namespace maintendue::relay
