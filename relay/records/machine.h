// A machine as the relay knows it: what is kept of it, and what is seen of it right now.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "relay/records/holder.h"

namespace maintendue::relay {

constexpr int kMostRepairs = 10;
constexpr std::chrono::hours kSupportAsked{7 * 24};  // fleet.proto

// What was said at the PC for good; farewell.proto's numbers.
enum class Farewell { None = 0, NoHelp = 1, NotOurs = 2 };

struct FarewellSaid {
  Farewell farewell = Farewell::None;
  WallTime at{};        // said, or taken back; 1970: nobody knows
  WallTime not_ours{};  // when NotOurs was last said, by the PC's clock; 1970: never

  friend bool operator==(const FarewellSaid&, const FarewellSaid&) = default;
};

struct MachineRecord {
  MachineId id;
  std::string hostname;  // hostile text, made safe (server/safe_text.h), like the two below
  std::string operating_system;
  std::string agent_version;
  WallTime first_seen;
  WallTime last_seen;
  std::vector<Holder> holders{};  // while it is quarantined: those not shut out, the accepted first
  std::vector<Repair> repairs{};  // newest first, at most kMostRepairs

  bool quarantined() const { return !holders.empty(); }
  Bytes signed_record = {};     // a serialized SignedMachineRecord; empty: none was put
  OperatorId mediator = {};     // who looks after it; empty: nobody
  WallTime support_until = {};  // until when the support may help at it though somebody does
  FarewellSaid farewell = {};
  WallTime not_ours_heard = {};  // when that was heard here; 1970: never

  friend bool operator==(const MachineRecord&, const MachineRecord&) = default;
};

struct MachineView {
  MachineRecord record;
  bool online = false;
  bool desktop_present = false;
  SessionId live_session{};  // 0: none
  int holder_here = 0;       // whose link it is; 0: off
  bool revoked = false;      // by the roster

  friend bool operator==(const MachineView&, const MachineView&) = default;
};

}  // namespace maintendue::relay
