// One parser under fuzzing: what it is fed, and what must hold whatever it is fed.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/bytes.h"

namespace maintendue::fuzz {

// Every target's file defines both.

// Feeds the parser. Breaks the program when what it gives out is not what went in.
void feed(BytesView bytes);
// Good input to begin from.
std::vector<Bytes> seeds();

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace maintendue::fuzz
