// What an operator's command meets at the relay.
#pragma once

#include <optional>
#include <thread>

#include "desk.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"
#include "roster/book.h"
#include "wire/rpc_server.h"

namespace maintendue::test {

// The counter of a relay, on a thread of its own: what is brought it takes, and says what it is
// told to say.
class Counter {
 public:
  Counter(const wire::TlsIdentity& identity, const std::string& root, roster::Book book)
      : book_(std::move(book)) {
    wire::ServerOptions options;
    options.identity = identity;
    options.client_roots = root;
    server_ = wire::RpcServer::create(io_.get_executor(), options);
    server_->on_call("/maintendue.v1.Operators/GetRoster", [this](wire::Caller, Bytes) {
      return get();
    });
    server_->on_call("/maintendue.v1.Operators/PutRoster", [this](wire::Caller, Bytes news) {
      return put(std::move(news));
    });
    server_->on_call("/maintendue.v1.Fleet/GetMachine", [this](wire::Caller, Bytes) {
      return machine();
    });
    server_->start([](const wire::Caller&) { return Result<void>(); });
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Counter() {
    net::post(io_, [this] { net::co_spawn(io_, leave(), net::detached); });
    thread_.join();
  }

  std::string address() const { return "localhost:" + std::to_string(server_->port()); }
  // Those of the counter's thread, while no command runs.
  roster::Book& book() { return book_; }
  std::optional<Errc> answer;  // in place of the right one, once it was done or not
  bool takes = true;
  std::optional<std::string> hostname;  // of any PC that is asked for; none was ever seen without

 private:
  net::awaitable<Result<Bytes>> get() { co_return book_.news().SerializeAsString(); }
  net::awaitable<Result<Bytes>> put(Bytes bytes) {
    v1::RosterNews news;
    const bool parsed = news.ParseFromString(bytes);
    if (takes && (!parsed || !book_.take_in(news))) co_return fail(Errc::BadMessage);
    if (answer) co_return fail(*answer);
    co_return Bytes();
  }
  net::awaitable<Result<Bytes>> machine() {
    v1::Machine machine;
    if (!hostname) co_return fail(Errc::NotFound);
    machine.set_hostname(*hostname);
    co_return machine.SerializeAsString();
  }
  net::awaitable<void> leave() {
    co_await server_->stop(std::chrono::seconds{1});
    open_.reset();
  }

  net::io_context io_{1};
  net::executor_work_guard<net::io_context::executor_type> open_{io_.get_executor()};
  roster::Book book_;
  std::unique_ptr<wire::RpcServer> server_;
  std::thread thread_;
};

inline const WallTime kNow = std::chrono::system_clock::now();  // a certificate's, on a real line

// An organisation on the desk, and its relay's counter.
class DeskAtTheRelay : public Desk {
 protected:
  DeskAtTheRelay() {
    auto here = with(init(), "--relay", "localhost");
    EXPECT_EQ(run(here, kNow), 0) << terminal_->complained();
    const wire::TlsIdentity identity{
        read(at("ORG/relay/relay.key")), read(at("ORG/relay/relay.crt"))
    };
    counter_.emplace(identity, read(at("ORG/root.crt")), book_in("ORG/operators/camille"));
  }
  std::vector<std::string> here(std::vector<std::string> command) const {
    command.insert(command.end(), {"--relay", counter_->address()});
    return command;
  }
  // By the mediator or administrator of that folder.
  std::vector<std::string> by(const std::string& who, std::vector<std::string> command) const {
    command.insert(
        command.end(),
        {"--home", at("ORG/operators/" + who), "--passphrase-file", at(who + ".pass")}
    );
    return here(std::move(command));
  }

  std::optional<Counter> counter_;
};

}  // namespace maintendue::test
