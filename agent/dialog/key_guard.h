// Which key and which click means what in a window that asks. Pure: keys and times come from
// outside.
#pragma once

#include <chrono>
#include <set>

namespace maintendue::dialog {

enum class KeyMeaning {
  Ignored,  // swallowed: a key that repeats itself
  Stray,    // swallowed: somebody types on; *no* is chosen again
  Pass,     // the toolkit's business: Tab, arrows, shortcuts
  Choose,   // *yes* is chosen, and wants to be said once more
  No,
  Yes,
  Chosen,  // the answer that has the focus
};

struct Key {
  unsigned code = 0;      // X key code: the place on the keyboard, whatever the layout
  unsigned symbol = 0;    // X keysym: what the layout writes there
  bool shortcut = false;  // with Ctrl, Alt or Super
  bool writes = false;    // a character, in whatever document the person believes to be writing
};

// Nobody says yes by accident. A window that asks comes up under fingers that type: so an answer
// wants 700 ms without a key before it, and what is written meanwhile, however long, answers
// nothing. Yes by its key wants that key twice, each after such a pause, because on a French
// keyboard it is an "é". A key that was held down when the window came, or that repeats itself,
// never answers.
class KeyGuard {
 public:
  static constexpr std::chrono::milliseconds kQuiet{700};

  // The window appeared while these keys were down.
  void appeared(std::set<unsigned> held) { held_.merge(held); }
  KeyMeaning press(const Key& key, std::chrono::milliseconds since_shown);
  void release(unsigned code) { held_.erase(code); }

  // Whether a click on an answer counts: after 700 ms without another.
  bool click(std::chrono::milliseconds since_shown);

 private:
  std::set<unsigned> held_;
  std::chrono::milliseconds last_key_{0};  // since the window was shown
  std::chrono::milliseconds last_click_{0};
  bool yes_chosen_ = false;
};

}  // namespace maintendue::dialog
