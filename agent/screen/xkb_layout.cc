#include "agent/screen/xkb_layout.h"

#include <X11/XKBlib.h>

#include <algorithm>
#include <memory>

namespace maintendue::screen {
namespace {

KeyType read_type(const XkbKeyTypeRec& type) {
  KeyType out{type.mods.mask, {}};
  for (int i = 0; i < type.map_count; ++i) {
    const XkbKTMapEntryRec& entry = type.map[i];
    if (entry.active) out.levels.push_back({entry.mods.mask, entry.level});
  }
  return out;
}

Key read_key(XkbDescPtr xkb, int code) {
  Key key;
  key.modifies = xkb->map->modmap[code];
  for (int group = 0; group < XkbKeyNumGroups(xkb, code); ++group) {
    Key::Group& out = key.groups.emplace_back();
    out.type = read_type(*XkbKeyKeyType(xkb, code, group));
    for (int level = 0; level < XkbKeyGroupWidth(xkb, code, group); ++level) {
      out.symbols.push_back(XkbKeySymEntry(xkb, code, level, group));
    }
  }
  return key;
}

}  // namespace

KeyboardMap read_keyboard_map(Display* display) {
  KeyboardMap map;
  const auto free_keyboard = [](XkbDescPtr xkb) { XkbFreeKeyboard(xkb, 0, True); };
  const std::unique_ptr<XkbDescRec, decltype(free_keyboard)> xkb(
      XkbGetMap(display, XkbAllClientInfoMask, XkbUseCoreKbd), free_keyboard
  );
  if (xkb == nullptr) return map;
  map.first = xkb->min_key_code;
  map.last = xkb->max_key_code;
  for (int code = map.first; code <= map.last; ++code) {
    map.keys[code] = read_key(xkb.get(), code);
    map.groups = std::max(map.groups, static_cast<int>(map.keys[code].groups.size()));
  }
  map.index();
  return map;
}

KeyboardState read_keyboard_state(Display* display) {
  XkbStateRec state{};
  XkbGetState(display, XkbUseCoreKbd, &state);
  return {state.group, state.locked_mods};
}

}  // namespace maintendue::screen
