// A family's request for help as the relay keeps it, with the newest answer to it: plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

// help.proto, all but the last.
constexpr int kMostHelpAsked = 20;  // requests of one machine within kHelpAskedIn
constexpr std::chrono::hours kHelpAskedIn{24};
constexpr std::size_t kMostOpenHelp = 500;  // listed at once
constexpr int kMostEndedHelp = 50;          // likewise, of those that ended within kHelpJustEnded
constexpr std::chrono::hours kHelpJustEnded{7 * 24};
constexpr std::chrono::hours kHelpKept{365 * 24};  // docs/adr/0028: from its end on

// As the PC says it.
struct HelpRequest {
  std::string id;  // 16 lower-case hexadecimal digits
  std::uint32_t revision = 0;
  int topic = 0;         // the number of the contract's HelpTopic
  int call_back = 0;     // likewise, of CallBack
  std::string language;  // 2 or 3 lower-case letters
  WallTime asked;        // by the PC's clock
  bool cancelled = false;

  friend bool operator==(const HelpRequest&, const HelpRequest&) = default;
};

// How it ended. The numbers of the table.
enum class HelpEnd { None = 0, Cancelled = 1, Closed = 2, Replaced = 3 };

struct HelpEntry {
  MachineId machine;
  HelpRequest request;
  WallTime received;    // first
  WallTime changed;     // last
  Bytes signed_answer;  // the newest one, a serialized SignedHelpAnswer; empty: nobody has answered
  WallTime answered;    // its date; the beginning of 1970 when there is none
  HelpEnd end = HelpEnd::None;
  WallTime ended;  // the beginning of 1970 while it is open

  friend bool operator==(const HelpEntry&, const HelpEntry&) = default;
};

// What came of a PC's saying its request.
struct HelpHeard {
  std::optional<HelpEntry> kept;   // none: it has asked too often, and nothing is kept
  std::vector<HelpEntry> changed;  // whatever is not as it was before
};

// An answer that somebody has checked.
struct HelpAnswer {
  Bytes signed_answer;
  WallTime at;
  bool closes = false;
};

struct HelpPage {
  std::vector<HelpEntry> entries;  // open ones, longest waiting first; then the newest that ended
  bool more = false;               // there are more than kMostOpenHelp open ones
};

}  // namespace maintendue::relay
