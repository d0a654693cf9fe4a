// A relay in the hands of an enemy: it holds every key that a relay holds, keeps all that it
// hears, and does as it likes.
#pragma once

#include <map>

#include "console/session/relay_door.h"
#include "hostile_relay/malice.h"
#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "support/memory_stream.h"
#include "wire/rpc_channel.h"

namespace maintendue::test {

class HostileRelay {
 public:
  HostileRelay(net::io_context& io, Dice& dice, double malice)
      : io_(io), dice_(dice), malice_(malice), changed_(io.get_executor()) {}

  // ---- the doors that PCs and consoles knock at ----

  // A line of the PC number `home`.
  std::unique_ptr<wire::RpcChannel> line_of(std::size_t home) {
    return std::make_unique<Line>(*this, home);
  }
  std::shared_ptr<console::RelayDoor> door_of(std::size_t desk) {
    return std::make_shared<Door>(*this, desk);
  }

  // ---- what it may do ----

  // Whose PC the next session of that desk is offered to. Its own machine is for the console to
  // know.
  std::map<std::size_t, std::size_t> routes;
  bool lets_resume = true;
  // What it shows as a PC's record.
  std::function<Bytes(std::size_t desk, const MachineId& machine)> shows;

  void say(std::size_t home, v1::RelaySays says) {
    const auto link = links_.find(home);
    if (link == links_.end()) return;
    net::co_spawn(io_, send(link->second, says.SerializeAsString()), net::detached);
  }
  void offer(std::size_t home, std::uint64_t session, bool resumes) {
    v1::RelaySays says;
    says.mutable_session_offer()->set_session_id(session);
    says.mutable_session_offer()->set_ticket("sixteen bytes!!!");
    says.mutable_session_offer()->set_resumes(resumes);
    say(home, std::move(says));
  }
  // Every line that stands, in one moment.
  void cut() {
    for (const auto& stream : ends_) stream->finish(Errc::RelayUnreachable);
    ends_.clear();
    at_desks_.clear();
    at_homes_.clear();
  }
  // Whatever comes to tunnel from that PC next stays with the caller, who plays an operator there.
  std::shared_ptr<MemoryStream> take_home_end(std::size_t home) { return take(at_homes_, home); }
  std::shared_ptr<MemoryStream> take_desk_end(std::size_t desk) { return take(at_desks_, desk); }
  // Joins a desk's end to a PC's, whichever session they speak of.
  bool splice(std::size_t desk, std::size_t home) {
    const auto a = take(at_desks_, desk);
    const auto b = take(at_homes_, home);
    if (a) ends_.push_back(a);
    if (b) ends_.push_back(b);
    if (!a || !b) return false;
    net::co_spawn(io_, carry(a, b), net::detached);
    net::co_spawn(io_, carry(b, a), net::detached);
    return true;
  }
  // In good faith, as far as the malice on the bytes lets one speak of it.
  void join_whoever_waits() {
    for (const auto& [desk, home] : routes) {
      if (at_desks_.contains(desk) && at_homes_.contains(home)) splice(desk, home);
    }
  }

  // All that it ever saw.
  const Malice::Loot& loot() const { return loot_; }
  Malice::Loot& loot() { return loot_; }

 private:
  using End = std::shared_ptr<MemoryStream>;
  using Ends = std::map<std::size_t, End>;

  class Line final : public wire::RpcChannel {
   public:
    Line(HostileRelay& relay, std::size_t home) : relay_(relay), home_(home) {}
    net::awaitable<Result<void>> connect(std::chrono::milliseconds) override {
      co_return Result<void>{};
    }
    net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
      co_return fail(Errc::NotFound);
    }
    wire::RpcStreamPtr stream(std::string method) override {
      const MemoryPair pair(relay_.io_.get_executor(), 64);
      if (method.ends_with("/Attach")) {
        net::co_spawn(relay_.io_, relay_.attach(pair.theirs(), home_), net::detached);
      } else {
        net::co_spawn(
            relay_.io_, relay_.admit(pair.theirs(), relay_.at_homes_, home_), net::detached
        );
      }
      return pair.ours();
    }

