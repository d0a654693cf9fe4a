// The figures both ends of the wire agree on.
#pragma once

#include <chrono>
#include <cstddef>

namespace maintendue::wire {

constexpr std::size_t kLongestMessage = 64 * 1024;  // of a stream
constexpr int kLongestRequest = 256 * 1024;         // that a server takes
constexpr int kLongestAnswer = 4 * 1024 * 1024;     // that a client takes
constexpr int kLargestMetadata = 8 * 1024;
constexpr std::chrono::seconds kPingAnswer{20};  // a line that is silent longer is dead
// What one HTTP/2 stream may have on its way to a reader that does not read.
constexpr int kClientLookahead = 256 * 1024;
constexpr int kServerLookahead = 128 * 1024;
// The calls of one connection that a server is not done with, for each stream it may have open.
constexpr int kCallsForEachStream = 4;
// Answered by every server before its gatekeeper: RpcChannel::connect() asks it.
constexpr const char* kHello = "/maintendue.wire/Hello";

}  // namespace maintendue::wire
