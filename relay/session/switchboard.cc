#include "relay/session/switchboard.h"

#include <algorithm>

#include "base/log.h"
#include "relay/access/standing.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kStopLimit = 4s;
constexpr auto kRoomLimit = 4s;

// What is asked for here, by the names under which it was declared who may.
constexpr std::string_view kOpenSession = "/maintendue.v1.Sessions/OpenSession";
constexpr std::string_view kResumeSession = "/maintendue.v1.Sessions/ResumeSession";
constexpr std::string_view kJoin = "/maintendue.v1.Tunnel/Join";

// Keeps a machine from being asked for twice while its record is written.
class Reservation {
 public:
  Reservation(std::unordered_map<MachineId, OperatorId>& taken, MachineId id, OperatorId who)
      : taken_(taken), id_(std::move(id)) {
    taken_.emplace(id_, std::move(who));
  }
  ~Reservation() { taken_.erase(id_); }
  Reservation(const Reservation&) = delete;
  Reservation& operator=(const Reservation&) = delete;

 private:
  std::unordered_map<MachineId, OperatorId>& taken_;
  const MachineId id_;
};

}  // namespace

Switchboard::Switchboard(SessionGround ground, MachineStore& machines, Directory& directory)
    : ground_(std::move(ground)),
      machines_(machines),
      directory_(directory),
      ended_(ground_.main),
      tasks_(ground_.main) {
  directory_.when_revoked([this](const MachineId& machine) { machine_back(machine, {}); });
}

net::awaitable<Result<OpenedSession>> Switchboard::open(
    identity::Operator who, MachineId id, CallKind call
) {
  const Result<MachineRecord> machine = co_await machines_.machine(id);
  if (!machine) co_return tl::unexpected(machine.error());
  if (stopping_) co_return fail(Errc::RelayUnreachable, "the relay is stopping");
  const Result<void> stands = check_machine(kOpenSession, *machine, directory_.revoked(id));
  if (!stands) co_return tl::unexpected(stands.error());
  if (!directory_.link(id)) co_return fail(Errc::MachineOff);
  co_await make_room(who, id);
  if (taken(id)) co_return fail(Errc::MachineBusy);
  if (sessions_of(who.id) >= kMostOfOneOperator) co_return fail(Errc::Overloaded, "hers are many");

  const Reservation reservation(opening_, id, who.id);
  SessionRecord record;
  record.machine = id;
  record.opened_by = who.id;
  record.operator_name = who.name;
  record.call = call;
  record.opened = ground_.timeline.wall();
  const Result<SessionId> written = co_await ground_.store.open(record);
  if (!written) co_return tl::unexpected(written.error());
  record.id = *written;
  co_return begin(std::move(record), *machine);
}

// Who calls anew does not wait for what she had before: it ends first.
net::awaitable<void> Switchboard::make_room(
    const identity::Operator& who, const MachineId& machine
) {
  const std::shared_ptr<Session> before = find(directory_.live(machine));
  if (!before || before->record().opened_by != who.id || !before->cut()) co_return;
  before->give_up();
  (void)co_await wire::within(ground_.timeline, kRoomLimit, freed(machine));  // or it is busy
}

bool Switchboard::taken(const MachineId& machine) const {
  return directory_.live(machine) != SessionId{} || opening_.contains(machine);
}

net::awaitable<Result<void>> Switchboard::freed(MachineId machine) {
  while (directory_.live(machine) != SessionId{}) co_await ended_.wait();
  co_return Result<void>{};
}

net::awaitable<Result<Bytes>> Switchboard::resume(identity::Operator who, SessionId id) {
  const std::shared_ptr<Session> session = find(id);
  if (!session) co_return fail(Errc::NotFound, "no such session");
  const Result<Side> side = check_session(kResumeSession, session->record(), who);
  if (!side) co_return tl::unexpected(side.error());
  Result<Bytes> ticket = co_await session->resume();
  if (!ticket) co_return ticket;
  const std::shared_ptr<Link> link = directory_.link(session->record().machine);
  if (link) link->offer(id, session->ticket(Side::Machine), true);
  co_return ticket;
}

void Switchboard::machine_back(const MachineId& machine, SessionId held) {
  const std::shared_ptr<Session> session = find(directory_.live(machine));
  if (!session) return;
  if (session->record().id != held) return session->machine_forgot();
  const std::optional<Bytes> ticket = session->call_machine();
  const std::shared_ptr<Link> link = directory_.link(machine);
  if (ticket && link) link->offer(held, *ticket, true);
}

