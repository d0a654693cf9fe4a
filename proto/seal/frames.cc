#include "seal/frames.h"

#include <cassert>

namespace maintendue::seal {
namespace {

constexpr std::size_t kHeader = 4;

bool known(unsigned char channel) {
  return channel == static_cast<unsigned char>(Channel::Control) ||
         channel == static_cast<unsigned char>(Channel::Rfb);
}

std::size_t length_of(BytesView header) {
  std::size_t length = 0;
  for (std::size_t i = 1; i < kHeader; ++i) {
    length = length << 8 | static_cast<unsigned char>(header[i]);
  }
  return length;
}

}  // namespace

Bytes encode(Channel channel, BytesView payload) {
  assert(!payload.empty() && payload.size() <= longest(channel));
  Bytes frame;
  frame.reserve(kHeader + payload.size());
  frame += static_cast<char>(channel);
  for (int shift = 16; shift >= 0; shift -= 8) {
    frame += static_cast<char>(payload.size() >> shift & 0xff);
  }
  frame += payload;
  return frame;
}

void FrameReader::feed(BytesView plaintext) {
  if (start_ > 0) pending_.erase(0, start_);
  start_ = 0;
  pending_ += plaintext;
}

Result<std::optional<Frame>> FrameReader::next() {
  const BytesView rest = BytesView(pending_).substr(start_);
  if (rest.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(rest[0]);
  if (!known(first)) return fail(Errc::BadMessage, "frame of an unknown channel");
  if (rest.size() < kHeader) return std::nullopt;
  const auto channel = static_cast<Channel>(first);
  const std::size_t length = length_of(rest);
  if (length == 0 || length > longest(channel))
    return fail(Errc::BadMessage, "frame of a bad length");
  if (rest.size() < kHeader + length) return std::nullopt;
  Frame frame{channel, Bytes(rest.substr(kHeader, length))};
  start_ += kHeader + length;
  return frame;
}

}  // namespace maintendue::seal
