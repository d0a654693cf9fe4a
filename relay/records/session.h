// What the relay keeps of a session, in its own words (gate/words.h speaks the contract's).
#pragma once

#include <array>
#include <variant>

#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

enum class CallKind { Setup = 1, FollowUp1 = 2, FollowUp2 = 3, FollowUp3 = 4, OpenHours = 5 };

// In the order of a machine's follow-up.
inline constexpr std::array kCallKinds{
    CallKind::Setup,     CallKind::FollowUp1, CallKind::FollowUp2,
    CallKind::FollowUp3, CallKind::OpenHours,
};

enum class Scope { Nothing = 0, View = 1, Control = 2 };

enum class Consent { NotAnswered = 0, Granted = 1, Refused = 2, Unanswered = 3 };

enum class EndReason {
  NotOver = 0,
  Operator = 1,
  Family = 2,
  ConsoleLost = 3,
  MachineLost = 4,
  RelayLost = 5,
  DesktopLost = 6,
  NoDisplay = 7,
  LeaseExpired = 8,
  MachineUnreached = 9,
  NotTrusted = 10,
  Broken = 11,
  NeverAllowed = 12,
  FamilyRefused = 13,
  RosterStale = 14,
  NotResumed = 15,
  OperatorRemoved = 16,
  PersonChanged = 36,
  Restarting = 37,
  Farewell = 38,
};

enum class Side { Machine, Console };

constexpr std::chrono::minutes kWayBack{15};  // behind a restart, sealed.proto

// One row of a machine's history. A time that never came is the beginning of 1970.
struct SessionRecord {
  SessionId id;
  MachineId machine;
  OperatorId opened_by;
  std::string operator_name;  // for the history page; never in a log
  CallKind call = CallKind::Setup;
  WallTime opened;
  WallTime ended;
  Consent view = Consent::NotAnswered;
  Consent control = Consent::NotAnswered;
  Scope widest = Scope::Nothing;
  WallTime viewed_from;
  EndReason reason = EndReason::NotOver;

  friend bool operator==(const SessionRecord&, const SessionRecord&) = default;
};

// What a PC tells of its session, as it happens.
struct Asked {
  Scope scope;
};
struct Answered {
  Scope scope;
  Consent consent;
};
struct Allowed {
  Scope scope;
};
struct Ended {
  EndReason reason;
};
using News = std::variant<Asked, Answered, Allowed, Ended>;

// What the record says once the news is in. A record that is over does not change any more.
void apply(SessionRecord& record, const News& news, WallTime now);

}  // namespace maintendue::relay
