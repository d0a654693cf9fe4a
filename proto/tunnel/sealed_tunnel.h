// A tunnel with the seal put on: frames in, frames out. The only place where wire and seal meet;
// agent and console each hold one for the length of a session.
#pragma once

#include "seal/endpoint.h"
#include "seal/frames.h"
#include "wire/rpc_stream.h"
#include "wire/timeline.h"
#include "wire/turns.h"

namespace maintendue::tunnel {

// Lives on `main`. One read under way at a time; writes may come from several coroutines and keep
// their order (they wait for each other).
class SealedTunnel {
 public:
  SealedTunnel(wire::RpcStreamPtr stream, seal::Endpoint endpoint);

  // Runs the inner handshake. NotTrusted when one side is not who the other wants, TimedOut after
  // 10 s. A refusal of our own certificate may also come later, as the client's first read.
  net::awaitable<Result<void>> handshake(wire::Timeline& timeline);
  // The next frame. After an error only finish() makes sense.
  net::awaitable<Result<seal::Frame>> read();
  // Payload 1 byte to seal::longest(channel) (asserted). Returns when the stream has taken it.
  // After an error, or when a write under way was cancelled, every later one ends with that error.
  net::awaitable<Result<void>> write(seal::Channel channel, Bytes payload);
  // Endpoint::exported(). Only after the handshake.
  Result<Bytes> exported(std::string_view label) const { return endpoint_.exported(label); }
  // Ends the stream under it. Safe to repeat.
  void finish();

 private:
  net::awaitable<Result<void>> shake();
  net::awaitable<Result<void>> exchange();
  // What the endpoint has for the peer, in messages the tunnel takes. Whoever calls it has the
  // turn.
  net::awaitable<Result<void>> flush();

  const wire::RpcStreamPtr stream_;
  seal::Endpoint endpoint_;
  seal::FrameReader frames_;
  wire::Turns turns_;  // to write
};

}  // namespace maintendue::tunnel
