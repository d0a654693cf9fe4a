// The local web server: 127.0.0.1 and ::1 only, for the browser of the person at this PC.
#pragma once

#include <vector>

#include "console/http/line.h"
#include "console/http/premises.h"
#include "wire/task_group.h"

namespace maintendue::console {

// Lives on `main`. stop() must have been awaited before it is destroyed.
class Server {
 public:
  static constexpr std::size_t kMostConnections = 64;

  // Listens (loopback.h); 0 is any free port. Throws std::runtime_error with one sentence when it
  // can't.
  Server(net::any_io_executor main, std::uint16_t port, const Premises& premises);

  // "maintendue.localhost:PORT"
  const std::string& authority() const { return authority_; }
  void start();
  // Accepts nothing more and ends every connection; a session that is held ends by its holder.
  net::awaitable<void> stop();
  std::size_t connections() const { return connections_.size(); }

 private:
  net::awaitable<void> accept(net::ip::tcp::acceptor& acceptor);  // one of ours
  net::awaitable<void> serve(Socket socket);

  const Premises& premises_;  // outlives us
  std::vector<net::ip::tcp::acceptor> acceptors_;
  const std::string authority_;  // fixed after construction
  wire::TaskGroup accepting_;
  wire::TaskGroup connections_;
};

}  // namespace maintendue::console
