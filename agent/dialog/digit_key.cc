#include "agent/dialog/digit_key.h"

#include <gdk/gdkkeysyms.h>

#include <utility>

namespace maintendue::dialog {
namespace {

// What the other pad of keys writes while Num Lock is off.
constexpr std::pair<guint, char> kWithoutNumLock[] = {
    {GDK_KEY_KP_Insert, '0'}, {GDK_KEY_KP_End, '1'},  {GDK_KEY_KP_Down, '2'},
    {GDK_KEY_KP_Next, '3'},   {GDK_KEY_KP_Left, '4'}, {GDK_KEY_KP_Begin, '5'},
    {GDK_KEY_KP_Right, '6'},  {GDK_KEY_KP_Home, '7'}, {GDK_KEY_KP_Up, '8'},
    {GDK_KEY_KP_Prior, '9'},
};

}  // namespace

char digit_of(const GdkEventKey& event) {
  constexpr guint kFirstPlace = 10, kLastPlace = 19;  // X key codes of the upper row
  const guint key = event.keyval, place = event.hardware_keycode;
  if (key >= GDK_KEY_0 && key <= GDK_KEY_9) return static_cast<char>('0' + key - GDK_KEY_0);
  if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9) {
    return static_cast<char>('0' + key - GDK_KEY_KP_0);
  }
  for (const auto& [written, digit] : kWithoutNumLock) {
    if (key == written) return digit;
  }
  if (place < kFirstPlace || place > kLastPlace) return 0;
  return static_cast<char>('0' + (place - kFirstPlace + 1) % 10);
}

}  // namespace maintendue::dialog
