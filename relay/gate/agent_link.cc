#include "relay/gate/agent_link.h"

#include "base/log.h"
#include "help/answer.h"
#include "relay/gate/words.h"
#include "relay/server/safe_text.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kHelloLimit = 10s;
// A machine takes a roster for confirmed for 35 days; each statement costs a 4G dongle some bytes.
constexpr std::chrono::hours kStatementsMayWait{7 * 24};

// A machine's place in the directory for as long as its link stands, however that ends.
class Presence {
 public:
  Presence(
      Directory& directory,
      Switchboard& switchboard,
      const MachineRecord& machine,
      int holder,
      const v1::AgentHello& hello,
      std::shared_ptr<AgentLine> line
  )
      : directory_(directory), switchboard_(switchboard), id_(machine.id), line_(std::move(line)) {
    directory_.arrive(machine, hello.desktop_present(), line_, holder);
    // While two hold one key, nobody can say that it is the one the session is with.
    const bool quarantined = machine.quarantined();
    switchboard_.machine_back(id_, SessionId{quarantined ? 0 : hello.held_session_id()});
  }
  ~Presence() {
    directory_.leave(id_, line_.get());
    if (!directory_.link(id_)) switchboard_.machine_off(id_);
  }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;

 private:
  Directory& directory_;
  Switchboard& switchboard_;
  const MachineId id_;
  const std::shared_ptr<AgentLine> line_;
};

}  // namespace

AgentLinkGate::AgentLinkGate(
    net::any_io_executor main,
    wire::Timeline& timeline,
    Visitors& visitors,
    MachineStore& machines,
    HolderStore& holders,
    LogStore& logs,
    HelpStore& help,
    Feed& feed,
    Directory& directory,
    Switchboard& switchboard,
    const RosterShelf& shelf
)
    : main_(std::move(main)),
      timeline_(timeline),
      visitors_(visitors),
      machines_(machines),
      holders_(holders),
      logs_(logs),
      help_(help),
      feed_(feed),
      directory_(directory),
      switchboard_(switchboard),
      shelf_(shelf) {}

void AgentLinkGate::serve(wire::RpcServer& server) {
  server.on_stream(
      "/maintendue.v1.AgentLink/Attach",
      [this](wire::Caller caller, wire::RpcStreamPtr stream) {
        return attach(std::move(caller), std::move(stream));
      }
  );
}

net::awaitable<Result<void>> AgentLinkGate::attach(wire::Caller caller, wire::RpcStreamPtr stream) {
  const Result<identity::Machine> who = visitors_.machine_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const Result<v1::AgentHello> said = co_await hello(*stream);
  if (!said) co_return tl::unexpected(said.error());
  const Result<Arrival> arrival = arrival_of(*said);
  if (!arrival) co_return tl::unexpected(arrival.error());
  const Result<void> turned = co_await wait_turn(arrivals_, who->id);
  if (!turned) co_return turned;
  const Result<Placed> placed = co_await welcome(who->id, *said, *arrival, *stream);
  if (!placed) co_return tl::unexpected(placed.error());
  Result<Settled> settled = co_await settle(who->id, *placed, *arrival, *stream);
  if (!settled) co_return tl::unexpected(settled.error());
  Result<MachineRecord> machine = co_await keep_farewell(settled->machine, said->farewell());
  if (!machine) co_return tl::unexpected(machine.error());
  settled->machine = std::move(*machine);

  const std::string& id = who->id.value;
  log::event("relay.link", log::Level::info, "machine attached", {{"machine", id}});
  const Result<void> end = co_await stay(*settled, *said, std::move(stream));
  const std::string_view why = name(end ? Errc::PeerGone : end.error().code);
  log::event("relay.link", log::Level::info, "machine left", {{"machine", id}, {"error", why}});
  if (!directory_.link(who->id)) {
    (void)co_await machines_.left(who->id, timeline_.wall());  // a date a little old does no harm
  }
  co_return end;
}

net::awaitable<Result<v1::AgentHello>> AgentLinkGate::hello(wire::RpcStream& stream) {
  auto reading = wire::read_message<v1::AgentSays>(stream);
  Result<v1::AgentSays> first = co_await wire::within(timeline_, kHelloLimit, std::move(reading));
  if (!first) co_return tl::unexpected(first.error());
  if (!first->has_hello()) co_return fail(Errc::BadMessage, "a link begins with hello");
  co_return std::move(*first->mutable_hello());
}

