#include "agent/service/link/link.h"

#include <sys/utsname.h>

#include <fstream>

#include "base/log.h"
#include "base/random.h"
#include "maintendue/v1/agent_link.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "agent.link";
constexpr std::size_t kMostPending = 64;
constexpr auto kConnect = 30s;
constexpr auto kGreeting = 10s;
constexpr std::chrono::milliseconds kUrgent{500};
constexpr std::chrono::hours kClockIsOff{24};
constexpr std::size_t kStepBytes = 16;  // agent_link.proto; anything else is none

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// PRETTY_NAME="Debian GNU/Linux 12 (bookworm)" of os-release(5).
std::string operating_system() {
  std::ifstream file("/etc/os-release");
  constexpr std::string_view kName = "PRETTY_NAME=";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(kName)) continue;
    std::string name = line.substr(kName.size());
    if (name.size() >= 2 && name.front() == '"') name = name.substr(1, name.size() - 2);
    return name;
  }
  return "Linux";
}

v1::AgentSays hello(bool desktop_present, const roster::Book& book, SessionId held, Shown shown) {
  utsname host{};
  uname(&host);
  v1::AgentSays says;
  v1::AgentHello& hello = *says.mutable_hello();
  hello.set_agent_version(MAINTENDUE_VERSION);
  hello.set_hostname(host.nodename);
  hello.set_operating_system(operating_system());
  hello.set_boot_id(first_line("/proc/sys/kernel/random/boot_id"));
  hello.set_desktop_present(desktop_present);
  hello.set_roster_generation(book.edition().generation);
  hello.set_roster_version(book.edition().version);
  hello.set_roster_date_ms(to_unix_ms(book.date()));
  hello.set_held_session_id(held.value);
  hello.set_step(std::move(shown.step));
  hello.set_board(std::move(shown.parts.board));
  hello.set_disk(std::move(shown.parts.disk));
  hello.set_network(std::move(shown.parts.network));
  return says;
}

// What the relay is told of it, and whether anything: the rest is for the signed log alone.
struct Told {
  v1::SessionNews& out;

  bool operator()(const Asked& news) const {
    out.set_asked(to_wire(news.scope));
    return true;
  }
  bool operator()(const Answered& news) const {
    out.mutable_answered()->set_scope(to_wire(news.scope));
    out.mutable_answered()->set_answer(news.answer);
    return true;
  }
  bool operator()(const Allowed& news) const {
    out.set_scope(to_wire(news.scope));
    return true;
  }
  bool operator()(const Ended& news) const {
    out.set_ended(news.why);
    return true;
  }
  bool operator()(const Verified&) const { return false; }
  bool operator()(const PersonChanged&) const { return false; }
  bool operator()(const Checked&) const { return false; }
  bool operator()(const Restarting&) const { return false; }
};

}  // namespace

Link::Link(net::any_io_executor main, wire::Timeline& timeline, Dial dial, Callbacks callbacks)
    : timeline_(timeline),
      dial_(std::move(dial)),
      callbacks_(std::move(callbacks)),
      told_(main),
      hurry_(main),
      moved_(main) {}

net::awaitable<void> Link::run() {
  for (;;) {
    const Parting parting = co_await attach_once();
    set_connected(false);
    if (parting == Parting::Moved) continue;
    const auto wait = parting == Parting::Restarting
                          ? backoff_.after(restart_hint_, random_number())
                          : backoff_.next(random_number());
    co_await pause(callbacks_.urgent() ? std::min(wait, kUrgent) : wait);
  }
}

net::awaitable<Link::Parting> Link::attach_once() {
  auto first = co_await (reach() || moved_.wait());
  if (first.index() == 1) co_return Parting::Moved;
  auto& reached = std::get<0>(first);
  if (!reached) {
    log::event(
        kComponent, log::Level::info, "relay not reached",
        {{"error", name(reached.error().code)}, {"detail", reached.error().detail}}
    );
    co_return Parting::Lost;
  }
  const std::unique_ptr<wire::RpcChannel> channel = std::move(*reached);
  const wire::RpcStreamPtr stream = channel->stream("/maintendue.v1.AgentLink/Attach");
  Result<void> greeted = co_await within(timeline_, kGreeting, greet(*stream));
  if (!greeted) {
    tell_why_not(greeted.error().code);
    stream->finish();
    co_return Parting::Lost;
  }
  const Parting parting = co_await stand(*stream);
  stream->finish();
  co_return parting;
}

net::awaitable<Result<std::unique_ptr<wire::RpcChannel>>> Link::reach() {
  if (callbacks_.urgent()) {
    auto standing = wire::first_standing(timeline_, dial_);
    co_return co_await within(timeline_, kConnect, std::move(standing));
  }
  std::unique_ptr<wire::RpcChannel> channel = dial_();
  Result<void> connected = co_await channel->connect(kConnect);
  if (!connected) co_return tl::unexpected(connected.error());
  co_return channel;
}

net::awaitable<Link::Parting> Link::stand(wire::RpcStream& stream) {
  const SteadyTime since = timeline_.steady();
  set_connected(true);
  auto first = co_await (listen(stream) || tell_pending(stream) || moved_.wait());
  const auto stood = timeline_.steady() - since;
  backoff_.stood(std::chrono::duration_cast<std::chrono::milliseconds>(stood));
  if (first.index() == 2) co_return Parting::Moved;
  co_return first.index() == 0 ? std::get<0>(first) : Parting::Lost;
}

