#include "agent/screen/typist.h"

#include <X11/XF86keysym.h>
#include <X11/keysym.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace maintendue::screen {
namespace {

bool is_held(Keysym keysym) {
  return keysym == XK_Shift_L || keysym == XK_Shift_R ||
         (keysym >= XK_Control_L && keysym <= XK_Control_R) ||
         (keysym >= XK_Meta_L && keysym <= XK_Hyper_R);
}

// The operator's own locks and level switches say nothing about the PC: the browser sends the
// character that they made.
bool is_ignored(Keysym keysym) {
  constexpr std::array kOnes{XK_Caps_Lock,        XK_Shift_Lock,     XK_Num_Lock,
                             XK_Scroll_Lock,      XK_Mode_switch,    XK_ISO_Level3_Shift,
                             XK_ISO_Level5_Shift, XK_ISO_Next_Group, XK_ISO_Prev_Group};
  return keysym == 0 || std::ranges::find(kOnes, static_cast<int>(keysym)) != kOnes.end();
}

// Keys that take the whole session away from under the family: to another console, or to its end.
// The banner would stay behind.
bool leaves_session(Keysym keysym) {
  const bool switches = keysym >= XF86XK_Switch_VT_1 && keysym <= XF86XK_Switch_VT_12;
  const bool breaks_free = keysym == XF86XK_Ungrab || keysym == XF86XK_ClearGrab;
  return switches || breaks_free || keysym == XK_Terminate_Server;
}

bool is_function(Keysym keysym) {
  return character(keysym) == 0 && !(keysym >= XK_dead_grave && keysym < 0xfea0);
}

// The left one of a pair, for keyboards that use the right one for something else.
Keysym left_one(Keysym keysym) {
  switch (keysym) {
    case XK_Shift_R:
      return XK_Shift_L;
    case XK_Control_R:
      return XK_Control_L;
    case XK_Meta_L:
    case XK_Meta_R:
    case XK_Alt_R:
      return XK_Alt_L;
    case XK_Super_R:
    case XK_Hyper_L:
    case XK_Hyper_R:
      return XK_Super_L;
    default:
      return keysym;
  }
}

Act press(int code) { return {.kind = Act::Press, .code = code}; }
Act release(int code) { return {.kind = Act::Release, .code = code}; }

}  // namespace

void Typist::learn(KeyboardMap map) {
  map_ = std::move(map);
  borrowed_.learn(map_);
}

Typist::Plan Typist::key(Keysym keysym, bool down, KeyboardState state, SteadyTime now) {
  if (is_ignored(keysym)) return {};
  if (is_held(keysym)) return {hold(keysym, down), std::nullopt};
  if (!down) return {};
  return strike(keysym, state, now);
}

Acts Typist::release_all() {
  Acts acts;
  for (auto one = held_.rbegin(); one != held_.rend(); ++one) acts.push_back(release(one->keycode));
  held_.clear();
  return acts;
}

Acts Typist::give_back() {
  Acts acts;
  for (const Keycode keycode : borrowed_.give_back()) {
    acts.push_back({.kind = Act::Bind, .code = keycode});
  }
  return acts;
}

Acts Typist::hold(Keysym keysym, bool down) {
  const auto one = std::ranges::find(held_, keysym, &Held::keysym);
  if (down) {
    const auto keycode = one == held_.end() ? held_key(keysym) : std::nullopt;
    if (!keycode) return {};
    const bool shared = std::ranges::find(held_, *keycode, &Held::keycode) != held_.end();
    held_.push_back({keysym, *keycode, map_.keys[*keycode].modifies});
    return shared ? Acts{} : Acts{press(*keycode)};
  }
  if (one == held_.end()) return {};
  const Keycode keycode = one->keycode;
  held_.erase(one);
  // Two of the operator's keys may share one of the PC's.
  const bool shared = std::ranges::find(held_, keycode, &Held::keycode) != held_.end();
  return shared ? Acts{} : Acts{release(keycode)};
}

std::optional<Keycode> Typist::held_key(Keysym keysym) const {
  for (const Keysym one : {keysym, left_one(keysym)}) {
    if (const auto place = map_.find_plain(one, 0)) return place->keycode;
  }
  return std::nullopt;
}

bool Typist::shortcut_held() const {
  return std::ranges::any_of(held_, [](const Held& one) { return one.modifies & ~kShift; });
}

