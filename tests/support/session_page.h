// A page of the console that holds a session, over a real WebSocket.
#pragma once

#include "maintendue/local/v1/session_socket.pb.h"
#include "support/http_client.h"

namespace maintendue::test {

using local::v1::BrowserSays;
using local::v1::ConsoleTells;

class SessionPage {
 public:
  SessionPage(net::io_context& io, std::uint16_t port, const std::string& host)
      : socket_(io, port, host, {{"Origin", "http://" + host}}) {}

  void hello(const std::string& token) {
    BrowserSays says;
    says.mutable_hello()->set_token(token);
    send(says);
  }
  void open(const std::string& machine, v1::CallKind kind) {
    BrowserSays says;
    says.mutable_open()->set_machine_id(machine);
    says.mutable_open()->set_call_kind(kind);
    send(says);
  }
  void end() {
    BrowserSays says;
    says.mutable_end();
    send(says);
  }
  void received(std::uint64_t total) {
    BrowserSays says;
    says.set_received(total);
    send(says);
  }
  void type(const Bytes& rfb) { socket_.send('\1' + rfb); }

  // Takes in what comes until the console tells that phase; false when it hangs up before.
  bool until(ConsoleTells::Phase phase) {
    while (last_.phase() != phase) {
      if (!take_one()) return false;
    }
    return true;
  }
  // Takes in what comes until that much of the screen is there.
  bool until_screen(std::size_t size) {
    while (screen_.size() < size) {
      if (!take_one()) return false;
    }
    return true;
  }
  // Nothing more comes.
  bool closed() { return !take_one(); }
  void leave() { socket_.leave(); }

  const ConsoleTells& last() const { return last_; }
  const Bytes& screen() const { return screen_; }

 private:
  void send(const BrowserSays& says) { socket_.send(Bytes(1, '\0') + says.SerializeAsString()); }
  bool take_one() {
    const std::optional<Bytes> message = socket_.receive();
    if (!message || message->empty()) return false;
    const Bytes payload = message->substr(1);
    if (message->front() == '\1') {
      screen_ += payload;
      return true;
    }
    return last_.ParseFromString(payload);
  }

  WebSocketClient socket_;
  ConsoleTells last_;
  Bytes screen_;
};

}  // namespace maintendue::test
