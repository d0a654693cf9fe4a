// What a session needs of the relay: its word that the PC was offered the session, then a tunnel.
#pragma once

#include "base/ids.h"
#include "maintendue/v1/session.pb.h"
#include "wire/rpc_stream.h"

namespace maintendue::console {

struct Opened {
  SessionId session;
  Bytes ticket;  // good for one Join within 30 s
};

class RelayDoor {
 public:
  virtual ~RelayDoor() = default;

  // The record is written and the PC has the offer; or the relay's own reason why not (MachineOff,
  // MachineBusy, NotFound, ...).
  virtual net::awaitable<Result<Opened>> open_session(
      MachineId machine, v1::CallKind call_kind
  ) = 0;

  // A stream of Tunnel.Join on a line of its own, nothing said on it yet. The stream keeps its
  // line.
  virtual net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel() = 0;
};

}  // namespace maintendue::console
