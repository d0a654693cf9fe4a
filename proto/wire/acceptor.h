// Our own front door: gRPC 1.51's stops for good once descriptors run out (CVE-2023-4785) and knows
// no limits on connections.
#pragma once

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "wire/hangup_watch.h"
#include "wire/net.h"

namespace maintendue::wire {

struct AcceptorLimits {
  int connections = 0;
  int connections_per_address = 0;  // an IPv6 address counts as its /64
};

// Listens, counts, and hands accepted sockets on. At the total limit, and when descriptors run out,
// it leaves newcomers in the kernel's queue until somebody goes; at the limit of one address it
// closes them. Lives on `main`.
class Acceptor {
 public:
  // Owns the descriptor: non-blocking, close-on-exec.
  using HandOver = std::function<void(int socket)>;

  // Throws boost::system::system_error when the address can't be listened on.
  Acceptor(
      const net::any_io_executor& main,
      const std::string& address,
      std::uint16_t port,
      AcceptorLimits limits,
      HandOver hand_over
  );

  std::uint16_t port() const { return port_; }
  int connections() const { return static_cast<int>(watch_.size()); }
  // Ends the connection of that peer (peer.h), if it is one of ours.
  void cut(const net::ip::tcp::endpoint& peer);
  // No newcomer from now on; who is connected stays.
  void close();

 private:
  void wait();
  void accept_all();
  bool accept_one();
  void admit(int socket, const sockaddr_storage& peer);
  void pause();
  void gone(int id);

  const AcceptorLimits limits_;
  const HandOver hand_over_;
  net::ip::tcp::acceptor acceptor_;
  net::steady_timer retry_;  // after descriptors ran out
  HangupWatch watch_;
  std::uint16_t port_ = 0;
  bool waiting_ = false;
  struct Guest {
    std::string address;  // as counted
    net::ip::tcp::endpoint peer;
  };
  std::unordered_map<int, Guest> guests_;  // by the watch's id
  std::map<std::string, int> per_address_;
  const std::shared_ptr<void> alive_ = std::make_shared<int>();  // for what is queued when we go
};

}  // namespace maintendue::wire
