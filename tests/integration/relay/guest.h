// Machines and operators as the relay meets them: over real gRPC, with real certificates.
#pragma once

#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "site.h"
#include "wire/rpc_channel.h"

namespace maintendue::test {

using namespace std::chrono_literals;
constexpr auto kLimit = 20s;

inline std::unique_ptr<wire::RpcChannel> channel_to(
    Site& site, std::uint16_t port, const Holder& holder
) {
  wire::ChannelOptions options;
  options.host = "127.0.0.1";  // whose certificate says localhost, below
  options.port = port;
  options.identity = wire::TlsIdentity{holder.key.to_pem(), holder.chain};
  options.roots = site.organisation().root().certificate.to_pem();
  options.check_server = [trust = site.organisation().trust(
                          )](const std::string&, const std::string& chain) -> Result<void> {
    return trust.check_server(
        chain, identity::Server::Relay, "localhost", std::chrono::system_clock::now()
    );
  };
  return wire::RpcChannel::open(site.main(), std::move(options));
}

class Guest {
 public:
  Guest(Site& site, std::uint16_t port, const Holder& holder)
      : channel_(channel_to(site, port, holder)) {}

  net::awaitable<void> arrive() { required(co_await channel_->connect(kLimit), "connect"); }

  template <class Response, class Request>
  net::awaitable<Result<Response>> ask(std::string method, Request request) {
    return wire::call<Response>(*channel_, "/maintendue.v1." + method, std::move(request), kLimit);
  }
  wire::RpcStreamPtr stream(const std::string& method) {
    return channel_->stream("/maintendue.v1." + method);
  }

  // Says JoinRequest; JoinReply comes once the other side is there.
  net::awaitable<wire::RpcStreamPtr> ask_to_join(std::uint64_t session, Bytes ticket) {
    const wire::RpcStreamPtr tunnel = stream("Tunnel/Join");
    v1::JoinRequest request;
    request.set_session_id(session);
    request.set_ticket(std::move(ticket));
    required(co_await wire::write_message(*tunnel, std::move(request)), "join");
    co_return tunnel;
  }

 private:
  const std::unique_ptr<wire::RpcChannel> channel_;
};

class MachineGuest : public Guest {
 public:
  using Guest::Guest;

  // Hello, welcome, step; it is here when this returns.
  net::awaitable<v1::Welcome> attach(std::string hostname = "salon") {
    link_ = stream("AgentLink/Attach");
    v1::AgentSays says;
    says.mutable_hello()->set_hostname(std::move(hostname));
    says.mutable_hello()->set_operating_system("Debian GNU/Linux 12");
    says.mutable_hello()->set_agent_version("0.1.0");
    says.mutable_hello()->set_desktop_present(true);
    const roster::Edition known = knows_the_roster ? roster::Edition{1, 1} : roster::Edition{};
    says.mutable_hello()->set_roster_generation(known.generation);
    says.mutable_hello()->set_roster_version(known.version);
    says.mutable_hello()->set_step(step);
    says.mutable_hello()->set_board(board);
    says.mutable_hello()->set_disk(disk);
    says.mutable_hello()->set_held_session_id(holds);
    *says.mutable_hello()->mutable_farewell() = farewell;
    required(co_await wire::write_message(*link_, std::move(says)), "hello");
    const v1::RelaySays welcome = required(co_await hear(), "welcome");
    if (!welcome.has_welcome()) throw std::runtime_error("the first word is not welcome");
    step = welcome.welcome().next_step();
    v1::AgentSays kept;
    kept.set_step_kept(true);
    required(co_await wire::write_message(*link_, std::move(kept)), "step");
    // Of no date, so that it is told the statements as soon as it counts as here.
    if (knows_the_roster) required(co_await hear(), "statements");
    co_return welcome.welcome();
  }
  net::awaitable<Result<v1::RelaySays>> hear() { return wire::read_message<v1::RelaySays>(*link_); }
  net::awaitable<v1::SessionOffer> offer() {
    const v1::RelaySays says = required(co_await hear(), "offer");
    if (!says.has_session_offer()) throw std::runtime_error("no offer");
    co_return says.session_offer();
  }
  net::awaitable<void> tell(v1::SessionNews news) {
    v1::AgentSays says;
    *says.mutable_session_news() = std::move(news);
    required(co_await wire::write_message(*link_, std::move(says)), "news");
  }
  net::awaitable<void> tell_scope(std::uint64_t session, v1::Scope scope) {
    v1::SessionNews news;
    news.set_session_id(session);
    news.set_scope(scope);
    return tell(std::move(news));
  }
  net::awaitable<void> tell_ended(std::uint64_t session, v1::EndReason reason) {
    v1::SessionNews news;
    news.set_session_id(session);
    news.set_ended(reason);
    return tell(std::move(news));
  }
  // Says that request for help, and hears what the relay has of it.
  net::awaitable<v1::HelpNews> ask_for_help(v1::HelpRequest request) {
    v1::AgentSays says;
    *says.mutable_help() = std::move(request);
    required(co_await wire::write_message(*link_, std::move(says)), "request for help");
    co_return co_await help_news();
  }
  net::awaitable<v1::HelpNews> help_news() {
    for (;;) {
      const v1::RelaySays says = required(co_await hear(), "news of help");
      if (says.has_help()) co_return says.help();
    }
  }
  net::awaitable<void> say_farewell(v1::FarewellSaid said) {
    v1::AgentSays says;
    *says.mutable_farewell() = std::move(said);
    required(co_await wire::write_message(*link_, std::move(says)), "farewell");
  }
  void detach() { link_->finish(); }
  const wire::RpcStreamPtr& link() const { return link_; }

