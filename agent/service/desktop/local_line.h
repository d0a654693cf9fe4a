// A line to another program on this PC: whole messages both ways over one descriptor.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <memory>
#include <span>

#include "base/result.h"
#include "local/frames.h"
#include "wire/net.h"

namespace maintendue::agent {

using LocalSocket = net::local::stream_protocol::socket;

// Lives on `main`. One read at a time; closing ends it with PeerGone.
class LocalLine {
 public:
  explicit LocalLine(LocalSocket socket) : socket_(std::move(socket)) {}

  net::awaitable<Result<Bytes>> read();
  // At once and whole, with descriptors if any: messages here are small and rare, so a full socket
  // means a program that hangs. PeerGone then, or when it is gone.
  Result<void> post(BytesView message, std::span<const int> descriptors = {});
  void close();
  // Whether the other program has gone already.
  bool hung_up();
  LocalSocket& socket() { return socket_; }

 private:
  LocalSocket socket_;
  local::MessageReader reader_;
};

// read() and parse, or BadMessage.
template <class Message>
net::awaitable<Result<Message>> read_message(LocalLine& line) {
  Result<Bytes> bytes = co_await line.read();
  if (!bytes) co_return tl::unexpected(bytes.error());
  Message message;
  if (!message.ParseFromString(*bytes)) co_return fail(Errc::BadMessage, "not in the contract");
  co_return message;
}

template <class Message>
Result<void> post_message(LocalLine& line, const Message& message) {
  return line.post(message.SerializeAsString());
}

}  // namespace maintendue::agent
