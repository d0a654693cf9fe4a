// The stream that handlers and callers hold: coroutines on `main` above a reactor.
#pragma once

#include <deque>
#include <functional>

#include "wire/door.h"
#include "wire/limits.h"
#include "wire/rpc_reactor.h"
#include "wire/rpc_stream.h"
#include "wire/signal.h"

namespace maintendue::wire {

// Lives on `main`, where it is also destroyed: the reactor's sink knows it by a weak pointer only.
class MainStream final : public RpcStream, public std::enable_shared_from_this<MainStream> {
 public:
  // What a status means to us: the channel knows more than the code (rpc_channel.cc).
  using Meaning = std::function<Error(const grpc::Status&)>;

  // `meaning` none: the server's side, where the end of a call has no code.
  static std::shared_ptr<MainStream> over(
      std::shared_ptr<Door> door, std::shared_ptr<RpcReactor> reactor, Meaning meaning = nullptr
  );
  MainStream(std::shared_ptr<Door> door, std::shared_ptr<RpcReactor> reactor, Meaning meaning);

  net::awaitable<Result<Bytes>> read() override { return do_read(shared_from_this()); }
  net::awaitable<Result<void>> write(Bytes message) override {
    return do_write(shared_from_this(), std::move(message));
  }
  void writes_done() override;
  net::awaitable<void> gone() override { return wait_for(shared_from_this(), &MainStream::gone_); }
  void finish(std::optional<Errc> why = std::nullopt) override;

  // Server, unary: the answer and the good end in one.
  void answer(Bytes message);
  // Server: cuts what is left of a call that was finished, so that no peer keeps it by not reading.
  void cut();
  // Returns when gRPC is done with the call.
  net::awaitable<void> released() { return wait_for(shared_from_this(), &MainStream::released_); }
  const std::shared_ptr<RpcReactor>& reactor() const { return reactor_; }
  const std::shared_ptr<Door>& door() const { return door_; }
  // No read or write under way, not even one whose coroutine was cancelled.
  bool idle() const { return !asked_ && !sending_ && inbox_.empty(); }
  bool pumpable() const { return !closed() && !no_more_reads_ && !half_closed_; }

 private:
  friend class MainSink;
  void read_came(std::optional<Bytes> message);
  void write_came(bool taken);
  void over_came(const std::optional<grpc::Status>& status);
  // They own the stream while they run, whatever becomes of the caller's pointer.
  static net::awaitable<Result<Bytes>> do_read(std::shared_ptr<MainStream> self);
  static net::awaitable<Result<void>> do_write(std::shared_ptr<MainStream> self, Bytes message);
  static net::awaitable<void> wait_for(std::shared_ptr<MainStream> self, bool MainStream::* what);
  void wake_all();
  void ask();
  bool is_client() const { return static_cast<bool>(meaning_); }
  // Nothing may be started any more.
  bool closed() const;
  bool readable_later() const;
  Error reason() const;

  const std::shared_ptr<Door> door_;
  const std::shared_ptr<RpcReactor> reactor_;
  const Meaning meaning_;
  std::deque<Bytes> inbox_;
  bool reading_ = false, writing_ = false;  // a coroutine waits
  bool asked_ = false, sending_ = false;    // gRPC works on it
  bool no_more_reads_ = false;              // gRPC said so
  bool no_more_writes_ = false;             // a write failed
  bool half_closed_ = false;                // we say nothing more
  bool finished_ = false;                   // we ended it
  bool over_ = false;                       // the peer did, or the line
  bool gone_ = false;                       // one of the two
  bool released_ = false;                   // gRPC is done with the call
  std::optional<Error> ending_;             // client: what the final status means
  Signal read_changed_, write_changed_, over_changed_;
};

}  // namespace maintendue::wire