net::awaitable<Result<Placed>> AgentLinkGate::welcome(
    MachineId id, const v1::AgentHello& hello, Arrival arrival, wire::RpcStream& stream
) {
  const WallTime now = timeline_.wall();
  Result<Placed> placed = co_await holders_.place(id, std::move(arrival), now);
  if (!placed) {
    log::event(
        "relay.link", log::Level::info, "machine refused",
        {{"machine", id.value},
         {"error", name(placed.error().code)},
         {"detail", placed.error().detail}}
    );
    co_return placed;
  }
  MachineRecord machine;
  machine.id = id;
  machine.hostname = safe_text(hello.hostname());
  machine.operating_system = safe_text(hello.operating_system());
  machine.agent_version = safe_text(hello.agent_version());
  machine.first_seen = machine.last_seen = now;
  const Result<MachineRecord> kept = co_await machines_.seen(std::move(machine));
  if (!kept) co_return tl::unexpected(kept.error());

  v1::RelaySays says;
  says.mutable_welcome()->set_relay_time_ms(to_unix_ms(now));
  says.mutable_welcome()->set_machine_id(id.value);
  says.mutable_welcome()->set_next_step(placed->next);
  auto writing = wire::write_message(stream, std::move(says));
  const Result<void> welcomed = co_await wire::within(timeline_, kHelloLimit, std::move(writing));
  if (!welcomed) co_return tl::unexpected(welcomed.error());
  co_return placed;
}

net::awaitable<Result<AgentLinkGate::Settled>> AgentLinkGate::settle(
    MachineId id, Placed placed, Arrival arrival, wire::RpcStream& stream
) {
  auto reading = wire::read_message<v1::AgentSays>(stream);
  const Result<v1::AgentSays> said =
      co_await wire::within(timeline_, kHelloLimit, std::move(reading));
  if (!said) co_return tl::unexpected(said.error());
  if (said->say_case() != v1::AgentSays::kStepKept) {
    co_return fail(Errc::BadMessage, "the step comes after hello");
  }
  const bool newcomer = placed.holder == 0;
  const Result<int> holder = co_await holders_.settle(
      id, std::move(placed), std::move(arrival), said->step_kept(), timeline_.wall()
  );
  if (!holder) co_return tl::unexpected(holder.error());
  if (newcomer) {
    log::event(
        "relay.link", log::Level::warning, "two hold one key",
        {{"machine", id.value}, {"holder", *holder}}
    );
  }
  Result<MachineRecord> machine = co_await machines_.machine(id);
  if (!machine) co_return tl::unexpected(machine.error());
  co_return Settled{std::move(*machine), *holder};
}

// The machine is here until it leaves, another link replaces it, or the relay has said its last
// word.
net::awaitable<Result<void>> AgentLinkGate::stay(
    Settled settled, v1::AgentHello hello, wire::RpcStreamPtr stream
) {
  const MachineRecord& machine = settled.machine;
  const auto line = std::make_shared<AgentLine>(main_, stream);
  const Presence presence(directory_, switchboard_, machine, settled.holder, hello, line);
  tell_what_is_missing(*line, hello);
  auto heard = listen(machine.id, std::move(stream), line);
  auto spoken = line->speak();
  auto replaced = line->ended();
  auto first = co_await (std::move(heard) || std::move(spoken) || std::move(replaced));
  co_return std::visit([](Result<void> end) { return end; }, std::move(first));
}

void AgentLinkGate::tell_what_is_missing(AgentLine& line, const v1::AgentHello& hello) const {
  const roster::Book& book = shelf_.book();
  const roster::Edition known{hello.roster_generation(), hello.roster_version()};
  const WallTime date = date_from_ms(hello.roster_date_ms()).value_or(WallTime{});
  if (known < book.edition() || date + kStatementsMayWait <= book.date()) {
    line.tell_roster(book.news_since(known).SerializeAsString());
  }
}

net::awaitable<Result<void>> AgentLinkGate::wait_turn(Pace& pace, MachineId machine) {
  const auto turn = pace.next(machine, timeline_.steady());
  if (!turn) co_return fail(Errc::Overloaded, "comes too often");
  if (*turn > timeline_.steady()) co_await timeline_.sleep_until(*turn);
  co_return Result<void>{};
}

net::awaitable<Result<void>> AgentLinkGate::listen(
    MachineId machine, wire::RpcStreamPtr stream, std::shared_ptr<AgentLine> line
) {
  for (;;) {
    Result<v1::AgentSays> said = co_await wire::read_message<v1::AgentSays>(*stream);
    if (!said) co_return tl::unexpected(said.error());
    if (said->say_case() == v1::AgentSays::kDesktopPresent) {
      // Read on only when it may be told: a PC that changes its mind all the time slows down
      // itself.
      const Result<void> turned = co_await wait_turn(moods_, machine);
      if (!turned) co_return turned;
      directory_.desktop_changed(machine, said->desktop_present());
      continue;
    }
    if (said->has_session_log()) {
      const Result<void> turned = co_await wait_turn(logs_given_, machine);
      if (!turned) co_return turned;
      const Result<void> kept =
          co_await keep_log(machine, std::move(*said->mutable_session_log()), *line);
      if (!kept) co_return kept;
      continue;
    }
    if (said->has_help()) {
      const Result<void> turned = co_await wait_turn(help_asked_, machine);
      if (!turned) co_return turned;
      const Result<void> kept =
          co_await keep_help(machine, std::move(*said->mutable_help()), *line);
      if (!kept) co_return kept;
      continue;
    }
    if (said->has_farewell()) {
      const Result<void> turned = co_await wait_turn(farewells_, machine);
      if (!turned) co_return turned;
      const Result<void> kept = co_await take_farewell(machine, said->farewell());
      if (!kept) co_return kept;
      continue;
    }
    if (!said->has_session_news()) co_return fail(Errc::BadMessage, "hello is said once");
    const Result<News> news = news_of(said->session_news());
    if (!news) co_return tl::unexpected(news.error());
    const SessionId session{said->session_news().session_id()};
    const Result<void> heard = co_await switchboard_.hear(machine, session, *news);
    if (!heard) co_return heard;
  }
}

