#include "local/frames.h"

#include <cassert>

namespace maintendue::local {
namespace {

constexpr std::size_t kHeader = 4;

std::size_t length_of(BytesView header) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < kHeader; ++i) {
    length = length << 8 | static_cast<unsigned char>(header[i]);
  }
  return length;
}

}  // namespace

Bytes encode(BytesView message) {
  assert(message.size() <= kLongestMessage);
  Bytes frame;
  frame.reserve(kHeader + message.size());
  for (int shift = 24; shift >= 0; shift -= 8) {
    frame += static_cast<char>(message.size() >> shift & 0xff);
  }
  frame += message;
  return frame;
}

void MessageReader::feed(BytesView bytes) { pending_ += bytes; }

Result<std::optional<Bytes>> MessageReader::next() {
  if (pending_.size() < kHeader) return std::nullopt;
  const std::size_t length = length_of(pending_);
  if (length > kLongestMessage) return fail(Errc::BadMessage, "local message too long");
  if (pending_.size() < kHeader + length) return std::nullopt;
  Bytes message = pending_.substr(kHeader, length);
  pending_.erase(0, kHeader + length);
  return message;
}

std::size_t MessageReader::lacks() const {
  if (pending_.size() < kHeader) return kHeader - pending_.size();
  return kHeader + length_of(pending_) - pending_.size();
}

}  // namespace maintendue::local
