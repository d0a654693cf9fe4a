// Who the relay may put in an operator's place, or in a PC's: a real inner TLS, and a key that is
// not the right one.
#pragma once

#include "maintendue/v1/sealed.pb.h"
#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "tunnel/sealed_tunnel.h"

namespace maintendue::test {

class Impostors {
 public:
  Impostors(net::io_context& io, ManualTimeline& timeline) : io_(io), timeline_(timeline) {}

  // Greets as a console does, brings that roster, and asks to come back, to see and to act.
  void play_operator(std::shared_ptr<MemoryStream> stream, Holder who, v1::RosterNews brings) {
    net::co_spawn(
        io_, be_operator(std::move(stream), std::move(who), std::move(brings)), net::detached
    );
  }
  // Greets as a PC does, and shows a picture of its own.
  // A twin has the right number, certified, and another key: it hears a greeting and a goodbye.
  void play_pc(
      std::shared_ptr<MemoryStream> stream, Holder who, std::uint64_t session, bool twin = false
  ) {
    net::co_spawn(io_, be_pc(std::move(stream), std::move(who), session, twin), net::detached);
  }

  static constexpr auto kFakePicture = "FAKE PICTURE";

  int came = 0;
  // What one of them was told that only the right one may hear.
  std::vector<std::string> heard;

 private:
  std::unique_ptr<tunnel::SealedTunnel> seal(
      std::shared_ptr<MemoryStream> stream, const Holder& who, seal::Role role
  ) {
    auto anybody = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint end(role, {who.key, who.chain}, anybody);
    return std::make_unique<tunnel::SealedTunnel>(std::move(stream), std::move(end));
  }

  net::awaitable<void> be_operator(
      std::shared_ptr<MemoryStream> stream, Holder who, v1::RosterNews brings
  ) {
    ++came;
    const auto tunnel = seal(stream, who, seal::Role::Client);
    Result<void> shaken = co_await tunnel->handshake(timeline_);
    v1::MachineSays theirs;
    if (shaken) {
      Result<seal::Frame> frame = co_await tunnel->read();
      if (frame) theirs.ParseFromString(frame->payload);
    }
    if (!theirs.has_greeting()) co_return stream->finish();
    v1::ConsoleSays greeting;
    greeting.mutable_greeting()->set_session_id(theirs.greeting().session_id());
    *greeting.mutable_greeting()->mutable_roster() = std::move(brings);
    greeting.mutable_greeting()->set_roster_generation(9);
    Result<void> said =
        co_await tunnel->write(seal::Channel::Control, greeting.SerializeAsString());
    v1::ConsoleSays back;
    back.mutable_come_back();
    if (said) said = co_await tunnel->write(seal::Channel::Control, back.SerializeAsString());
    for (const v1::Scope scope : {v1::SCOPE_VIEW, v1::SCOPE_CONTROL}) {
      v1::ConsoleSays ask;
      ask.set_ask(scope);
      if (said) said = co_await tunnel->write(seal::Channel::Control, ask.SerializeAsString());
    }
    if (said) said = co_await tunnel->write(seal::Channel::Rfb, "TYPED BY NOBODY");
    for (;;) {
      Result<seal::Frame> frame = co_await tunnel->read();
      if (!frame) break;
      v1::MachineSays says;
      if (frame->channel == seal::Channel::Rfb || !says.ParseFromString(frame->payload) ||
          !(says.has_goodbye() || says.has_roster())) {
        heard.push_back("by the false operator: " + says.ShortDebugString());
      }
    }
    stream->finish();
  }

  net::awaitable<void> be_pc(
      std::shared_ptr<MemoryStream> stream, Holder who, std::uint64_t session, bool twin
  ) {
    ++came;
    const auto tunnel = seal(stream, who, seal::Role::Server);
    Result<void> shaken = co_await tunnel->handshake(timeline_);
    v1::MachineSays greeting, secret, lease;
    greeting.mutable_greeting()->set_session_id(session);
    secret.set_resume_secret("sixteen bytes!!!");
    lease.mutable_lease()->set_scope(v1::SCOPE_CONTROL);
    lease.mutable_lease()->set_remaining_ms(3'600'000);
    Result<void> said = shaken;
    for (const auto& says : {greeting, secret, lease}) {
      if (said) said = co_await tunnel->write(seal::Channel::Control, says.SerializeAsString());
    }
    if (said) said = co_await tunnel->write(seal::Channel::Rfb, kFakePicture);
    while (said) {
      Result<seal::Frame> frame = co_await tunnel->read();
      if (!frame) break;
      v1::ConsoleSays says;
      says.ParseFromString(frame->payload);
      if (twin && (says.has_greeting() || says.say_case() == v1::ConsoleSays::kGoodbye)) continue;
      heard.push_back("by the false PC: " + says.ShortDebugString());
    }
    stream->finish();
  }

  net::io_context& io_;
  ManualTimeline& timeline_;
};

}  // namespace maintendue::test
