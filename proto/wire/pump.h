// Joins two streams of one server frame by frame, without a visit to `main`.
#pragma once

#include "wire/rpc_stream.h"

namespace maintendue::wire {

enum class PumpSide { First, Second };

struct PumpEnd {
  PumpSide side;  // whose stream ended first
  Errc why;
};

// Moves frames both ways on gRPC's own threads until a side ends: per direction one frame in hand
// and at most four waiting, and the reader is not asked for more until the writer has taken one.
// Both streams must be of one RpcServer, with no read or write under way; the caller finishes them
// afterwards. Cancelling it stops both directions.
net::awaitable<PumpEnd> pump_both(RpcStreamPtr first, RpcStreamPtr second);

}  // namespace maintendue::wire
