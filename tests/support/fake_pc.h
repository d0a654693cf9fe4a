// The PC at the other end of a console's tunnel: a real inner TLS server that follows a script.
#pragma once

#include <vector>

#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "seal/spoken_code.h"
#include "support/organisation.h"
#include "tunnel/sealed_tunnel.h"

namespace maintendue::test {

class FakePc {
 public:
  FakePc(net::io_context& io, wire::Timeline& timeline, wire::RpcStreamPtr stream, Holder holder)
      : io_(io), timeline_(timeline), stream_(std::move(stream)), holder_(std::move(holder)) {}

  // Comes to the tunnel (the relay's JoinReply is played here too), shakes hands, greets with that
  // session's number, then listens until the stream ends.
  void come(std::uint64_t session) { net::co_spawn(io_, live(session), net::detached); }

  void say(v1::MachineSays says) {
    net::co_spawn(io_, send(seal::Channel::Control, says.SerializeAsString()), net::detached);
  }
  void show(Bytes rfb) {
    net::co_spawn(io_, send(seal::Channel::Rfb, std::move(rfb)), net::detached);
  }
  // In a new session: comes as above, and gives this secret. In one that was cut: what it answers
  // to whoever takes it up.
  void gives(Bytes secret) {
    v1::MachineSays says;
    says.set_resume_secret(std::move(secret));
    say(std::move(says));
  }
  void is_taken_up(v1::TakenUp with) { taken_up_ = std::move(with); }
  void asks(v1::Scope scope) {
    v1::MachineSays says;
    says.set_asking(scope);
    say(std::move(says));
  }
  void answers(v1::Scope scope, v1::ConsentAnswer answer) {
    v1::MachineSays says;
    says.mutable_answer()->set_scope(scope);
    says.mutable_answer()->set_answer(answer);
    say(std::move(says));
  }
  void allows(v1::Scope scope, std::chrono::milliseconds remaining) {
    v1::MachineSays says;
    says.mutable_lease()->set_scope(scope);
    says.mutable_lease()->set_remaining_ms(static_cast<std::uint32_t>(remaining.count()));
    say(std::move(says));
  }
  void is_still_here() {
    v1::MachineSays says;
    says.mutable_still_here();
    say(std::move(says));
  }
  void says_goodbye(v1::EndReason why) {
    v1::MachineSays says;
    says.set_goodbye(why);
    say(std::move(says));
  }
  void hangs_up() { stream_->finish(); }

  // Of its line; only once it has greeted.
  Bytes exported() const { return *tunnel_->exported(seal::kCodeLabel); }
  const v1::JoinRequest& join() const { return join_; }
  // How often the console said that it is still there.
  std::size_t beats() const { return beats_; }
  const std::vector<v1::ConsoleSays>& heard() const { return heard_; }
  const Bytes& input() const { return input_; }
  std::optional<v1::EndReason> goodbye() const {
    for (const auto& says : heard_) {
      if (says.say_case() == v1::ConsoleSays::kGoodbye) return says.goodbye();
    }
    return std::nullopt;
  }
  std::vector<v1::Scope> asked() const {
    std::vector<v1::Scope> scopes;
    for (const auto& says : heard_) {
      if (says.say_case() == v1::ConsoleSays::kAsk) scopes.push_back(says.ask());
    }
    return scopes;
  }
  std::size_t frames_sent() const { return frames_sent_; }
  // A PC whose line is dead without being cut hears the goodbye and does not end its side.
  void plays_dead() { dead_ = true; }

 private:
  net::awaitable<void> live(std::uint64_t session) {
    Result<v1::JoinRequest> join = co_await wire::read_message<v1::JoinRequest>(*stream_);
    if (!join) co_return;
    join_ = *join;
    (void)co_await wire::write_message(*stream_, v1::JoinReply{});
    auto anybody = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint end(seal::Role::Server, {holder_.key, holder_.chain}, anybody);
    tunnel_ = std::make_unique<tunnel::SealedTunnel>(stream_, std::move(end));
    Result<void> shaken = co_await tunnel_->handshake(timeline_);
    if (!shaken) co_return stream_->finish();
    if (!taken_up_) {
      v1::MachineSays greeting;
      greeting.mutable_greeting()->set_session_id(session);
      co_await send(seal::Channel::Control, greeting.SerializeAsString());
    }
    for (;;) {
      Result<seal::Frame> frame = co_await tunnel_->read();
      if (!frame) break;
      if (frame->channel == seal::Channel::Rfb) {
        input_ += frame->payload;
      } else {
        v1::ConsoleSays says;
        if (!says.ParseFromString(frame->payload)) continue;
        if (says.has_still_here()) {
          ++beats_;
        } else {
          heard_.push_back(says);
          if (says.has_take_up() && taken_up_) co_await answer_take_up();
        }
      }
    }
    if (!dead_) stream_->finish();
  }

  net::awaitable<void> answer_take_up() {
    v1::MachineSays says;
    *says.mutable_taken_up() = *taken_up_;
    co_await send(seal::Channel::Control, says.SerializeAsString());
  }

  net::awaitable<void> send(seal::Channel channel, Bytes payload) {
    if (!tunnel_) co_return;  // it never came that far
    Result<void> sent = co_await tunnel_->write(channel, std::move(payload));
    if (sent) ++frames_sent_;
  }

  net::io_context& io_;
  wire::Timeline& timeline_;
  const wire::RpcStreamPtr stream_;
  const Holder holder_;
  std::unique_ptr<tunnel::SealedTunnel> tunnel_;
  std::optional<v1::TakenUp> taken_up_;
  v1::JoinRequest join_;
  std::vector<v1::ConsoleSays> heard_;
  Bytes input_;
  std::size_t frames_sent_ = 0;
  std::size_t beats_ = 0;
  bool dead_ = false;
};

}  // namespace maintendue::test
