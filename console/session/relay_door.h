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

// A session that was cut: a way back to it, or why it is over.
struct Reopened {
  v1::EndReason over = v1::END_REASON_UNSPECIFIED;
  Bytes ticket;
  wire::RpcStreamPtr stream;  // as that of open_tunnel()
};

class RelayDoor {
 public:
  virtual ~RelayDoor() = default;

  // The record is written and the PC has the offer; or the relay's own reason why not (MachineOff,
  // MachineBusy, NotFound, ...).
  virtual net::awaitable<Result<Opened>> open_session(
      MachineId machine, v1::CallKind call_kind
  ) = 0;

  // The record of the machine that the relay shows (Machine.signed_record), within 5 s: bytes that
  // prove nothing for coming from there.
  virtual net::awaitable<Result<Bytes>> machine_record(MachineId machine) = 0;

  // One that was just signed, for all consoles; within 5 s.
  virtual net::awaitable<Result<void>> put_machine_record(Bytes signed_record) = 0;

  // A stream of Tunnel.Join on a line of its own, nothing said on it yet. The stream keeps its
  // line.
  virtual net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel() = 0;

  // After a cut: dials until a line stands, however long that takes, and asks for the session
  // there. The reason why it is over is the relay's word, and good for a sentence only.
  virtual net::awaitable<Result<Reopened>> reopen(MachineId machine, SessionId session) = 0;
};

}  // namespace maintendue::console
