// A QR code as a square of dark and light modules. Pure; libqrencode's words stop in qr_code.cc.
#pragma once

#include <vector>

#include "base/result.h"

namespace maintendue::dialog {

struct QrCode {
  // ISO/IEC 18004, 6.3.8: as much white around it as four modules.
  static constexpr int kQuiet = 4;

  int side = 0;            // modules, without the quiet zone
  std::vector<bool> dark;  // row by row

  bool at(int column, int row) const { return dark[static_cast<std::size_t>(row * side + column)]; }
  // With the quiet zone.
  int whole_side() const { return side + 2 * kQuiet; }
};

// The smallest that holds these bytes and reads with 15 % of it out of sight (level M): a screen
// before a camera has its reflections. BadMessage when no code holds so many.
Result<QrCode> qr_code(const std::string& text);

}  // namespace maintendue::dialog