  bool knows_the_roster = true;  // and has no use for what it is told
  Bytes step;                    // what lies on its disk
  Bytes board = Bytes(32, 'b'), disk = Bytes(32, 'd');
  std::uint64_t holds = 0;  // the session that it says it has
  v1::FarewellSaid farewell;

 private:
  wire::RpcStreamPtr link_;
};

inline v1::HelpRequest help_request(
    std::string id = "00000000000000f1", std::uint32_t revision = 1
) {
  v1::HelpRequest request;
  request.set_help_id(std::move(id));
  request.set_revision(revision);
  request.set_topic(v1::HELP_TOPIC_SCHOOL);
  request.set_call_back(v1::CALL_BACK_EVENING);
  request.set_language("fr");
  request.set_asked_ms(to_unix_ms(std::chrono::system_clock::now()));
  return request;
}

class OperatorGuest : public Guest {
 public:
  using Guest::Guest;

  net::awaitable<Result<v1::OpenSessionResponse>> open(
      std::string machine, v1::CallKind call = v1::CALL_KIND_SETUP
  ) {
    v1::OpenSessionRequest request;
    request.set_machine_id(std::move(machine));
    request.set_call_kind(call);
    return ask<v1::OpenSessionResponse>("Sessions/OpenSession", std::move(request));
  }

  // Returns once the relay is ready to tell.
  net::awaitable<void> watch() {
    events_ = stream("Events/Watch");
    required(co_await wire::write_message(*events_, v1::WatchRequest{}), "watch");
    events_->writes_done();
    const v1::Event first = required(co_await next_event(), "ready");
    if (!first.has_ready()) throw std::runtime_error("the first event is not ready");
  }
  net::awaitable<Result<v1::Event>> next_event() { return wire::read_message<v1::Event>(*events_); }
  // Reads on until the record of that session says it is over.
  net::awaitable<v1::SessionRecord> session_over(std::uint64_t session) {
    for (;;) {
      const v1::Event event = required(co_await next_event(), "event");
      const bool over = event.session().end_reason() != v1::END_REASON_UNSPECIFIED;
      if (event.session().session_id() == session && over) co_return event.session();
    }
  }
  // Reads on until the record of that session says that the screen was allowed.
  net::awaitable<void> session_allowed(std::uint64_t session) {
    for (;;) {
      const v1::Event event = required(co_await next_event(), "event");
      const bool allowed = event.session().widest_scope() != v1::SCOPE_UNSPECIFIED;
      if (event.session().session_id() == session && allowed) co_return;
    }
  }
  net::awaitable<v1::Machine> machine_event() {
    for (;;) {
      const v1::Event event = required(co_await next_event(), "event");
      if (event.has_machine()) co_return event.machine();
    }
  }
  net::awaitable<v1::HelpEntry> help_event() {
    for (;;) {
      const v1::Event event = required(co_await next_event(), "event");
      if (event.has_help()) co_return event.help();
    }
  }

 private:
  wire::RpcStreamPtr events_;
};

}  // namespace maintendue::test
