// One two-way stream of messages over gRPC, as coroutines see it.
#pragma once

#include <memory>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"
#include "wire/net.h"

namespace maintendue::wire {

// All methods on `main`. At most one read and one write under way at a time (asserted). A cancelled
// read or write leaves the stream usable only for finish().
class RpcStream {
 public:
  virtual ~RpcStream() = default;

  // The next message. PeerGone once the other side half-closed, left or ended well; the code the
  // peer gave (wire/status.h) when it ended with one; RelayUnreachable when the line failed.
  virtual net::awaitable<Result<Bytes>> read() = 0;

  // Returns when gRPC has taken the message, which is the back-pressure. At most 64 KiB; the code
  // the peer gave, or PeerGone, when the stream is over.
  virtual net::awaitable<Result<void>> write(Bytes message) = 0;

  // Says nothing more to the other side (client: half-close). Reads go on. Safe to repeat.
  virtual void writes_done() = 0;

  // Returns when the stream is over: the peer left, or finish() was called. A half-close is no end,
  // so this is how a server-streaming handler sees its caller leave. A client learns it by read()
  // alone.
  virtual net::awaitable<void> gone() = 0;

  // Ends the stream for both sides. Server: the peer sees `why` (nullopt = ended well). Client: the
  // call is cancelled. A read under way ends with Cancelled. Never blocks; safe to repeat.
  virtual void finish(std::optional<Errc> why = std::nullopt) = 0;
};

using RpcStreamPtr = std::shared_ptr<RpcStream>;

// read() and parse, or BadMessage.
template <class Message>
net::awaitable<Result<Message>> read_message(RpcStream& stream) {
  Result<Bytes> bytes = co_await stream.read();
  if (!bytes) co_return tl::unexpected(bytes.error());
  Message message;
  if (!message.ParseFromString(*bytes)) co_return fail(Errc::BadMessage, "not in the contract");
  co_return message;
}

template <class Message>
net::awaitable<Result<void>> write_message(RpcStream& stream, Message message) {
  return stream.write(message.SerializeAsString());
}

}  // namespace maintendue::wire
