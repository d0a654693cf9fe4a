// Which start of this PC it is, and how long ago that was.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace maintendue::agent {

struct Start {
  std::string boot;                // the kernel's id, drawn anew at each; empty: it is not known
  std::chrono::milliseconds up{};  // since then, sleep included
};

// `proc` is procfs. What can't be read is empty, and no time ago.
Start read_start(const std::filesystem::path& proc = "/proc");

}  // namespace maintendue::agent
