#include "agent/screen/rfb_filter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "agent/screen/cut_text.h"

namespace maintendue::screen {
namespace {

constexpr BytesView kVersion = "RFB 003.008\n";

enum Type : std::uint8_t {
  kSetPixelFormat = 0,
  kSetEncodings = 2,
  kUpdateRequest = 3,
  kKeyEvent = 4,
  kPointerEvent = 5,
  kClientCutText = 6,
};

std::uint8_t u8(BytesView b, std::size_t at) { return static_cast<std::uint8_t>(b[at]); }
std::uint16_t u16(BytesView b, std::size_t at) { return u8(b, at) << 8 | u8(b, at + 1); }
std::uint32_t u32(BytesView b, std::size_t at) {
  return static_cast<std::uint32_t>(u16(b, at)) << 16 | u16(b, at + 2);
}

constexpr std::int32_t kExtendedClipboard = static_cast<std::int32_t>(0xc0a1e5ce);

// What the library may be asked for: Tight, ZRLE, CopyRect, Raw, the cursor's shape, the end of an
// open list, desktop sizes, quality and compression of Tight.
bool is_wanted(std::int32_t encoding) {
  constexpr std::array<std::int32_t, 8> kOnes{7, 16, 1, 0, -239, -224, -223, -308};
  const bool quality = encoding >= -32 && encoding <= -23;
  const bool compression = encoding >= -256 && encoding <= -247;
  return quality || compression || std::ranges::find(kOnes, encoding) != kOnes.end();
}

// One colour of a pixel format: a row of ones that fits.
bool is_sound(unsigned max, unsigned shift, unsigned bits) {
  return max > 0 && std::has_single_bit(max + 1) && shift + std::bit_width(max) <= bits;
}

struct CutTextSize {
  std::size_t size = 0;
  bool extended = false;
};

CutTextSize cut_text_size(BytesView header) {
  const std::uint32_t length = u32(header, 4);
  const bool extended = length >> 31 != 0;
  return {extended ? 0u - length : length, extended};
}

}  // namespace

BytesView RfbFilter::greeting() { return BytesView("RFB 003.008\n\x01\x01", 14); }

Result<RfbFilter::Passed> RfbFilter::feed(BytesView bytes) {
  if (stage_ == Stage::Broken) return fail(Errc::BadMessage, "after the end");
  Passed out;
  pending_.append(bytes);
  BytesView rest = pending_;
  for (;;) {
    const std::size_t skipped = std::min(skip_, rest.size());
    skip_ -= skipped;
    rest.remove_prefix(skipped);
    if (rest.empty()) break;
    Result<std::size_t> length = length_of_next(rest);
    if (length && rest.size() < *length) break;
    Result<void> taken = length ? take(rest.substr(0, *length), out)
                                : Result<void>(tl::unexpected<Error>(length.error()));
    if (!taken) {
      stage_ = Stage::Broken;
      return tl::unexpected<Error>(taken.error());
    }
    rest.remove_prefix(*length);
  }
  pending_.erase(0, pending_.size() - rest.size());
  return out;
}

Result<std::size_t> RfbFilter::length_of_next(BytesView rest) const {
  if (stage_ == Stage::Version) return kVersion.size();
  if (stage_ != Stage::Talking) return 1;
  switch (u8(rest, 0)) {
    case kSetPixelFormat:
      return 20;
    case kSetEncodings:
      if (rest.size() < 4) return 4;
      if (u16(rest, 2) > kMostEncodings) return fail(Errc::BadMessage, "too many encodings");
      return 4 + 4 * u16(rest, 2);
    case kUpdateRequest:
      return 10;
    case kKeyEvent:
      return 8;
    case kPointerEvent:
      return 6;
    case kClientCutText:
      return rest.size() < 8 ? 8 : cut_text_length(rest);
    default:
      return fail(Errc::BadMessage, "RFB message type " + std::to_string(u8(rest, 0)));
  }
}

// A negative length is the extended form. Of a text that is too long only the header is taken.
Result<std::size_t> RfbFilter::cut_text_length(BytesView rest) const {
  const auto [size, extended] = cut_text_size(rest);
  if (size > kAbsurdCutText) return fail(Errc::BadMessage, "cut text of absurd length");
  return size > kLongestCutText ? 8 : 8 + size;
}

Result<void> RfbFilter::take(BytesView message, Passed& out) {
  if (stage_ != Stage::Talking) return take_handshake(message);
  switch (u8(message, 0)) {
    case kSetPixelFormat:
      return take_pixel_format(message, out);
    case kSetEncodings:
      take_encodings(message, out);
      return {};
    case kUpdateRequest:
      take_update_request(message, out);
      return {};
    case kClientCutText:
      return take_cut_text(message, out);
    default:
      take_input(message, out);
      return {};
  }
}

// The library has heard the greeting already; here the viewer's own is only checked.
Result<void> RfbFilter::take_handshake(BytesView bytes) {
  if (stage_ == Stage::Version) {
    if (bytes != kVersion) return fail(Errc::BadMessage, "not RFB 3.8");
    stage_ = Stage::Security;
  } else if (stage_ == Stage::Security) {
    if (bytes[0] != 1) return fail(Errc::BadMessage, "security type");
    stage_ = Stage::Init;
  } else {
    stage_ = Stage::Talking;
  }
  return {};
}

// True colour in whole bytes: the library translates through tables whose size follows from these.
Result<void> RfbFilter::take_pixel_format(BytesView message, Passed& out) {
  const unsigned bits = u8(message, 4);
  const bool whole_bytes = bits == 8 || bits == 16 || bits == 32;
  const bool true_colour = u8(message, 7) != 0;
  const bool colours = is_sound(u16(message, 8), u8(message, 14), bits) &&
                       is_sound(u16(message, 10), u8(message, 15), bits) &&
                       is_sound(u16(message, 12), u8(message, 16), bits);
  if (!whole_bytes || !true_colour || !colours) return fail(Errc::BadMessage, "pixel format");
  out.for_library.append(message);
  return {};
}

void RfbFilter::take_encodings(BytesView message, Passed& out) {
  Bytes wanted;
  for (std::size_t at = 4; at < message.size(); at += 4) {
    const auto encoding = static_cast<std::int32_t>(u32(message, at));
    if (encoding == kExtendedClipboard) out.said.push_back(ClipboardTalk{ClipboardTalk::Offered});
    if (is_wanted(encoding)) wanted.append(message.substr(at, 4));
  }
  const std::size_t count = wanted.size() / 4;
  out.for_library.append({'\x02', '\0', '\0', static_cast<char>(count)}).append(wanted);
}

// Updates come by themselves; the library only learns of the first request and of those that ask
// for everything again, and always for the whole screen: it clips what is too wide.
void RfbFilter::take_update_request(BytesView message, Passed& out) {
  const bool incremental = u8(message, 1) != 0;
  if (incremental && asked_) return;
  asked_ = true;
  out.for_library.append(BytesView("\x03\0\0\0\0\0\xff\xff\xff\xff", 10));
}

void RfbFilter::take_input(BytesView message, Passed& out) {
  if (!orders_.may_act()) return;
  if (u8(message, 0) == kKeyEvent) {
    out.said.push_back(KeyEvent{u32(message, 4), u8(message, 1) != 0});
  } else {
    out.said.push_back(PointerEvent{{u16(message, 2), u16(message, 4)}, u8(message, 1)});
  }
}

Result<void> RfbFilter::take_cut_text(BytesView message, Passed& out) {
  const auto [size, extended] = cut_text_size(message);
  if (size > kLongestCutText) {
    skip_ = size;
    return {};
  }
  if (!extended) {
    const auto text = read_plain_cut_text(message.substr(8));
    if (text && orders_.may_act()) out.said.push_back(*text);
    return {};
  }
  const auto said = read_extended_cut_text(message.substr(8));
  if (!said) return tl::unexpected<Error>(said.error());
  if (!said->has_value()) return {};
  // What a viewer is capable of is no text; everything else about texts needs control.
  const auto* talk = std::get_if<ClipboardTalk>(&**said);
  const bool harmless = talk != nullptr && talk->kind == ClipboardTalk::Capable;
  if (harmless || orders_.may_act()) out.said.push_back(**said);
  return {};
}

}  // namespace maintendue::screen
