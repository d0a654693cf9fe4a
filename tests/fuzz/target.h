// One parser under fuzzing: what it is fed, and what must hold whatever it is fed.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/bytes.h"

namespace maintendue::fuzz {

// Every target's file defines both. Input of several kinds says in its first byte which it is:
// of_kind().

// Feeds the parser. Breaks the program when what it gives out is not what went in.
void feed(BytesView bytes);
// Good input to begin from.
std::vector<Bytes> seeds();

inline Bytes of_kind(char kind, BytesView bytes) { return kind + Bytes(bytes); }

// A message of the contract, or nothing.
template <class Message>
std::optional<Message> parsed(BytesView bytes) {
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return std::nullopt;
  return message;
}

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace maintendue::fuzz