// The record is durable: from here on the session closes it, whatever happens.
Result<OpenedSession> Switchboard::begin(SessionRecord record, const MachineRecord& machine) {
  const auto session = std::make_shared<Session>(ground_, record);
  live_.emplace(record.id, session);
  ground_.feed.publish(record);
  directory_.occupy(machine, record.id);
  log::event(
      "relay.session", log::Level::info, "session opened",
      {{"session", record.id.value},
       {"machine", record.machine.value},
       {"operator", record.opened_by.value}}
  );
  const std::shared_ptr<Link> link = directory_.link(record.machine);
  if (stopping_) session->relay_stops();
  if (link) {
    link->offer(record.id, session->ticket(Side::Machine), false);
  } else {
    session->machine_off();
  }
  tasks_.spawn(hold(session));
  if (!link) return fail(Errc::MachineOff, "it left while the record was written");
  return OpenedSession{record.id, session->ticket(Side::Console)};
}

net::awaitable<void> Switchboard::hold_again(std::vector<SessionRecord> open) {
  if (open.empty()) co_return;
  log::event("relay.session", log::Level::info, "sessions taken over", {{"sessions", open.size()}});
  for (SessionRecord& record : open) {
    const Result<MachineRecord> machine = co_await machines_.machine(record.machine);
    if (!machine || taken(record.machine)) {
      const WallTime now = ground_.timeline.wall();
      apply(record, Ended{EndReason::RelayLost}, now);
      (void)co_await ground_.store.tell(record, Ended{EndReason::RelayLost}, now);  // or next time
      continue;
    }
    const auto session = std::make_shared<Session>(ground_, record, Session::Begins::Cut);
    live_.emplace(record.id, session);
    directory_.occupy(*machine, record.id);
    tasks_.spawn(hold(session));
  }
}

net::awaitable<void> Switchboard::hold(std::shared_ptr<Session> session) {
  struct Ending {
    Switchboard& board;
    const Session& session;
    ~Ending() {
      const SessionRecord& record = session.record();
      board.directory_.free(record.machine);
      board.live_.erase(record.id);
      board.ended_.notify();
    }
  };
  const Ending ending{*this, *session};
  co_await session->run();
}

net::awaitable<Result<void>> Switchboard::join(
    Visitor who, SessionId id, Bytes ticket, wire::RpcStreamPtr stream
) {
  const std::shared_ptr<Session> session = find(id);
  if (!session) co_return fail(Errc::NotFound, "no such session");
  const Result<Side> side = check_session(kJoin, session->record(), who);
  if (!side) co_return tl::unexpected(side.error());
  co_return co_await session->join(*side, std::move(ticket), std::move(stream));
}

net::awaitable<Result<void>> Switchboard::hear(MachineId from, SessionId id, News news) {
  const std::shared_ptr<Session> session = find(id);
  if (!session) co_return Result<void>{};  // it came too late; the record is closed
  if (session->record().machine != from)
    co_return fail(Errc::NotAllowed, "another machine's session");
  co_return co_await session->hear(news);
}

void Switchboard::machine_off(const MachineId& machine) {
  if (const auto session = find(directory_.live(machine))) session->machine_off();
}

net::awaitable<void> Switchboard::stop() {
  stopping_ = true;
  for (const auto& [id, session] : live_) session->relay_stops();
  (void)co_await wire::within(ground_.timeline, kStopLimit, all_over());  // or they are cancelled
  co_await tasks_.stop();
}

net::awaitable<Result<void>> Switchboard::all_over() {
  while (!live_.empty()) co_await ended_.wait();
  co_return Result<void>{};
}

int Switchboard::sessions_of(const OperatorId& who) const {
  const auto held = std::ranges::count_if(live_, [&who](const auto& one) {
    return one.second->record().opened_by == who;
  });
  const auto opening =
      std::ranges::count_if(opening_, [&who](const auto& one) { return one.second == who; });
  return static_cast<int>(held + opening);
}

std::shared_ptr<Session> Switchboard::find(SessionId session) const {
  const auto place = live_.find(session);
  return place == live_.end() ? nullptr : place->second;
}

}  // namespace maintendue::relay
