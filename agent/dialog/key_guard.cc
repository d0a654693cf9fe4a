#include "agent/dialog/key_guard.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <utility>

namespace maintendue::dialog {
namespace {

// The place of the keys on every PC keyboard, so that AZERTY's & and é are 1 and 2 as well.
constexpr unsigned kTopRow1 = 10, kTopRow2 = 11;
constexpr unsigned kKeypad1 = 87, kKeypad2 = 88;

KeyMeaning meaning(const Key& key) {
  switch (key.symbol) {
    case GDK_KEY_Escape:
      return KeyMeaning::No;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return KeyMeaning::Chosen;
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      return KeyMeaning::No;
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
      return KeyMeaning::Yes;
    default:
      break;
  }
  if (key.code == kTopRow1 || key.code == kKeypad1) return KeyMeaning::No;
  if (key.code == kTopRow2 || key.code == kKeypad2) return KeyMeaning::Yes;
  return key.writes ? KeyMeaning::Stray : KeyMeaning::Pass;
}

}  // namespace

KeyMeaning KeyGuard::press(const Key& key, std::chrono::milliseconds since_shown) {
  const bool repeats = !held_.insert(key.code).second;
  const bool quiet = since_shown - last_key_ >= kQuiet;
  const bool chosen = std::exchange(yes_chosen_, false);
  if (!repeats) last_key_ = std::max(last_key_, since_shown);
  if (key.shortcut) return KeyMeaning::Pass;
  if (repeats) {
    yes_chosen_ = chosen;
    return KeyMeaning::Ignored;
  }
  if (!quiet) return KeyMeaning::Stray;
  const KeyMeaning means = meaning(key);
  if (means != KeyMeaning::Yes || chosen) return means;
  yes_chosen_ = true;
  return KeyMeaning::Choose;
}

bool KeyGuard::click(std::chrono::milliseconds since_shown) {
  const bool quiet = since_shown - last_click_ >= kQuiet;
  last_click_ = std::max(last_click_, since_shown);
  return quiet;
}

}  // namespace maintendue::dialog
