#include "agent/screen/keyboard_map.h"

#include <X11/keysym.h>
#include <xkbcommon/xkbcommon.h>

#include <algorithm>

namespace maintendue::screen {
namespace {

bool is_keypad(Keysym keysym) { return keysym >= XK_KP_Space && keysym <= XK_KP_9; }

const Key::Group* group_of(const Key& key, int group) {
  if (key.groups.empty()) return nullptr;
  return &key.groups[group % key.groups.size()];  // X wraps a group that a key lacks
}

}  // namespace

char32_t character(Keysym keysym) {
  const char32_t c = xkb_keysym_to_utf32(keysym);
  return c < 0x20 || c == 0x7f ? 0 : c;
}

Keysym lower_case(Keysym keysym) { return xkb_keysym_to_lower(keysym); }

int KeyType::level(Mods mods) const {
  for (const Level& one : levels) {
    if (one.mods == (mods & relevant)) return one.level;
  }
  return 0;
}

void KeyboardMap::index() {
  level3_ = num_lock_ = 0;
  for (const Key& key : keys) {
    const Key::Group* group = group_of(key, 0);
    if (group == nullptr || key.modifies == 0 || group->symbols.empty()) continue;
    if (group->symbols[0] == XK_ISO_Level3_Shift) level3_ = key.modifies;
    if (group->symbols[0] == XK_Num_Lock) num_lock_ = key.modifies;
  }
}

Keysym KeyboardMap::symbol(Keycode keycode, int group, Mods mods) const {
  const Key::Group* in = group_of(keys[keycode], group);
  if (in == nullptr) return 0;
  const auto level = static_cast<std::size_t>(in->type.level(mods));
  return level < in->symbols.size() ? in->symbols[level] : 0;
}

Mods KeyboardMap::relevant(Keycode keycode, int group) const {
  const Key::Group* in = group_of(keys[keycode], group);
  return in == nullptr ? 0 : in->type.relevant & (kShift | level3_);
}

template <class Same>
std::optional<Place> KeyboardMap::search(
    int group, Mods locked, const std::vector<Mods>& tries, Same same
) const {
  for (const Mods mods : tries) {
    for (int code = first; code <= last; ++code) {
      const auto keycode = static_cast<Keycode>(code);
      const Keysym found = symbol(keycode, group, mods | (locked & num_lock_));
      if (found == 0 || !same(found)) continue;
      const Mods matters = relevant(keycode, group);
      return Place{keycode, group, static_cast<Mods>(mods & matters), matters};
    }
  }
  return std::nullopt;
}

std::optional<Place> KeyboardMap::find(Keysym keysym, int group, Mods locked) const {
  std::vector<Mods> tries{0, kShift};
  if (level3_ != 0) tries.insert(tries.end(), {level3_, static_cast<Mods>(kShift | level3_)});
  const auto exact = [&](Keysym found) { return found == keysym; };
  if (auto place = search(group, locked, tries, exact)) return place;
  const char32_t wanted = character(keysym);
  if (wanted == 0) return std::nullopt;
  const auto equal = [&](Keysym found) { return !is_keypad(found) && character(found) == wanted; };
  return search(group, locked, tries, equal);
}

std::optional<Place> KeyboardMap::find_plain(Keysym keysym, int group) const {
  return search(group, 0, {0}, [&](Keysym found) { return found == keysym; });
}

std::optional<Keycode> KeyboardMap::key_of_modifier(Mods one) const {
  const Keysym wanted = one == kShift ? XK_Shift_L : XK_ISO_Level3_Shift;
  for (int code = first; code <= last; ++code) {
    const Key& key = keys[code];
    const Key::Group* group = group_of(key, 0);
    if (group == nullptr || group->symbols.empty() || key.modifies != one) continue;
    if (group->symbols[0] == wanted) return static_cast<Keycode>(code);
  }
  return std::nullopt;
}

std::vector<Keycode> KeyboardMap::unused() const {
  std::vector<Keycode> out;
  for (int code = last; code >= first; --code) {  // high codes first: real keys have low ones
    const Key& key = keys[code];
    const bool empty = std::ranges::all_of(key.groups, [](const Key::Group& group) {
      return std::ranges::all_of(group.symbols, [](Keysym s) { return s == 0; });
    });
    if (empty && key.modifies == 0) out.push_back(static_cast<Keycode>(code));
  }
  return out;
}

}  // namespace maintendue::screen
