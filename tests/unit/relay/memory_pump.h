// The pump's contract over streams in memory.
#pragma once

#include "wire/pump.h"

namespace maintendue::test {

inline net::awaitable<wire::PumpEnd> one_way(
    wire::RpcStreamPtr from, wire::RpcStreamPtr to, wire::PumpSide side, wire::PumpSide other
) {
  for (;;) {
    Result<Bytes> frame = co_await from->read();
    if (!frame) co_return wire::PumpEnd{side, frame.error().code};
    const Result<void> sent = co_await to->write(std::move(*frame));
    if (!sent) co_return wire::PumpEnd{other, sent.error().code};
  }
}

inline net::awaitable<wire::PumpEnd> memory_pump(
    wire::RpcStreamPtr first, wire::RpcStreamPtr second
) {
  auto up = one_way(first, second, wire::PumpSide::First, wire::PumpSide::Second);
  auto down = one_way(second, first, wire::PumpSide::Second, wire::PumpSide::First);
  auto end = co_await (std::move(up) || std::move(down));
  co_return std::visit([](wire::PumpEnd first_end) { return first_end; }, end);
}

}  // namespace maintendue::test
