// Frames inside the seal: `channel: 1 byte, length: 3 bytes big-endian, payload` (sealed.proto).
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::seal {

enum class Channel : std::uint8_t { Control = 0, Rfb = 1 };

struct Frame {
  Channel channel;
  Bytes payload;
};

constexpr std::size_t kLongestControl = 64 * 1024;
constexpr std::size_t kLongestRfb = 32 * 1024;
constexpr std::size_t longest(Channel channel) {
  return channel == Channel::Control ? kLongestControl : kLongestRfb;
}

// Payload 1 byte to longest(channel) (asserted): whoever has more RFB bytes cuts them first.
Bytes encode(Channel channel, BytesView payload);

// Cuts a stream of plaintext back into frames. Feed it one byte at a time or a megabyte.
class FrameReader {
 public:
  void feed(BytesView plaintext);
  // The next whole frame, nullopt when more bytes are needed, BadMessage for an unknown channel or
  // a bad length; after that it stays bad.
  Result<std::optional<Frame>> next();

 private:
  Bytes pending_;
  std::size_t start_ = 0;  // what lies before it was given out
};

}  // namespace maintendue::seal