// Ctrl+Alt+F1 to F12 change to another console, Ctrl+Alt+Backspace may end the server.
bool Typist::leaves_session_with_held(Keysym keysym) const {
  const auto is_down = [this](Keysym left, Keysym right) {
    return std::ranges::any_of(held_, [&](const Held& one) {
      return one.keysym == left || one.keysym == right;
    });
  };
  const bool reserved = (keysym >= XK_F1 && keysym <= XK_F12) || keysym == XK_BackSpace;
  return reserved && is_down(XK_Control_L, XK_Control_R) &&
         (is_down(XK_Alt_L, XK_Alt_R) || is_down(XK_Meta_L, XK_Meta_R));
}

Typist::Plan Typist::strike(Keysym keysym, KeyboardState state, SteadyTime now) {
  if (leaves_session(keysym) || leaves_session_with_held(keysym)) return {};
  const bool shortcut = shortcut_held();
  if (keysym == XK_ISO_Left_Tab) keysym = XK_Tab;  // Shift is held already
  if (shortcut) keysym = lower_case(keysym);
  const auto place = shortcut ? shortcut_place(keysym, state) : place_of(keysym, state);
  if (place) return {stroke(*place, state), std::nullopt};

  const auto lent = borrowed_.lend(keysym, shortcut || is_function(keysym), now);
  if (const auto* later = std::get_if<SteadyTime>(&lent)) return {{}, *later};
  const auto* loan = std::get_if<BorrowedKeys::Loan>(&lent);
  if (loan == nullptr) return {};
  Plan plan;
  if (loan->bind) {
    plan.acts.push_back(
        {.kind = Act::Bind,
         .code = loan->keycode,
         .plain = loan->bind->plain,
         .shifted = loan->bind->shifted}
    );
  }
  const Mods relevant = shortcut ? 0 : kShift;
  const Place lent_place{loan->keycode, state.group, loan->shifted ? kShift : Mods{0}, relevant};
  std::ranges::copy(stroke(lent_place, state), std::back_inserter(plan.acts));
  return plan;
}

// In the layout of the moment, else in another one that the PC has.
std::optional<Place> Typist::place_of(Keysym keysym, KeyboardState state) const {
  for (int i = 0; i < map_.groups; ++i) {
    const int group = (state.group + i) % map_.groups;
    auto place = is_function(keysym) ? map_.find_plain(keysym, group) : std::nullopt;
    if (place) place->relevant = 0;  // Shift+F10 stays what the operator holds
    if (!place) place = map_.find(keysym, group, state.locked);
    if (place) return place;
  }
  return std::nullopt;
}

// By the key that gives the letter without modifiers, so that only those of the shortcut are down.
std::optional<Place> Typist::shortcut_place(Keysym keysym, KeyboardState state) const {
  for (int i = 0; i < map_.groups; ++i) {
    const int group = (state.group + i) % map_.groups;
    auto place = map_.find_plain(keysym, group);
    if (!place) continue;
    place->relevant = 0;
    return place;
  }
  return map_.find(keysym, state.group, state.locked);
}

// Everything around the key is put back afterwards, in reverse order.
Acts Typist::stroke(const Place& place, KeyboardState state) const {
  Acts before, after;
  const auto around = [&](const Act& first, const Act& last) {
    before.push_back(first);
    after.insert(after.begin(), last);
  };
  if (state.locked & kLock) {
    around({.kind = Act::Lock, .mods = kLock}, {.kind = Act::Lock, .mods = kLock, .value = kLock});
  }
  if (place.group != state.group) {
    around({.kind = Act::Group, .code = place.group}, {.kind = Act::Group, .code = state.group});
  }
  bool shifted = false;
  for (const Held& one : held_) {
    if (one.modifies != kShift) continue;
    shifted = true;
    const bool unwanted = (place.relevant & kShift) && !(place.mods & kShift);
    if (unwanted) around(release(one.keycode), press(one.keycode));
  }
  for (const Mods mod : {kShift, map_.level3()}) {
    if (mod == 0 || !(place.mods & mod) || (mod == kShift && shifted)) continue;
    const auto keycode = map_.key_of_modifier(mod);
    if (keycode) around(press(*keycode), release(*keycode));
  }
  before.push_back(press(place.keycode));
  before.push_back(release(place.keycode));
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

}  // namespace maintendue::screen
