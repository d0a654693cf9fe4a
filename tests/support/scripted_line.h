// A line to a relay that does what the test says, without a network.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "console/console.h"
#include "maintendue/v1/events.pb.h"
#include "support/memory_stream.h"

namespace maintendue::test {

// What all lines of one test share.
struct LineScript {
  explicit LineScript(net::io_context& io) : io(io), answering(io.get_executor()) {}

  // The relay says something on the newest Events.Watch.
  void beat() {
    v1::Event event;
    event.mutable_heartbeat();
    net::co_spawn(io, pulse->theirs()->write(event.SerializeAsString()), net::detached);
  }
  // Those that nobody answered are, at last.
  void answer_all() {
    unanswered.clear();
    answering.notify();
  }

  net::io_context& io;
  Result<void> connects;
  int dialled = 0;
  int dead = 0;                                    // the first so many lines stand no more
  int waiting = 0;                                 // calls that nobody answers
  std::set<std::string> unanswered{"GetMachine"};  // by the method's own name
  std::map<std::string, Result<Bytes>> answers;    // likewise
  wire::Signal answering;
  std::unique_ptr<MemoryPair> pulse;
};

class ScriptedLine final : public wire::RpcChannel {
 public:
  explicit ScriptedLine(LineScript& script) : script_(script), number_(++script.dialled) {}

  net::awaitable<Result<void>> connect(std::chrono::milliseconds) override {
    co_return number_ > script_.dead ? script_.connects : fail(Errc::TimedOut);
  }
  // What the script answers, nothing for what it does not name; once it answers that at all.
  net::awaitable<Result<Bytes>> call(std::string method, Bytes, std::chrono::milliseconds)
      override {
    struct Counted {
      explicit Counted(int& count) : count(count) { ++count; }
      ~Counted() { --count; }
      int& count;
    } const counted(script_.waiting);
    const std::string name = method.substr(method.rfind('/') + 1);
    while (script_.unanswered.contains(name)) co_await script_.answering.wait();
    const auto scripted = script_.answers.find(name);
    co_return scripted != script_.answers.end() ? scripted->second : Result<Bytes>(Bytes());
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
