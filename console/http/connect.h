// The Connect protocol's words over HTTP (connectrpc.com/docs/protocol): statuses, errors,
// envelopes. Pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::console::connect {

inline constexpr std::string_view kUnary = "application/proto";
inline constexpr std::string_view kStreaming = "application/connect+proto";
inline constexpr std::size_t kLongestRequest = 256 * 1024;

struct Refusal {
  int status;
  std::string json;  // {"code": "unavailable", "message": "relay_unreachable"}
};

// The HTTP status and the body by which a unary call fails.
Refusal refusal(Errc code);
// Nobody is signed in, or the page did not show its token.
Refusal unauthenticated();
// No such method here, or not for pages.
Refusal unimplemented();

// One message of a stream.
Bytes envelope(BytesView message);
// Its last envelope: how it ended, which is well without an error.
Bytes end_of_stream();
Bytes end_of_stream(const Refusal& why);
// The one message of a request body; BadMessage when it is not exactly that, uncompressed.
Result<Bytes> open_envelope(BytesView body);

// The caller's own limit (header Connect-Timeout-Ms), at most `longest`, which is also the answer
// to anything that is not a number.
std::chrono::milliseconds time_limit(std::string_view header, std::chrono::milliseconds longest);

}  // namespace maintendue::console::connect
