// What gRPC needs once in a process, before its first channel or server.
#pragma once

namespace maintendue::wire {

// Safe to repeat.
//
// gRPC's log lines go where ours go, as debug: a stranger can cause any number of them.
//
// Its callback threads stay for good. gRPC 1.51 ends them with the last channel, and that may be
// let go by one of these threads itself, at the end of a call; it would then wait for itself and
// abort the process ("assertion failed: prior > 0"), in an agent that reconnects for instance.
void prepare_grpc();

}  // namespace maintendue::wire
