// A line to a relay that does what the test says, without a network.
#pragma once

#include <map>
#include <memory>

#include "console/console.h"
#include "maintendue/v1/events.pb.h"
#include "support/memory_stream.h"

namespace maintendue::test {

// What all lines of one test share.
struct LineScript {
  explicit LineScript(net::io_context& io) : io(io) {}

  // The relay says something on the newest Events.Watch.
  void beat() {
    v1::Event event;
    event.mutable_heartbeat();
    net::co_spawn(io, pulse->theirs()->write(event.SerializeAsString()), net::detached);
  }

  net::io_context& io;
  Result<void> connects;
  int dialled = 0;
  int dead = 0;                                  // the first so many lines stand no more
  int waiting = 0;                               // calls that nobody answers
  std::map<std::string, Result<Bytes>> answers;  // by the method's own name
  std::unique_ptr<MemoryPair> pulse;
};

class ScriptedLine final : public wire::RpcChannel {
 public:
  explicit ScriptedLine(LineScript& script) : script_(script), number_(++script.dialled) {}

  net::awaitable<Result<void>> connect(std::chrono::milliseconds) override {
    co_return number_ > script_.dead ? script_.connects : fail(Errc::TimedOut);
  }
  // What the script answers; else Fleet.GetMachine never, anything else at once with nothing.
  net::awaitable<Result<Bytes>> call(std::string method, Bytes, std::chrono::milliseconds)
      override {
    const auto scripted = script_.answers.find(method.substr(method.rfind('/') + 1));
    if (scripted != script_.answers.end()) co_return scripted->second;
    if (!method.ends_with("/GetMachine")) co_return Bytes();
    struct Counted {
      explicit Counted(int& count) : count(count) { ++count; }
      ~Counted() { --count; }
      int& count;
    } const counted(script_.waiting);
    net::steady_timer never(script_.io, net::steady_timer::time_point::max());
    co_await never.async_wait(net::use_awaitable);
    co_return fail(Errc::Internal);
  }
  wire::RpcStreamPtr stream(std::string) override {
    script_.pulse = std::make_unique<MemoryPair>(script_.io.get_executor());
    return script_.pulse->ours();
  }

 private:
  LineScript& script_;
  const int number_;  // the first one dialled is 1
};

inline console::RelayClient::Dial dial_by(LineScript& script) {
  return [&script](console::Purpose) { return std::make_unique<ScriptedLine>(script); };
}

}  // namespace maintendue::test
