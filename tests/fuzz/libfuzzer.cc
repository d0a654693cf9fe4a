// A target under libFuzzer (preset `fuzz`). Its seeds are this process's own: they are signed with
// keys that no other has, and in another process they would be refused before anything is looked
// at.
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "target.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  maintendue::fuzz::feed({reinterpret_cast<const char*>(data), size});
  return 0;
}

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  // A line of complaint for each message that is none would take most of the time.
  static const google::protobuf::LogSilencer quiet;
  for (const auto& seed : maintendue::fuzz::seeds()) maintendue::fuzz::feed(seed);
  return 0;
}

// One change in four begins at a seed again.
extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t most, unsigned dice
) {
  static const auto seeds = maintendue::fuzz::seeds();
  if (dice % 4 == 0) {
    const maintendue::Bytes& seed = seeds[dice / 4 % seeds.size()];
    size = std::min(seed.size(), most);
    std::memcpy(data, seed.data(), size);
  }
  return LLVMFuzzerMutate(data, size, most);
}
