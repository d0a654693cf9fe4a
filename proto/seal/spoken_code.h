// Six digits that one side says on the phone and the other taps: what each commits to before it
// hears the other's (sealed.proto, Verify). Pure functions over bytes, and a count of misses.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"

namespace maintendue::seal {

constexpr std::size_t kCodeDigits = 6;
constexpr std::size_t kCodeNonce = 16;
// What both ends of one inner connection, and nobody else, take from it (Endpoint::exported()).
constexpr std::string_view kCodeLabel = "EXPORTER-maintendue-verify";

// Each of a million codes as likely as any other.
std::string draw_code();
bool is_code(std::string_view digits);

Bytes console_commitment(BytesView exported, std::string_view digits, BytesView nonce);
Bytes machine_commitment(BytesView exported, std::string_view digits, BytesView nonce);

// Three misses in a row, and nobody tries for two minutes; then it is counted anew.
class CodeMisses {
 public:
  static constexpr int kMost = 3;
  static constexpr std::chrono::minutes kPause{2};

  void missed(SteadyTime now);
  void right() { count_ = 0; }
  // How long no try may begin; 0: at once.
  std::chrono::milliseconds pause(SteadyTime now) const;

 private:
  int count_ = 0;
  SteadyTime until_{};
};

}  // namespace maintendue::seal
