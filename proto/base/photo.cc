#include "base/photo.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace maintendue {
namespace {

constexpr std::uint8_t kStuffing = 0x00;
constexpr std::uint8_t kBaseline = 0xc0, kProgressive = 0xc2;
constexpr std::uint8_t kHuffman = 0xc4, kQuantisation = 0xdb, kRestartEvery = 0xdd;
constexpr std::uint8_t kFirstRestart = 0xd0, kLastRestart = 0xd7;
constexpr std::uint8_t kBegin = 0xd8, kEnd = 0xd9, kScan = 0xda;
constexpr std::uint8_t kFirstNote = 0xe0, kLastNote = 0xef, kComment = 0xfe;
constexpr int kMostScans = 16;         // each costs a decoder the whole picture
constexpr std::size_t kFrameHead = 6;  // bits, height, width, colours

bool is_restart(std::uint8_t marker) { return marker >= kFirstRestart && marker <= kLastRestart; }

bool is_frame(std::uint8_t marker) { return marker == kBaseline || marker == kProgressive; }

bool is_note(std::uint8_t marker) {
  return (marker >= kFirstNote && marker <= kLastNote) || marker == kComment;
}

bool is_needed(std::uint8_t marker) {
  return marker == kHuffman || marker == kQuantisation || marker == kRestartEvery;
}

// Walks through the segments of a file, and keeps those that a decoder needs.
class Walk {
 public:
  explicit Walk(BytesView bytes) : bytes_(bytes) {}

  std::optional<Bytes> needed() {
    if (marker() != kBegin) return std::nullopt;
    kept_ = Bytes(bytes_.substr(0, at_));
    for (;;) {
      const std::size_t begin = at_;
      const auto next = marker();
      if (!next) return std::nullopt;
      if (*next == kEnd) break;
      if (!segment(*next)) return std::nullopt;
      if (*next == kScan) skip_picture();
      if (!is_note(*next)) kept_ += bytes_.substr(begin, at_ - begin);
    }
    kept_ += {'\xff', static_cast<char>(kEnd)};
    const bool whole = at_ == bytes_.size() && scans_ > 0;
    return whole ? std::optional(std::move(kept_)) : std::nullopt;
  }

 private:
  std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }
  unsigned pair(std::size_t at) const { return byte(at) * 256u + byte(at + 1); }

  std::optional<std::uint8_t> marker() {
    if (at_ + 2 > bytes_.size() || byte(at_) != 0xff) return std::nullopt;
    at_ += 2;
    return byte(at_ - 1);
  }

  // From its length on; false when it is none that a photo has.
  bool segment(std::uint8_t marker) {
    if (at_ + 2 > bytes_.size()) return false;
    const std::size_t length = pair(at_), body = at_ + 2;
    if (length < 2 || length > bytes_.size() - at_) return false;
    at_ += length;
    if (marker == kScan) {
      ++scans_;
      return framed_ && scans_ <= kMostScans;
    }
    if (!is_frame(marker)) return is_needed(marker) || is_note(marker);
    return !std::exchange(framed_, true) && length >= 2 + kFrameHead && fits(body);
  }

  bool fits(std::size_t head) const {
    const unsigned bits = byte(head), height = pair(head + 1), width = pair(head + 3);
    const unsigned colours = byte(head + 5);
    return bits == 8 && width == height && width >= kNarrowestPhoto && width <= kWidestPhoto &&
           (colours == 1 || colours == 3);
  }

  // To the next marker that is no part of the picture itself.
  void skip_picture() {
    for (; at_ + 1 < bytes_.size(); ++at_) {
      const bool marks = byte(at_) == 0xff;
      if (marks && byte(at_ + 1) != kStuffing && !is_restart(byte(at_ + 1))) return;
    }
  }

  const BytesView bytes_;
  std::size_t at_ = 0;
  bool framed_ = false;
  int scans_ = 0;
  Bytes kept_;
};

}  // namespace

bool is_photo(BytesView bytes) {
  return bytes.size() <= kLargestPhoto && Walk(bytes).needed() == bytes;
}

Result<Bytes> bare_photo(BytesView jpeg) {
  std::optional<Bytes> bare = Walk(jpeg).needed();
  if (!bare || bare->size() > kLargestPhoto) return fail(Errc::BadMessage, "not a photo");
  return std::move(*bare);
}

}  // namespace maintendue
