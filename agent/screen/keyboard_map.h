// The PC's own keyboard: which key, in which group, with which modifiers, gives which character. A
// value, read from the X server when it changes and searched for each key that the operator
// strikes. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace maintendue::screen {

using Keysym = std::uint32_t;
using Keycode = std::uint8_t;
using Mods = std::uint8_t;  // X's real modifiers

constexpr Mods kShift = 1;
constexpr Mods kLock = 2;  // Caps Lock

// The Unicode character that a keysym stands for; 0 when it stands for none (functions, dead keys).
char32_t character(Keysym keysym);
// The same letter without Shift.
Keysym lower_case(Keysym keysym);

// Which of a key's symbols counts with which modifiers.
struct KeyType {
  Mods relevant = 0;
  struct Level {
    Mods mods = 0;
    int level = 0;
  };
  std::vector<Level> levels;  // modifiers not listed give level 0

  int level(Mods mods) const;
};

struct Key {
  struct Group {
    KeyType type;
    std::vector<Keysym> symbols;  // one a level
  };
  std::vector<Group> groups;
  Mods modifies = 0;  // a modifier key: which
};

// Where a symbol is found.
struct Place {
  Keycode keycode = 0;
  int group = 0;
  Mods mods = 0;      // of Shift and level3: those that must be down
  Mods relevant = 0;  // of them: those that matter to this key
};

class KeyboardMap final {
 public:
  std::array<Key, 256> keys;
  Keycode first = 8, last = 255;  // those that the X server knows
  int groups = 1;                 // layouts to switch between

  Mods level3() const { return level3_; }
  Mods num_lock() const { return num_lock_; }
  // Call once after `keys` are filled: finds the modifiers.
  void index();

  // The symbol, or another for the same character, in `group`; with as few modifiers as possible.
  // `locked` are those that count without being pressed (Num Lock).
  std::optional<Place> find(Keysym keysym, int group, Mods locked) const;
  // The symbol on a key that needs no modifier.
  std::optional<Place> find_plain(Keysym keysym, int group) const;
  // Shift's or level3's own key.
  std::optional<Keycode> key_of_modifier(Mods one) const;
  // Keys without any symbol.
  std::vector<Keycode> unused() const;

 private:
  Keysym symbol(Keycode keycode, int group, Mods mods) const;
  Mods relevant(Keycode keycode, int group) const;
  template <class Same>
  std::optional<Place> search(int group, Mods locked, const std::vector<Mods>& tries, Same same)
      const;

  Mods level3_ = 0;
  Mods num_lock_ = 0;
};

}  // namespace maintendue::screen
