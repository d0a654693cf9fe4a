// The stage of the session tests: a PC's session, its family's desktop, and an operator at the
// other end.
#pragma once

#include <gtest/gtest.h>

#include "agent/service/session/session.h"
#include "fake_desktop.h"
#include "support/memory_stream.h"
#include "support/organisation.h"

namespace maintendue::test {

using agent::Session;

constexpr std::chrono::milliseconds kBeat{5000};

// Everything runs on one loop, by hand: settle() runs what is ready, advance() moves time.
class SessionStage : public ::testing::Test {
 protected:
  SessionStage()
      : operator_holder_(organisation_.operator_named()), machine_(organisation_.machine()) {}
  ~SessionStage() override {
    if (session_ && !ended_) session_->end(v1::END_REASON_MACHINE_LOST);
    settle();
    timeline_.advance(std::chrono::seconds{5});
    settle();
  }

  // Meets over memory: both ends of a real inner TLS, and the session running.
  void begin() {
    std::unique_ptr<tunnel::SealedTunnel> ours = tunnel_to_operator();
    agent::Meeting meeting;
    meeting.tunnel = std::move(ours);
    meeting.who.id = OperatorId{operator_holder_.id};
    meeting.who.name = "Nadia";
    meeting.who.public_key = operator_holder_.key.public_key();
    if (before_it_begins_) before_it_begins_(meeting);
    meeting.call_kind = v1::CALL_KIND_FOLLOW_UP_1;
    session_ = std::make_unique<Session>(
        io_.get_executor(), timeline_, SessionId{7}, desktop_,
        [this](SessionId, agent::News news) {
          news_.push_back(news);
          if (witness_ && !witness_->saw(news)) session_->end(v1::END_REASON_BROKEN);
        },
        Session::Settings{
            .organisation = "La Maison Numérique",
            .witness = witness_,
            .noes = noes_,
            .misses = misses_,
            .desktop_now = desktop_now_,
            .agreed_to_restart = agreed_to_restart_,
            .way_back = way_back_
        }
    );
    net::co_spawn(io_, run(std::move(meeting)), net::detached);
    net::co_spawn(io_, listen(), net::detached);
    settle();
  }

  // The PC's end of an inner connection over `pair_`; the operator's is `theirs_` from now on.
  std::unique_ptr<tunnel::SealedTunnel> tunnel_to_operator() {
    auto any = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint pc_end(seal::Role::Server, {machine_.key, machine_.chain}, any);
    seal::Endpoint console_end(
        seal::Role::Client, {operator_holder_.key, operator_holder_.chain}, any
    );
    auto ours = std::make_unique<tunnel::SealedTunnel>(pair_.ours(), std::move(pc_end));
    theirs_ = std::make_shared<tunnel::SealedTunnel>(pair_.theirs(), std::move(console_end));
    bool ready = false;
    auto shake = [&]() -> net::awaitable<void> {
      auto both = co_await (ours->handshake(timeline_) && theirs_->handshake(timeline_));
      ready = std::get<0>(both).has_value() && std::get<1>(both).has_value();
    };
    net::co_spawn(io_, shake(), net::detached);
    settle();
    EXPECT_TRUE(ready);
    return ours;
  }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  // The operator's console says every 5 s that it is still there, unless it has gone silent.
  void advance(std::chrono::milliseconds time) {
    do {
      v1::ConsoleSays beat;
      beat.mutable_still_here();
      if (!console_silent_ && theirs_) operator_says(std::move(beat));
      timeline_.advance(std::min(time, kBeat));
      settle();
      time -= std::min(time, kBeat);
    } while (time.count() > 0);
  }

  // ---- the operator ----
  void operator_says(v1::ConsoleSays says) {
    net::co_spawn(io_, send(seal::Channel::Control, says.SerializeAsString()), net::detached);
    settle();
  }
  void operator_asks(v1::Scope scope) {
    v1::ConsoleSays says;
    says.set_ask(scope);
    operator_says(std::move(says));
  }
  void operator_sends_rfb(Bytes bytes) {
    net::co_spawn(io_, send(seal::Channel::Rfb, std::move(bytes)), net::detached);
    settle();
  }

