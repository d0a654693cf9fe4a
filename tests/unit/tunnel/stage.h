// A console's and a PC's sealed tunnel, joined by a stream in memory, on one loop and one clock.
#pragma once

#include <optional>

#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "tunnel/sealed_tunnel.h"

namespace maintendue::test {

inline seal::PeerPin anybody() {
  return [](const std::string&) { return Result<void>(); };
}
inline seal::PeerPin nobody() {
  return [](const std::string&) -> Result<void> { return fail(Errc::NotTrusted, "not you"); };
}

class Stage {
 public:
  explicit Stage(seal::PeerPin of_console = anybody(), seal::PeerPin of_pc = anybody())
      : console_(pair_.ours(), end(seal::Role::Client, nadia(), std::move(of_console))),
        pc_(pair_.theirs(), end(seal::Role::Server, machine(), std::move(of_pc))) {}

  tunnel::SealedTunnel& console() { return console_; }
  tunnel::SealedTunnel& pc() { return pc_; }
  MemoryStream& console_stream() { return *pair_.ours(); }
  MemoryStream& pc_stream() { return *pair_.theirs(); }
  ManualTimeline& timeline() { return timeline_; }
  net::io_context& io() { return io_; }

  // Starts a coroutine on `main`; its value is there once it has ended.
  template <class T>
  std::shared_ptr<std::optional<T>> start(net::awaitable<T> story) {
    auto value = std::make_shared<std::optional<T>>();
    net::co_spawn(io_, std::move(story), [value](std::exception_ptr, T result) {
      *value = std::move(result);
    });
    timeline_.settle();
    return value;
  }

  void shake() {
    const auto console = start(console_.handshake(timeline_));
    const auto pc = start(pc_.handshake(timeline_));
    timeline_.settle();
    if (!console->has_value() || !**console || !pc->has_value() || !**pc) {
      throw std::runtime_error("no handshake");
    }
  }

 private:
  static const Organisation& organisation() {
    static const Organisation one;
    return one;
  }
  static const Holder& nadia() {
    static const Holder one = organisation().operator_named();
    return one;
  }
  static const Holder& machine() {
    static const Holder one = organisation().machine();
    return one;
  }
  static seal::Endpoint end(seal::Role role, const Holder& who, seal::PeerPin pin) {
    return seal::Endpoint(role, {who.key, who.chain}, std::move(pin));
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  MemoryPair pair_{io_.get_executor()};
  tunnel::SealedTunnel console_;
  tunnel::SealedTunnel pc_;
};

}  // namespace maintendue::test
