#include "console/http/connect.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "wire/status.h"

namespace maintendue::console::connect {
namespace {

constexpr std::size_t kPrefix = 5;  // flags: 1 byte, length: 4 bytes big-endian
constexpr char kPlain = 0;
constexpr char kEndOfStream = 2;

constexpr std::array<std::pair<std::string_view, int>, 16> kStatuses{{
    {"canceled", 499},
    {"unknown", 500},
    {"invalid_argument", 400},
    {"deadline_exceeded", 504},
    {"not_found", 404},
    {"already_exists", 409},
    {"permission_denied", 403},
    {"resource_exhausted", 429},
    {"failed_precondition", 400},
    {"aborted", 409},
    {"out_of_range", 400},
    {"unimplemented", 501},
    {"internal", 500},
    {"unavailable", 503},
    {"data_loss", 500},
    {"unauthenticated", 401},
}};

int http_status(std::string_view word) {
  for (const auto& [known, status] : kStatuses) {
    if (known == word) return status;
  }
  return 500;
}

// Both words are our own, so nothing needs escaping.
Refusal refusal(std::string_view word, Errc code) {
  std::string json = "{\"code\":\"";
  json.append(word).append("\",\"message\":\"").append(name(code)).append("\"}");
  return {http_status(word), std::move(json)};
}

Bytes enclose(char flags, BytesView payload) {
  const std::size_t size = payload.size();
  Bytes out{flags};
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(size >> shift & 0xff);
  return out.append(payload);
}

}  // namespace

Refusal refusal(Errc code) { return refusal(wire::connect_word(wire::grpc_code(code)), code); }
Refusal unauthenticated() { return refusal("unauthenticated", Errc::NotAllowed); }
Refusal unimplemented() { return refusal("unimplemented", Errc::NotFound); }

Bytes envelope(BytesView message) { return enclose(kPlain, message); }
Bytes end_of_stream() { return enclose(kEndOfStream, "{}"); }
Bytes end_of_stream(const Refusal& why) {
  return enclose(kEndOfStream, "{\"error\":" + why.json + "}");
}

Result<Bytes> open_envelope(BytesView body) {
  if (body.size() < kPrefix || body[0] != kPlain) return fail(Errc::BadMessage, "no envelope");
  std::size_t size = 0;
  for (std::size_t i = 1; i < kPrefix; ++i) size = size << 8 | static_cast<unsigned char>(body[i]);
  if (size != body.size() - kPrefix) return fail(Errc::BadMessage, "envelope of another length");
  return Bytes(body.substr(kPrefix));
}

std::chrono::milliseconds time_limit(std::string_view header, std::chrono::milliseconds longest) {
  std::uint64_t value = 0;
  const char* end = header.data() + header.size();
  const auto [stop, error] = std::from_chars(header.data(), end, value);
  if (header.empty() || header.size() > 10 || error != std::errc{} || stop != end) return longest;
  return std::min(longest, std::chrono::milliseconds{value});
}

}  // namespace maintendue::console::connect