   private:
    HostileRelay& relay_;
    const std::size_t home_;
  };

  class Door final : public console::RelayDoor {
   public:
    Door(HostileRelay& relay, std::size_t desk) : relay_(relay), desk_(desk) {}
    net::awaitable<Result<console::Opened>> open_session(MachineId, v1::CallKind) override {
      session_ = ++relay_.sessions_;
      relay_.offer(relay_.routes[desk_], session_, false);
      co_return console::Opened{SessionId{session_}, "sixteen bytes!!!"};
    }
    net::awaitable<Result<Bytes>> machine_record(MachineId machine) override {
      co_return relay_.shows(desk_, machine);
    }
    net::awaitable<Result<void>> put_machine_record(Bytes) override { co_return Result<void>{}; }
    net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel() override { co_return new_stream(); }
    net::awaitable<Result<console::Reopened>> reopen(MachineId, SessionId session) override {
      while (!relay_.lets_resume) co_await relay_.changed_.wait();
      relay_.offer(relay_.routes[desk_], session.value, true);
      co_return console::Reopened{v1::END_REASON_UNSPECIFIED, "sixteen bytes!!!", new_stream()};
    }

   private:
    wire::RpcStreamPtr new_stream() {
      const MemoryPair pair(relay_.io_.get_executor(), 64);
      net::co_spawn(
          relay_.io_, relay_.admit(pair.theirs(), relay_.at_desks_, desk_), net::detached
      );
      return pair.ours();
    }
    HostileRelay& relay_;
    const std::size_t desk_;
    std::uint64_t session_ = 0;
  };

  net::awaitable<void> attach(End link, std::size_t home) {
    links_[home] = link;
    ends_.push_back(link);
    Result<Bytes> hello = co_await link->read();
    if (!hello) co_return;
    loot_.push_back(*hello);
    v1::RelaySays says;
    says.mutable_welcome()->set_relay_time_ms(static_cast<std::int64_t>(dice_() >> 1));
    says.mutable_welcome()->set_machine_id(kItsWords);
    Result<void> sent = co_await link->write(says.SerializeAsString());
    while (sent) {
      Result<Bytes> more = co_await link->read();
      if (!more) co_return;
      loot_.push_back(*more);
    }
  }
  net::awaitable<void> admit(End stream, Ends& waiting, std::size_t number) {
    Result<v1::JoinRequest> request = co_await wire::read_message<v1::JoinRequest>(*stream);
    if (!request) co_return;
    Result<void> let_in = co_await wire::write_message(*stream, v1::JoinReply{});
    if (!let_in) co_return;
    if (const auto before = take(waiting, number)) before->finish();
    waiting[number] = stream;
  }
  net::awaitable<void> carry(End from, End to) {
    Malice malice(dice_, loot_, malice_);
    for (;;) {
      Result<Bytes> message = co_await from->read();
      if (!message) break;
      for (Bytes& out : malice.pass(std::move(*message))) {
        Result<void> sent = co_await to->write(std::move(out));
        if (!sent) break;
      }
    }
    to->finish(Errc::PeerGone);
    from->finish(Errc::PeerGone);
  }
  net::awaitable<void> send(End to, Bytes message) {
    (void)co_await to->write(std::move(message));  // it may be gone
  }
  static End take(Ends& ends, std::size_t number) {
    const auto place = ends.find(number);
    if (place == ends.end()) return nullptr;
    const End end = place->second;
    ends.erase(place);
    return end;
  }

 public:
  static constexpr auto kItsWords = "THE RELAY SPEAKS";

 private:
  net::io_context& io_;
  Dice& dice_;
  const double malice_;
  Malice::Loot loot_;
  std::uint64_t sessions_ = 0;
  std::map<std::size_t, End> links_;
  Ends at_desks_, at_homes_;
  std::vector<End> ends_;
  wire::Signal changed_;
};

}  // namespace maintendue::test