// A session that is not this machine's, or that the relay does not know, is not asked for again.
net::awaitable<Result<void>> AgentLinkGate::keep_log(
    MachineId machine, v1::LogDelivery delivery, AgentLine& line
) {
  const SessionId session{delivery.session_id()};
  if (delivery.log().empty() || delivery.log().size() > kLongestLog) {
    co_return fail(Errc::BadMessage, "a log is 1 byte to 48 KiB");
  }
  GivenLog given{session, std::move(machine), std::move(*delivery.mutable_log())};
  const Result<void> kept = co_await logs_.keep(std::move(given));
  if (!kept && kept.error().code != Errc::NotFound) co_return kept;
  line.log_kept(session);
  co_return Result<void>{};
}

net::awaitable<Result<MachineRecord>> AgentLinkGate::keep_farewell(
    MachineRecord machine, v1::FarewellSaid said
) {
  Result<FarewellSaid> farewell = farewell_of(said);
  if (!farewell) co_return tl::unexpected(farewell.error());
  const FarewellSaid& kept = machine.farewell;
  const bool known = kept.farewell == farewell->farewell && kept.not_ours == farewell->not_ours;
  if (machine.quarantined() || known) co_return machine;
  // A PC whose clock is wrong said it now.
  const WallTime now = timeline_.wall();
  if (farewell->at < machine.first_seen || farewell->at > now) farewell->at = now;
  log::event(
      "relay.link", log::Level::info, "farewell",
      {{"machine", machine.id.value}, {"farewell", static_cast<int>(farewell->farewell)}}
  );
  co_return co_await machines_.keep_farewell(machine.id, *farewell, now);
}

net::awaitable<Result<void>> AgentLinkGate::take_farewell(
    MachineId machine, v1::FarewellSaid said
) {
  Result<MachineRecord> before = co_await machines_.machine(std::move(machine));
  if (!before) co_return tl::unexpected(before.error());
  Result<MachineRecord> after = co_await keep_farewell(*before, std::move(said));
  if (!after) co_return tl::unexpected(after.error());
  if (after->farewell != before->farewell) directory_.renew(std::move(*after));
  co_return Result<void>{};
}

// Whoever gave it may have left since: then its PC goes on asking.
net::awaitable<Bytes> AgentLinkGate::lapsed_answer(MachineId machine, std::string help_id) {
  const Result<HelpEntry> entry = co_await help_.entry(std::move(machine), std::move(help_id));
  if (!entry || entry->end != HelpEnd::Closed) co_return Bytes{};
  const bool counts =
      help::check(entry->signed_answer, shelf_.book(), timeline_.wall()).has_value();
  co_return counts ? Bytes{} : entry->signed_answer;
}

// It is on the disk before the PC hears of it.
net::awaitable<Result<void>> AgentLinkGate::keep_help(
    MachineId machine, v1::HelpRequest said, AgentLine& line
) {
  const Result<HelpRequest> request = help_of(said);
  if (!request) co_return tl::unexpected(request.error());
  Bytes lapsed = co_await lapsed_answer(machine, request->id);
  auto saying = help_.say(machine, *request, std::move(lapsed), timeline_.wall());
  const Result<HelpHeard> heard = co_await std::move(saying);
  if (!heard) co_return tl::unexpected(heard.error());
  for (const HelpEntry& changed : heard->changed) {
    log::event(
        "relay.help", log::Level::info, "request for help changed",
        {{"machine", machine.value}, {"help", changed.request.id}}
    );
    feed_.publish(changed);
  }
  if (heard->kept) {
    line.tell_help(*heard->kept);
  } else {
    log::event(
        "relay.help", log::Level::info, "request for help not kept",
        {{"machine", machine.value}, {"help", request->id}, {"limit", kMostHelpAsked}}
    );
    line.too_much_help(*request);
  }
  co_return Result<void>{};
}

}  // namespace maintendue::relay
