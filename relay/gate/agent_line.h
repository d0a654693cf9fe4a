// What waits to be said to one machine on its link.
#pragma once

#include <deque>
#include <optional>

#include "maintendue/v1/agent_link.pb.h"
#include "relay/directory/link.h"
#include "wire/rpc_stream.h"
#include "wire/signal.h"

namespace maintendue::relay {

// Lives on `main`.
class AgentLine final : public Link {
 public:
  static constexpr std::size_t kMostWaiting = 16;

  AgentLine(net::any_io_executor main, wire::RpcStreamPtr stream)
      : stream_(std::move(stream)), changed_(std::move(main)) {}

  void offer(SessionId session, Bytes ticket, bool resumes) override;
  void tell_roster(const Bytes& news) override;
  void tell_help(const HelpEntry& entry) override;
  void come_back_in(std::chrono::milliseconds time) override;
  void end(Errc why) override;
  // The log of that session needs not be given again.
  void log_kept(SessionId session);
  // That request for help is not kept.
  void too_much_help(const HelpRequest& request);

  // Says what waits, as it comes. Returns when the line fails or the last word is said.
  net::awaitable<Result<void>> speak();
  // Returns, with the reason, once end() was called.
  net::awaitable<Result<void>> ended();

 private:
  void say(const v1::RelaySays& message);

  const wire::RpcStreamPtr stream_;
  std::deque<Bytes> waiting_;
  bool last_word_ = false;  // nothing is queued after it
  std::optional<Errc> ended_;
  wire::Signal changed_;
};

}  // namespace maintendue::relay
