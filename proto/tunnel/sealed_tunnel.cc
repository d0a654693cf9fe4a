#include "tunnel/sealed_tunnel.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>

namespace maintendue::tunnel {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongestMessage = 64 * 1024;

}  // namespace

// Held while one coroutine writes. Going away before done() means that a write was cut in the
// middle: the peer could not read what follows, so nothing follows.
class SealedTunnel::Turn {
 public:
  explicit Turn(SealedTunnel& tunnel) : tunnel_(tunnel) {}
  ~Turn() {
    if (!done_ && !tunnel_.torn_) tunnel_.torn_ = Error{Errc::Cancelled, "write cut short"};
    tunnel_.pass_turn();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  void done(const Result<void>& result) {
    done_ = true;
    if (!result) tunnel_.torn_ = result.error();
  }

 private:
  SealedTunnel& tunnel_;
  bool done_ = false;
};

SealedTunnel::SealedTunnel(wire::RpcStreamPtr stream, seal::Endpoint endpoint)
    : stream_(std::move(stream)), endpoint_(std::move(endpoint)) {}

net::awaitable<Result<void>> SealedTunnel::handshake(wire::Timeline& timeline) {
  auto story = shake();
  co_return co_await wire::within(timeline, 10s, std::move(story));
}

net::awaitable<Result<void>> SealedTunnel::shake() {
  Result<void> turned = co_await wait_turn();
  if (!turned) co_return turned;
  Turn turn(*this);
  Result<void> shaken = co_await exchange();
  turn.done(shaken);
  co_return shaken;
}

net::awaitable<Result<void>> SealedTunnel::exchange() {
  Result<void> sent = co_await flush();
  while (sent && !endpoint_.ready()) {
    Result<Bytes> bytes = co_await stream_->read();
    if (!bytes) co_return tl::unexpected(bytes.error());
    Result<Bytes> plaintext = endpoint_.receive(*bytes);
    sent = co_await flush();  // even after a refusal: its alert tells the peer why
    if (!plaintext) co_return tl::unexpected(plaintext.error());
    frames_.feed(*plaintext);
  }
  co_return sent;
}

net::awaitable<Result<seal::Frame>> SealedTunnel::read() {
  for (;;) {
    Result<std::optional<seal::Frame>> frame = frames_.next();
    if (!frame) co_return tl::unexpected(frame.error());
    if (*frame) co_return std::move(**frame);
    // An end that came behind the last plaintext is told before waiting for more.
    Result<Bytes> plaintext = endpoint_.receive({});
    if (plaintext && plaintext->empty()) {
      Result<Bytes> bytes = co_await stream_->read();
      if (!bytes) co_return tl::unexpected(bytes.error());
      plaintext = endpoint_.receive(*bytes);
    }
    if (!plaintext) co_return tl::unexpected(plaintext.error());
    frames_.feed(*plaintext);
  }
}

net::awaitable<Result<void>> SealedTunnel::write(seal::Channel channel, Bytes payload) {
  Result<void> turned = co_await wait_turn();
  if (!turned) co_return turned;
  Turn turn(*this);
  Result<void> sealed = endpoint_.seal(seal::encode(channel, payload));
  if (sealed) sealed = co_await flush();
  turn.done(sealed);
  co_return sealed;
}

void SealedTunnel::finish() { stream_->finish(); }

// A place in the line, given up however the waiting ends.
class SealedTunnel::Place {
 public:
  Place(std::deque<net::steady_timer*>& line, const net::any_io_executor& executor)
      : line_(line), wake_(executor, SteadyTime::max()) {
    line_.push_back(&wake_);
  }
  ~Place() { std::erase(line_, &wake_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  net::steady_timer& wake() { return wake_; }
  bool still_waiting() const { return std::ranges::find(line_, &wake_) != line_.end(); }

 private:
  std::deque<net::steady_timer*>& line_;
  net::steady_timer wake_;
};

// First come, first served. The turn passes straight to whoever is next, so nobody slips in
// between.
net::awaitable<Result<void>> SealedTunnel::wait_turn() {
  if (writing_) {
    const net::any_io_executor executor = co_await net::this_coro::executor;
    Place place(waiting_, executor);
    boost::system::error_code woken;
    co_await place.wake().async_wait(net::redirect_error(net::use_awaitable, woken));
    if (place.still_waiting()) co_return fail(Errc::Cancelled, "no longer waiting");
  }
  writing_ = true;
  if (!torn_) co_return Result<void>{};
  pass_turn();
  co_return tl::unexpected(*torn_);
}

void SealedTunnel::pass_turn() {
  if (waiting_.empty()) {
    writing_ = false;
    return;
  }
  net::steady_timer* next = waiting_.front();
  waiting_.pop_front();
  next->cancel();
}

net::awaitable<Result<void>> SealedTunnel::flush() {
  const Bytes outgoing = endpoint_.take_outgoing();
  for (std::size_t at = 0; at < outgoing.size(); at += kLongestMessage) {
    Bytes message = outgoing.substr(at, kLongestMessage);
    Result<void> sent = co_await stream_->write(std::move(message));
    if (!sent) co_return sent;
  }
  co_return Result<void>{};
}

}  // namespace maintendue::tunnel
