// A machine as the relay knows it: what is kept of it, and what is seen of it right now.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

struct MachineRecord {
  MachineId id;
  std::string hostname;  // hostile text, made safe (directory/safe_text.h), like the two below
  std::string operating_system;
  std::string agent_version;
  WallTime first_seen;
  WallTime last_seen;
  Bytes signed_record = {};  // a serialized SignedMachineRecord; empty: none was put

  friend bool operator==(const MachineRecord&, const MachineRecord&) = default;
};

struct MachineView {
  MachineRecord record;
  bool online = false;
  bool desktop_present = false;
  SessionId live_session{};  // 0: none

  friend bool operator==(const MachineView&, const MachineView&) = default;
};

}  // namespace maintendue::relay
