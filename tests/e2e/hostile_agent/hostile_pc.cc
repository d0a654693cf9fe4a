// hostile_pc STATE HOST:PORT HELLO GREETING ANSWER LOG: a PC with a good certificate that says what
// it likes. HELLO holds what it says on its link, GREETING what it says inside the seal once it
// stands, ANSWER what it says there when it is asked for something, LOG the entries of the log that
// it signs and gives of each session, with what it likes in their texts: files of `kind: 1 byte,
// length: 4 bytes, bytes` (kind: the seal's channel; elsewhere it does not matter). Prints READY
// once it was welcomed and REFUSED when it was not; stays until it is ended.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <ranges>

#include "agent/service/link/relay_line.h"
#include "base/arguments.h"
#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "session_log/log.h"
#include "tunnel/sealed_tunnel.h"
#include "wire/play.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

struct Saying {
  char kind = 0;
  Bytes bytes;
};

std::vector<Saying> sayings_in(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(stream), {}};
  std::vector<Saying> sayings;
  for (std::size_t at = 0; at + 5 <= all.size();) {
    std::size_t length = 0;
    for (int i = 1; i <= 4; ++i) length = length << 8 | static_cast<unsigned char>(all[at + i]);
    sayings.push_back({all[at], all.substr(at + 5, length)});
    at += 5 + length;
  }
  return sayings;
}

class HostilePc {
 public:
  HostilePc(
      net::io_context& io,
      agent::MachineState state,
      identity::Trust trust,
      Address relay,
      char** files
  )
      : io_(io),
        clock_(std::make_shared<wire::SystemTimeline>(io.get_executor())),
        state_(std::make_shared<agent::MachineState>(std::move(state))),
        trust_(std::move(trust)),
        relay_(std::move(relay)),
        hello_(sayings_in(files[0])),
        greeting_(sayings_in(files[1])),
        answer_(sayings_in(files[2])),
        log_(sayings_in(files[3])) {}

  net::awaitable<void> live() {
    const auto channel = dial(agent::Purpose::Link);
    Result<void> connected = co_await channel->connect(10s);
    const wire::RpcStreamPtr link = channel->stream("/maintendue.v1.AgentLink/Attach");
    link_ = link;
    const Bytes& first = hello_.front().bytes;
    // Our own streams do not carry that much.
    const bool huge = first.size() > 64 * 1024;
    if (huge) (void)co_await channel->call("/maintendue.v1.AgentLink/Attach", first, 10s);
    if (!huge) (void)co_await link->write(first);
    if (huge) link->finish();
    for (bool welcome = false;;) {
      Result<v1::RelaySays> says = co_await wire::read_message<v1::RelaySays>(*link);
      if (!connected || !says) break;
      if (says->has_welcome() && !std::exchange(welcome, true)) co_await go_on(*link);
      if (says->has_session_offer()) {
        net::co_spawn(io_, come(says->session_offer()), net::detached);
      }
    }
    tell("REFUSED");
  }

 private:
  static void tell(const char* word) { std::cout << word << std::endl; }

  // What any PC says once it is welcome, then what this one has to say beyond that.
  net::awaitable<void> go_on(wire::RpcStream& link) {
    v1::AgentSays kept;
    kept.set_step_kept(false);
    (void)co_await wire::write_message(link, std::move(kept));
    tell("READY");
    for (const Saying& saying : hello_ | std::views::drop(1)) {
      (void)co_await link.write(saying.bytes);
    }
  }

  std::unique_ptr<wire::RpcChannel> dial(agent::Purpose purpose) {
    return agent::dial(
        io_.get_executor(), relay_, state_, trust_, clock_, state_->clock_floor, purpose
    );
  }

