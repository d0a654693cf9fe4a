// What families and operators do of themselves, by dice.
#pragma once

#include "hostile_relay/witness.h"

namespace maintendue::test {

// One thing that the family does, or she who may be calling it.
inline void go_about(Dice& dice, Home& home, Desk& desk, Witness& witness) {
  switch (any_of(dice, 15)) {
    case 0:
    case 1:
    case 2:
      home.mind = Mind::Yes;
      return;
    case 3:
      home.mind = chance(dice, 0.5) ? Mind::No : Mind::Silent;
      return;
    case 4:
    case 5:
      home.mind = Mind::Yes;
      return desk.wish(console::AskWish{lease::Scope::Control});
    case 6:
      return desk.wish(console::AskWish{lease::Scope::View});
    case 7:
    case 8:
    case 9:
      return desk.type(witness.token("TYPED"));
    case 10:
    case 11:
    case 12:
    case 13:
      return home.draw(witness.token("DRAWN"));
    default:
      if (chance(dice, 0.2)) home.press_stop();
      if (chance(dice, 0.2)) desk.wish(console::EndWish{});
  }
}

}  // namespace maintendue::test
