// A server and its clients over loopback, with an invented organisation's certificates.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <future>
#include <optional>

#include "base/clock.h"
#include "tests/support/organisation.h"
#include "wire/rpc_channel.h"
#include "wire/rpc_server.h"

namespace maintendue::wire {

using namespace std::chrono_literals;
using test::Holder;
using test::Organisation;

inline const Organisation& organisation() {
  static const Organisation ours("La Maison Numérique", std::chrono::system_clock::now());
  return ours;
}

inline TlsIdentity identity_of(const Holder& holder) {
  return TlsIdentity{holder.key.to_pem(), holder.chain};
}

inline int open_descriptors() {
  int count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    ++count;
  }
  return count - 1;  // the iterator's own
}

// Something that runs on `main` while the test looks.
template <class T>
class Running {
 public:
  Running(net::io_context& io, net::awaitable<T> task)
      : io_(io), future_(net::co_spawn(io, std::move(task), net::use_future)) {}
  bool done() const { return future_.wait_for(0s) == std::future_status::ready; }
  T get() {
    if (io_.stopped()) io_.restart();
    while (!done() && io_.run_one() > 0) {
    }
    return future_.get();
  }

 private:
  net::io_context& io_;
  std::future<T> future_;
};

class Line : public ::testing::Test {
 protected:
  Line() {
    options_.client_roots = organisation().root().certificate.to_pem();
    options_.max_connections = 100;
  }

  // Handlers are added first. `options_` may be changed before.
  RpcServer& server() {
    if (!server_) {
      options_.identity = identity_of(organisation().server());
      server_ = RpcServer::create(io_.get_executor(), options_);
    }
    return *server_;
  }
  void start(RpcServer::Gatekeeper gatekeeper = [](const Caller&) { return Result<void>{}; }) {
    server().start(std::move(gatekeeper));
  }

  ChannelOptions to_server() {
    ChannelOptions options;
    options.host = "127.0.0.1";
    options.port = server().port();
    options.identity = identity_of(nadia_);
    options.roots = organisation().root().certificate.to_pem();
    options.check_server = [](const std::string&, const std::string&) { return Result<void>{}; };
    return options;
  }
  std::unique_ptr<RpcChannel> open(ChannelOptions options) {
    return RpcChannel::open(io_.get_executor(), std::move(options));
  }
  std::unique_ptr<RpcChannel> open() { return open(to_server()); }

  template <class T>
  Running<T> begin(net::awaitable<T> task) {
    return Running<T>(io_, std::move(task));
  }
  template <class T>
  T run(net::awaitable<T> task) {
    return begin(std::move(task)).get();
  }
  // Runs `main` until `condition` holds; what it waits for may happen on another thread. ctest's
  // limit ends a wait that would never end.
  template <class Condition>
  void until(Condition condition) {
    while (!condition()) {
      if (io_.stopped()) io_.restart();
      io_.run_one_for(2ms);
    }
  }
  // What is ready on `main` is done.
  void settle() {
    if (io_.stopped()) io_.restart();
    io_.poll();
  }
  void stop(std::chrono::milliseconds grace = 0ms) {
    if (server_) run(server_->stop(grace));
    server_.reset();
  }
  void TearDown() override { stop(); }

  net::io_context io_;
  const Holder nadia_ = organisation().operator_named();
  ServerOptions options_;
  std::unique_ptr<RpcServer> server_;
};

inline std::optional<Errc> code(const Result<Bytes>& result) {
  return result ? std::nullopt : std::optional(result.error().code);
}
inline std::optional<Errc> code(const Result<void>& result) {
  return result ? std::nullopt : std::optional(result.error().code);
}

}  // namespace maintendue::wire
