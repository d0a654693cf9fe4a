#include "tunnel/sealed_tunnel.h"

namespace maintendue::tunnel {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLongestMessage = 64 * 1024;

}  // namespace

SealedTunnel::SealedTunnel(wire::RpcStreamPtr stream, seal::Endpoint endpoint)
    : stream_(std::move(stream)), endpoint_(std::move(endpoint)) {}

net::awaitable<Result<void>> SealedTunnel::handshake(wire::Timeline& timeline) {
  auto story = shake();
  co_return co_await wire::within(timeline, 10s, std::move(story));
}

net::awaitable<Result<void>> SealedTunnel::shake() {
  Result<wire::Turns::Turn> turn = co_await turns_.take();
  if (!turn) co_return tl::unexpected(turn.error());
  Result<void> shaken = co_await exchange();
  turn->done(shaken);
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
  Result<wire::Turns::Turn> turn = co_await turns_.take();
  if (!turn) co_return tl::unexpected(turn.error());
  Result<void> sealed = endpoint_.seal(seal::encode(channel, payload));
  if (sealed) sealed = co_await flush();
  turn->done(sealed);
  co_return sealed;
}

void SealedTunnel::finish() { stream_->finish(); }

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
