#include "agent/service/hardware/start.h"

#include <fstream>

namespace maintendue::agent {

Start read_start(const std::filesystem::path& proc) {
  Start start;
  std::ifstream boot(proc / "sys/kernel/random/boot_id");
  std::getline(boot, start.boot);
  double seconds = 0;
  if (std::ifstream up(proc / "uptime"); up >> seconds) {
    start.up = std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
  } else {
    start.boot.clear();  // half of it says nothing
  }
  return start;
}

}  // namespace maintendue::agent