  net::awaitable<void> come(v1::SessionOffer offer) {
    const auto channel = dial(agent::Purpose::Tunnel);
    (void)co_await channel->connect(10s);
    const wire::RpcStreamPtr stream = channel->stream("/maintendue.v1.Tunnel/Join");
    v1::JoinRequest request;
    request.set_session_id(offer.session_id());
    request.set_ticket(offer.ticket());
    (void)co_await wire::write_message(*stream, std::move(request));
    (void)co_await wire::read_message<v1::JoinReply>(*stream);
    const auto anybody = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint end(seal::Role::Server, {state_->key, state_->certificate_chain}, anybody);
    tunnel::SealedTunnel tunnel(stream, std::move(end));
    (void)co_await tunnel.handshake(*clock_);
    v1::MachineSays greeting;
    greeting.mutable_greeting()->set_session_id(offer.session_id());
    Bytes proper = greeting.SerializeAsString();
    (void)co_await tunnel.write(seal::Channel::Control, std::move(proper));
    v1::MachineSays counted;
    counted.mutable_log()->mutable_standing()->set_session_counter(offer.session_id());
    Bytes count = counted.SerializeAsString();
    (void)co_await tunnel.write(seal::Channel::Control, std::move(count));
    co_await say(tunnel, greeting_);
    for (bool goes_on = true; goes_on;) {
      Result<seal::Frame> frame = co_await tunnel.read();
      v1::ConsoleSays says;
      const bool control = frame && frame->channel == seal::Channel::Control;
      const bool heard = control && says.ParseFromString(frame->payload);
      if (heard && says.has_ask()) co_await say(tunnel, answer_);
      goes_on = frame && !says.has_goodbye();
    }
    v1::AgentSays over;
    over.mutable_session_news()->set_session_id(offer.session_id());
    over.mutable_session_news()->set_ended(v1::END_REASON_OPERATOR);
    (void)co_await wire::write_message(*link_, std::move(over));
    tunnel.finish();
    co_await give_log(offer.session_id());
  }

  // The log of that session as this PC tells it, signed with its key.
  net::awaitable<void> give_log(std::uint64_t session) {
    session_log::About about;
    about.side = v1::LOG_SIDE_MACHINE;
    about.machine = MachineId{state_->machine_id};
    about.session = SessionId{session};
    about.counter = session;
    about.who = OperatorId{state_->machine_id};  // any number is one
    about.operator_key = Bytes(32, 'k');
    session_log::Chain chain;
    for (const Saying& saying : log_) {
      v1::LogEvent event;
      event.ParseFromString(saying.bytes);
      if (event.has_begun()) {
        event.mutable_begun()->set_session_id(session);
        event.mutable_begun()->set_machine_id(about.machine.value);
        event.mutable_begun()->set_operator_id(about.who.value);
        event.mutable_begun()->set_operator_key(about.operator_key);
      }
      chain.append(event.SerializeAsString());
    }
    v1::SignedHead head = session_log::sign_head(
        about, chain, false, clock_->wall(), state_->key, state_->certificate_chain
    );
    v1::AgentSays says;
    says.mutable_session_log()->set_session_id(session);
    says.mutable_session_log()->set_log(
        session_log::whole(chain, std::move(head)).SerializeAsString()
    );
    (void)co_await wire::write_message(*link_, std::move(says));
  }

  static net::awaitable<void> say(tunnel::SealedTunnel& tunnel, std::vector<Saying> sayings) {
    for (Saying& saying : sayings) {
      const auto channel = saying.kind == 1 ? seal::Channel::Rfb : seal::Channel::Control;
      (void)co_await tunnel.write(channel, std::move(saying.bytes));
    }
  }

  net::io_context& io_;
  const std::shared_ptr<wire::SystemTimeline> clock_;
  const std::shared_ptr<const agent::MachineState> state_;
  const identity::Trust trust_;
  const Address relay_;
  const std::vector<Saying> hello_, greeting_, answer_, log_;
  wire::RpcStreamPtr link_;  // once it is there
};

int run(char** words) {
  std::signal(SIGPIPE, SIG_IGN);
  Result<agent::MachineState> state = agent::load_state(words[1]);
  Result<roster::Book> book = agent::load_book(words[1]);
  const auto relay = parse_dial_address(words[2]);
  if (!state || !book || !relay) return 2;
  net::io_context io;
  HostilePc pc(io, std::move(*state), book->trust(), *relay, words + 3);
  wire::play(io, pc.live());
  return 0;
}

}  // namespace
}  // namespace maintendue::test

int main(int count, char** words) { return count == 7 ? maintendue::test::run(words) : 2; }