  // ---- the family ----
  template <class Message>
  std::optional<Message> next(agent::LocalLine& line) {
    std::optional<Message> message;
    auto read = [&]() -> net::awaitable<void> {
      Result<Message> got = co_await within(
          timeline_, std::chrono::milliseconds{1}, agent::read_message<Message>(line)
      );
      if (got) message = *got;
    };
    net::co_spawn(io_, read(), net::detached);
    settle();
    advance(std::chrono::milliseconds{1});
    return message;
  }
  // Comes up on the family's screen.
  pc::Question question(std::size_t window) {
    auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(window));
    EXPECT_TRUE(says && says->has_question());
    shown(window);
    return says ? says->question() : pc::Question{};
  }
  void shown(std::size_t window) {
    pc::DialogToService says;
    *says.mutable_shown() = shown_;
    (void)agent::post_message(*desktop_->windows.at(window), says);  // it may be closed by now
    settle();
  }
  void family_replies(std::size_t window, const Bytes& secret, bool yes) {
    pc::DialogToService says;
    says.mutable_reply()->set_secret(secret);
    says.mutable_reply()->set_yes(yes);
    says.mutable_reply()->set_by(pc::INPUT_CLASS_KEYBOARD);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.at(window), says));
    settle();
  }
  // View is asked and granted: window 0 was the question, window 1 is the banner, which has
  // appeared.
  void family_lets_see() {
    family_says_yes_to_view();
    banner_alive();
  }
  void family_says_yes_to_view() {
    operator_asks(v1::SCOPE_VIEW);
    family_replies(0, question(0).secret(), true);
    banner_secret_ = next<pc::ServiceToDialog>(*desktop_->windows.at(1))->banner().secret();
  }
  void family_lets_control() {
    family_lets_see();
    operator_asks(v1::SCOPE_CONTROL);
    family_replies(2, question(2).secret(), true);
  }
  void banner_alive() {
    pc::DialogToService says;
    says.mutable_alive();
    (void)agent::post_message(*desktop_->windows.at(1), says);  // it may be closed by now
    settle();
  }
  void banner_press(pc::Pressed::Button button) {
    pc::DialogToService says;
    says.mutable_pressed()->set_secret(banner_secret_);
    says.mutable_pressed()->set_button(button);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.at(1), says));
    settle();
  }
  // The last orders the screen program was given.
  pc::ScreenOrders orders() {
    std::optional<pc::ScreenOrders> last;
    while (auto more = next<pc::ScreenOrders>(*desktop_->screen_orders)) last = more;
    if (last) last_orders_ = *last;
    return last_orders_;
  }

  // ---- what came of it ----
  template <class Kind>
  int told() const {
    int count = 0;
    for (const auto& news : news_) count += std::holds_alternative<Kind>(news);
    return count;
  }
  // The last answer the operator was told of.
  v1::Answer answered() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_answer()) return says->answer();
    }
    return {};
  }
  v1::MachineSays last_said() const { return said_.empty() ? v1::MachineSays{} : said_.back(); }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  Organisation organisation_;
  Holder operator_holder_, machine_;
  MemoryPair pair_{io_.get_executor(), 64};
  std::shared_ptr<FakeDesktop> desktop_ = std::make_shared<FakeDesktop>(io_);
  std::shared_ptr<tunnel::SealedTunnel> theirs_;
  std::unique_ptr<Session> session_;
  std::optional<v1::EndReason> ended_;
  std::vector<agent::News> news_;
  std::vector<v1::MachineSays> said_;
  Bytes picture_;  // RFB bytes that reached the operator
  Bytes banner_secret_;
  pc::Shown shown_;  // what windows say of what they show
  agent::WitnessPtr witness_;
  std::function<agent::DesktopPtr()> desktop_now_;
  std::function<void(agent::Meeting&)> before_it_begins_;
  std::function<Result<void>(std::chrono::milliseconds)> agreed_to_restart_;
  std::optional<std::chrono::milliseconds> way_back_;
  std::shared_ptr<agent::Insistence> noes_;   // of sessions before this one
  std::shared_ptr<seal::CodeMisses> misses_;  // likewise
  bool console_silent_ = false;
  bool stalls_ = false;  // she takes nothing from the line any more
  pc::ScreenOrders last_orders_;

 private:
  net::awaitable<void> run(agent::Meeting meeting) {
    ended_ = co_await session_->run(std::move(meeting));
  }
  net::awaitable<void> send(seal::Channel channel, Bytes payload) {
    const auto line = theirs_;
    (void)co_await line->write(channel, std::move(payload));  // the session may be over
  }

 protected:
  net::awaitable<void> listen() {
    const auto line = theirs_;
    for (;;) {
      while (stalls_) co_await timeline_.sleep_for(std::chrono::seconds{1});
      Result<seal::Frame> frame = co_await line->read();
      if (!frame) co_return;
      if (frame->channel == seal::Channel::Rfb) {
        picture_ += frame->payload;
        continue;
      }
      v1::MachineSays says;
      says.ParseFromString(frame->payload);
      if (says.has_still_here()) continue;
      said_.push_back(says);
      if (says.has_goodbye()) line->finish();  // as a console does, once it has heard it
    }
  }
};

}  // namespace maintendue::test
