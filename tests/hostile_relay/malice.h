// What a hostile relay does to the bytes it carries, one message at a time.
#pragma once

#include <deque>
#include <random>
#include <vector>

#include "base/bytes.h"

namespace maintendue::test {

using Dice = std::mt19937_64;

inline bool chance(Dice& dice, double of_one) { return std::bernoulli_distribution(of_one)(dice); }
inline std::size_t any_of(Dice& dice, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(dice);
}

// One direction of a tunnel. Everything that ever passed any of them lies in `loot`, which they
// share, so that bytes of one session come up in another.
class Malice {
 public:
  using Loot = std::vector<Bytes>;

  Malice(Dice& dice, Loot& loot, double of_one) : dice_(dice), loot_(loot), of_one_(of_one) {}

  // What the other side is given in place of this message: most often it, sometimes nothing, or
  // more.
  std::vector<Bytes> pass(Bytes message) {
    loot_.push_back(message);
    std::vector<Bytes> out;
    if (!chance(dice_, of_one_)) {
      out = std::move(held_);
      held_.clear();
      out.insert(out.begin(), std::move(message));  // late ones come after
      return out;
    }
    switch (any_of(dice_, 8)) {
      case 0:  // dropped
        break;
      case 1:  // repeated
        out = {message, message};
        break;
      case 2:  // overtaken by the next
        held_.push_back(std::move(message));
        break;
      case 3:  // cut short
        out = {message.substr(0, any_of(dice_, message.size() + 1))};
        break;
      case 4: {  // a bit flipped
        if (!message.empty()) message[any_of(dice_, message.size())] ^= char(1 << any_of(dice_, 8));
        out = {std::move(message)};
        break;
      }
      case 5:  // something of before, of here or elsewhere, in its place
        out = {loot_[any_of(dice_, loot_.size())]};
        break;
      case 6:  // and after it
        out = {message, loot_[any_of(dice_, loot_.size())]};
        break;
      default:  // torn in two
        const std::size_t at = any_of(dice_, message.size() + 1);
        out = {message.substr(0, at), message.substr(at)};
    }
    return out;
  }

 private:
  Dice& dice_;
  Loot& loot_;
  const double of_one_;
  std::vector<Bytes> held_;
};

}  // namespace maintendue::test
