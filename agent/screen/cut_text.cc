#include "agent/screen/cut_text.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cassert>

#include "base/utf8.h"

namespace maintendue::screen {
namespace {

// Flags of the extended clipboard.
constexpr std::uint32_t kText = 1u << 0;
constexpr std::uint32_t kFormats = 0xffff;
constexpr std::uint32_t kCaps = 1u << 24;
constexpr std::uint32_t kRequest = 1u << 25;
constexpr std::uint32_t kPeek = 1u << 26;
constexpr std::uint32_t kNotify = 1u << 27;
constexpr std::uint32_t kProvide = 1u << 28;
constexpr std::uint32_t kActions = 0xff000000;

std::uint32_t read_u32(BytesView bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

void append_u32(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else {
    out.push_back(static_cast<char>(0xc0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  }
}

// Lone carriage returns and CRLF become line feeds.
std::string with_line_feeds(BytesView text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out.push_back(text[i]);
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out.push_back('\n');
    }
  }
  return out;
}

std::string with_crlf(BytesView text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\n') out.push_back('\r');
    out.push_back(c);
  }
  return out;
}

// At most `limit` bytes of what `deflated` holds; nothing when it is no zlib stream.
std::optional<std::string> inflate_at_most(BytesView deflated, std::size_t limit) {
  z_stream stream{};
  if (::inflateInit(&stream) != Z_OK) return std::nullopt;
  std::string out(limit, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int verdict = ::inflate(&stream, Z_SYNC_FLUSH);
  out.resize(limit - stream.avail_out);
  ::inflateEnd(&stream);
  if (verdict != Z_OK && verdict != Z_STREAM_END && verdict != Z_BUF_ERROR) return std::nullopt;
  return out;
}

// Provide: `length: 4, text with a closing NUL` for each format, text first, deflated.
Result<std::optional<Said>> read_provided(BytesView deflated) {
  const auto data = inflate_at_most(deflated, 4 + kLongestCutText + 1);
  if (!data || data->size() < 4) return fail(Errc::BadMessage, "clipboard that does not inflate");
  const std::size_t length = read_u32(*data);
  if (length > kLongestCutText + 1) return std::nullopt;
  if (data->size() - 4 < length) return fail(Errc::BadMessage, "clipboard shorter than it says");
  BytesView text = BytesView(*data).substr(4, length);
  while (!text.empty() && text.back() == '\0') text.remove_suffix(1);
  if (!is_utf8(text)) return fail(Errc::BadMessage, "clipboard that is no UTF-8");
  return Said{CutText{with_line_feeds(text)}};
}

Bytes message(std::uint32_t length) {
  Bytes out{'\x03', '\0', '\0', '\0'};
  append_u32(out, length);
  return out;
}

Bytes extended_message(std::uint32_t flags, BytesView rest = {}) {
  Bytes out = message(0u - static_cast<std::uint32_t>(4 + rest.size()));
  append_u32(out, flags);
  return out.append(rest);
}

}  // namespace

std::optional<CutText> read_plain_cut_text(BytesView latin1) {
  if (latin1.size() > kLongestCutText) return std::nullopt;
  std::string utf8;
  for (const char c : latin1) append_utf8(utf8, static_cast<std::uint8_t>(c));
  if (utf8.size() > kLongestCutText) return std::nullopt;
  return CutText{with_line_feeds(utf8)};
}

Result<std::optional<Said>> read_extended_cut_text(BytesView body) {
  if (body.size() < 4) return fail(Errc::BadMessage, "extended clipboard without flags");
  const std::uint32_t flags = read_u32(body);
  const BytesView rest = body.substr(4);
  if (flags & kCaps) {
    const auto formats = static_cast<std::size_t>(std::popcount(flags & kFormats));
    if (rest.size() != 4 * formats) return fail(Errc::BadMessage, "clipboard capabilities");
    if (!(flags & kText)) return std::nullopt;
    return Said{ClipboardTalk{ClipboardTalk::Capable, read_u32(rest)}};
  }
  const std::uint32_t action = flags & kActions;
  if (!(flags & kText)) return std::nullopt;
  if (action == kProvide) return read_provided(rest);
  if (!rest.empty()) return fail(Errc::BadMessage, "clipboard words with a tail");
  if (action == kNotify) return Said{ClipboardTalk{ClipboardTalk::Notified}};
  if (action == kRequest || action == kPeek) return Said{ClipboardTalk{ClipboardTalk::Wanted}};
  return fail(Errc::BadMessage, "unknown clipboard action");
}

Bytes cut_text_capabilities() {
  Bytes limit;
  append_u32(limit, kLongestCutText);
  return extended_message(kCaps | kRequest | kPeek | kNotify | kProvide | kText, limit);
}

Bytes cut_text_notice() { return extended_message(kNotify | kText); }

Bytes cut_text_request() { return extended_message(kRequest | kText); }

Bytes extended_cut_text(const std::string& utf8) {
  const std::string text = with_crlf(utf8);
  Bytes plain;
  append_u32(plain, static_cast<std::uint32_t>(text.size() + 1));
  plain.append(text).push_back('\0');
  uLongf size = ::compressBound(plain.size());
  Bytes deflated(size, '\0');
  const int verdict = ::compress(
      reinterpret_cast<Bytef*>(deflated.data()), &size,
      reinterpret_cast<const Bytef*>(plain.data()), plain.size()
  );
  assert(verdict == Z_OK);
  deflated.resize(size);
  return extended_message(kProvide | kText, deflated);
}

Bytes plain_cut_text(const std::string& utf8) {
  Bytes latin1;
  for (BytesView rest = utf8; !rest.empty();) {
    const Utf8Character c = first_utf8(rest);
    assert(c.bytes > 0);
    latin1.push_back(c.value < 0x100 ? static_cast<char>(c.value) : '?');
    rest.remove_prefix(c.bytes);
  }
  return message(static_cast<std::uint32_t>(latin1.size())).append(latin1);
}

}  // namespace maintendue::screen
