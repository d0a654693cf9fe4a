// Which PCs hold a machine's key, told apart by the step each has kept and by its parts: plain
// values, and every rule about them. No I/O.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace maintendue::relay {

constexpr std::size_t kStepBytes = 16;
constexpr std::size_t kPartBytes = 32;

// What a PC says of its parts; one that says nothing is empty.
struct Parts {
  Bytes board, disk, network;

  friend bool operator==(const Parts&, const Parts&) = default;
};

// The contract's numbers.
enum class Part { Board = 1, Disk = 2, Network = 3 };

// Those that both tell, and differently.
std::vector<Part> differing(const Parts& a, const Parts& b);
// Two of three are others. One that is not told by both says nothing either way.
bool are_of_two_pcs(const Parts& a, const Parts& b);

// A PC that holds the key. It shows `step` when it comes, or `next` if that is what it has kept.
struct Holder {
  enum class Standing { Accepted = 1, Suspect = 2, ShutOut = 3 };

  int number = 0;  // within the machine, from 1, never given twice
  Standing standing = Standing::Suspect;
  Bytes step, next;
  Parts parts;
  std::string hostname;
  WallTime first_seen, last_seen;

  friend bool operator==(const Holder&, const Holder&) = default;
};

// What a PC shows when it comes.
struct Arrival {
  Bytes step;
  Parts parts;
  std::string hostname;
};

// Which holder that is, and what it is to keep.
struct Placed {
  int holder = 0;  // 0: one that was not known; it becomes one when it has kept its step
  Bytes next;
};

// The two halves of an exchange. place() comes before the PC is told its next step, and must be on
// the disk by then; keep() when the PC has said that it kept it. Whoever is cut off in between
// shows either of the two steps next time, and both are its own.
//
// So an honest PC is never taken for two; and of two that hold one key, the second one to finish an
// exchange shows a step that is over. Nobody is suspected for what came on a line that has not
// answered: words can be late.
class Holders {
 public:
  static constexpr std::size_t kMost = 8;  // of those that are not shut out; the rest likewise

  Holders() = default;
  explicit Holders(std::vector<Holder> all) : all_(std::move(all)) {}

  const std::vector<Holder>& all() const { return all_; }
  const Holder* find(int number) const;
  const Holder* accepted() const;
  bool quarantined() const;

  // `fresh`: random bytes that were never a step. The very first PC is accepted. MachineRevoked for
  // one that is shut out.
  Result<Placed> place(const Arrival& arrival, Bytes fresh, WallTime now);
  // The number of the holder that it is. OutOfDate when the same PC has gone on meanwhile: this
  // line is an old one.
  Result<int> keep(const Placed& placed, const Arrival& arrival, WallTime now);
  // The PC is there, and could not keep its step. As keep() for one that was not known.
  Result<int> keep_not(const Placed& placed, const Arrival& arrival, WallTime now);

  // This one is the machine, with the parts it has; every other is shut out. NotFound.
  Result<void> accept(int number);
  // This one is another PC. NotFound; NotAllowed when nobody else is left.
  Result<void> set_apart(int number);

  friend bool operator==(const Holders&, const Holders&) = default;

 private:
  Holder* holder(int number);
  Holder* who_shows(const Arrival& arrival);
  int take_in(const Arrival& arrival, Bytes step, Holder::Standing standing, WallTime now);
  void forget_the_oldest(Holder::Standing standing);

  std::vector<Holder> all_;  // in the order of their numbers
};

enum class RepairKind { SamePc = 1, OtherPc = 2 };

// What an operator said of a machine's holders.
struct Repair {
  RepairKind kind = RepairKind::SamePc;
  int holder = 0;
  OperatorId by;
  std::string operator_name;  // for the page; never in a log
  WallTime at;

  friend bool operator==(const Repair&, const Repair&) = default;
};

}  // namespace maintendue::relay
