#include "agent/screen/borrowed_keys.h"

#include <algorithm>

namespace maintendue::screen {

void BorrowedKeys::learn(const KeyboardMap& map) {
  const std::vector<Keycode> unused = map.unused();
  // A key of ours that still says what we made it say stays ours; the map shows it as used.
  const auto still_ours = [&](const Spare& spare) {
    const auto& groups = map.keys[spare.keycode].groups;
    return spare.slots[0].keysym != 0 && !groups.empty() && !groups[0].symbols.empty() &&
           groups[0].symbols[0] == spare.slots[0].keysym;
  };
  std::erase_if(spares_, [&](const Spare& spare) { return !still_ours(spare); });
  for (const Keycode keycode : unused) spares_.push_back({keycode, {}});
}

std::variant<std::monostate, BorrowedKeys::Loan, SteadyTime> BorrowedKeys::lend(
    Keysym keysym, bool plain, SteadyTime now
) {
  if (spares_.empty()) return std::monostate{};
  Spare* best = nullptr;
  int best_slot = 0;
  // Plain places first: they need no Shift. A free place was never used, so it is the oldest.
  for (int slot = 0; slot < (plain ? 1 : 2); ++slot) {
    for (Spare& spare : spares_) {
      if (spare.slots[slot].keysym == keysym) {
        spare.slots[slot].used = now;
        return Loan{spare.keycode, slot == 1, std::nullopt};
      }
      const bool first_needed = slot == 1 && spare.slots[0].keysym == 0;
      if (first_needed) continue;
      if (best == nullptr || spare.slots[slot].used < best->slots[best_slot].used) {
        best = &spare;
        best_slot = slot;
      }
    }
  }
  Slot& slot = best->slots[best_slot];
  if (slot.keysym != 0 && now < slot.used + kRest) return slot.used + kRest;
  slot = {keysym, now};
  // Both meanings are said always: X would make up the missing one by upper and lower case.
  const Keysym first = best->slots[0].keysym;
  const Keysym second = best->slots[1].keysym != 0 ? best->slots[1].keysym : first;
  return Loan{best->keycode, best_slot == 1, Loan::Meaning{first, second}};
}

std::vector<Keycode> BorrowedKeys::give_back() {
  std::vector<Keycode> out;
  for (Spare& spare : spares_) {
    if (spare.slots[0].keysym != 0) out.push_back(spare.keycode);
    spare.slots[0] = spare.slots[1] = {};
  }
  return out;
}

}  // namespace maintendue::screen
