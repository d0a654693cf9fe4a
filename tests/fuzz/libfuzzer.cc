// A target under libFuzzer (preset `fuzz`).
#include <cstdint>

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  maintendue::fuzz::feed({reinterpret_cast<const char*>(data), size});
  return 0;
}