net::awaitable<Result<void>> Link::greet(wire::RpcStream& stream) {
  desktop_said_ = callbacks_.desktop_present();
  v1::AgentSays greeting =
      hello(desktop_said_, callbacks_.book(), callbacks_.held_session(), callbacks_.shown());
  *greeting.mutable_hello()->mutable_farewell() = callbacks_.farewell();
  Result<void> sent = co_await wire::write_message(stream, std::move(greeting));
  if (!sent) co_return sent;
  Result<v1::RelaySays> answer = co_await wire::read_message<v1::RelaySays>(stream);
  if (!answer) co_return tl::unexpected(answer.error());
  if (!answer->has_welcome()) co_return fail(Errc::BadMessage, "no welcome");
  tell_of_clock(date_from_ms(answer->welcome().relay_time_ms()).value_or(WallTime{}));
  const Bytes& step = answer->welcome().next_step();
  if (step.size() == kStepBytes) {
    v1::AgentSays kept;
    kept.set_step_kept(callbacks_.keep_step(step));
    Result<void> said = co_await wire::write_message(stream, std::move(kept));
    if (!said) co_return said;
  }
  log::event(kComponent, log::Level::info, "attached to the relay");
  co_return Result<void>{};
}

// A hint for whoever reads the journal; nothing is decided by it.
void Link::tell_of_clock(WallTime relays) const {
  const auto ahead =
      std::chrono::duration_cast<std::chrono::milliseconds>(timeline_.wall() - relays);
  if (relays == WallTime{} || std::chrono::abs(ahead) < kClockIsOff) return;
  log::event(kComponent, log::Level::warning, "this PC's clock is wrong", {{"ms", ahead.count()}});
}

void Link::tell_why_not(Errc why) const {
  if (why == Errc::MachineRevoked) {
    return log::event(
        kComponent, log::Level::warning,
        "the association lets this PC in no more: it wants an identity of its own, by "
        "'maintendue-agent enrol --anew'",
        {{"error", name(why)}}
    );
  }
  log::event(kComponent, log::Level::info, "relay did not welcome us", {{"error", name(why)}});
}

net::awaitable<Link::Parting> Link::listen(wire::RpcStream& stream) {
  for (;;) {
    Result<v1::RelaySays> says = co_await wire::read_message<v1::RelaySays>(stream);
    if (!says) {
      log::event(kComponent, log::Level::info, "link lost", {{"error", name(says.error().code)}});
      co_return Parting::Lost;
    }
    if (says->has_session_offer()) {
      v1::SessionOffer& offer = *says->mutable_session_offer();
      const SessionId session{offer.session_id()};
      callbacks_.offered({session, std::move(*offer.mutable_ticket()), offer.resumes()});
    } else if (says->has_roster()) {
      callbacks_.roster_told(std::move(*says->mutable_roster()));
    } else if (says->has_log_kept()) {
      callbacks_.log_kept(SessionId{says->log_kept().session_id()});
    } else if (says->has_help()) {
      callbacks_.help_told(std::move(*says->mutable_help()));
    } else if (says->say_case() == v1::RelaySays::kRestartMs) {
      restart_hint_ = std::chrono::milliseconds{says->restart_ms()};
      log::event(kComponent, log::Level::info, "relay restarts", {{"ms", says->restart_ms()}});
      co_return Parting::Restarting;
    }
  }
}

// A message leaves the queue only once gRPC has taken it.
net::awaitable<void> Link::tell_pending(wire::RpcStream& stream) {
  for (;;) {
    while (!pending_.empty()) {
      Result<void> sent = co_await stream.write(pending_.front());
      if (!sent) co_return;
      pending_.pop_front();
    }
    std::optional<Bytes> next = next_to_say();
    if (!next) {
      co_await told_.wait();
      continue;
    }
    Result<void> sent = co_await stream.write(std::move(*next));
    if (!sent) co_return;
  }
}

std::optional<Bytes> Link::next_to_say() {
  v1::AgentSays says;
  if (const bool desktop = callbacks_.desktop_present(); desktop != desktop_said_) {
    desktop_said_ = desktop;
    says.set_desktop_present(desktop);
    return says.SerializeAsString();
  }
  if (std::optional<v1::FarewellSaid> farewell = callbacks_.farewell_to_say()) {
    *says.mutable_farewell() = std::move(*farewell);
    return says.SerializeAsString();
  }
  if (std::optional<v1::HelpRequest> help = callbacks_.help_to_say()) {
    *says.mutable_help() = std::move(*help);
    return says.SerializeAsString();
  }
  return callbacks_.log_to_give();
}

net::awaitable<void> Link::pause(std::chrono::milliseconds wait) {
  (void)co_await (timeline_.sleep_for(wait) || hurry_.wait() || moved_.wait());  // any ends it
}

void Link::tell(SessionId session, News news) {
  v1::AgentSays says;
  v1::SessionNews& out = *says.mutable_session_news();
  out.set_session_id(session.value);
  if (!std::visit(Told{out}, news)) return;
  if (pending_.size() == kMostPending) pending_.pop_front();
  pending_.push_back(says.SerializeAsString());
  told_.notify();
}

void Link::set_connected(bool connected) {
  if (connected_ == connected) return;
  connected_ = connected;
  callbacks_.connected(connected);
}

}  // namespace maintendue::agent
