// The console's line to the relay while somebody is signed in: kept up by itself, shared by all
// pages.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/backoff.h"
#include "console/relay_client/ask_relay.h"
#include "console/session/relay_door.h"
#include "wire/rpc_channel.h"
#include "wire/task_group.h"
#include "wire/timeline.h"

namespace maintendue::console {

enum class LineState {
  Connecting,
  Connected,
  Unreachable,  // tried again by itself
  Refused,      // the relay does not know this operator, or is not ours; tried again too
};

enum class Purpose { Calls, Tunnel };

// Lives on `main`. stop() must have been awaited before it is destroyed.
class RelayClient final : public RelayDoor {
 public:
  using Dial = std::function<std::unique_ptr<wire::RpcChannel>(Purpose)>;

  RelayClient(net::any_io_executor main, wire::Timeline& timeline, Dial dial);

  // Begins to keep the line up.
  void start();
  LineState state() const { return state_; }
  // Ends every call and stream that went through it.
  net::awaitable<void> stop();

  // One request, one answer; a line that is down is tried at once, within `limit`.
  net::awaitable<Result<Bytes>> call(
      std::string method, Bytes request, std::chrono::milliseconds limit
  );
  // The same on a line of its own, for what the relay hears from an operator whom it refuses
  // everything else; the line of the others is tried at once when it was taken.
  net::awaitable<Result<Bytes>> call_though_refused(
      std::string method, Bytes request, std::chrono::milliseconds limit
  );
  // Begins a server-streaming call: the request is sent, answers are to be read.
  net::awaitable<Result<wire::RpcStreamPtr>> stream(std::string method, Bytes request);

  // Returns when the relay may have a newer roster: it says so, or the line has come up.
  net::awaitable<void> roster_changed() { return roster_changed_.wait(); }
  // How often that was: what happens while nobody waits is heard of by nobody else.
  std::uint64_t roster_changes() const { return roster_changes_; }

  net::awaitable<Result<Opened>> open_session(MachineId machine, v1::CallKind call_kind) override;
  net::awaitable<Result<Bytes>> machine_record(MachineId machine) override;
  net::awaitable<Result<void>> put_machine_record(Bytes signed_record) override;
  net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel() override;
  net::awaitable<Result<Reopened>> reopen(MachineId machine, SessionId session) override;

 private:
  using ChannelPtr = std::shared_ptr<wire::RpcChannel>;

  net::awaitable<void> keep_up();
  net::awaitable<Errc> stand();
  // Another line has just been found to stand, or not: is ours still good?
  net::awaitable<void> probe();
  net::awaitable<Result<void>> listen_for_life(wire::RpcChannel& channel);
  AskRelay asking(std::chrono::milliseconds limit);
  net::awaitable<Result<ChannelPtr>> line(std::chrono::milliseconds limit);
  net::awaitable<Result<Bytes>> call_apart(
      std::string method, Bytes request, std::chrono::milliseconds limit
  );
  net::awaitable<Result<Bytes>> call_on_line(
      std::string method, Bytes request, std::chrono::milliseconds limit
  );
  void set_state(LineState state);
  void tell_roster_changed();
  void follow(const wire::RpcStreamPtr& stream);

  wire::Timeline& timeline_;  // outlives us
  const Dial dial_;           // fixed after construction
  LineState state_ = LineState::Connecting;
  Backoff backoff_{std::chrono::seconds{30}};  // short: somebody sits before this program
  SteadyTime last_try_{};
  bool trying_ = false;  // whether it stands is not known yet
  ChannelPtr channel_;   // null while there is no line
  std::vector<std::weak_ptr<wire::RpcStream>> streams_;
  bool stopped_ = false;
  wire::Signal tried_;  // a try to connect is over
  wire::Signal hurry_;  // somebody waits: try now
  wire::Signal dead_;   // the line only seems to stand
  wire::Signal stopping_;
  std::uint64_t roster_changes_ = 0;
  wire::Signal roster_changed_;
  wire::TaskGroup tasks_;
};

using RelayClientPtr = std::shared_ptr<RelayClient>;

}  // namespace maintendue::console
