#include "relay/gate/agent_line.h"

#include "relay/gate/words.h"

namespace maintendue::relay {

void AgentLine::offer(SessionId session, Bytes ticket, bool resumes) {
  v1::RelaySays says;
  says.mutable_session_offer()->set_session_id(session.value);
  says.mutable_session_offer()->set_ticket(std::move(ticket));
  says.mutable_session_offer()->set_resumes(resumes);
  say(says);
}

void AgentLine::tell_roster(const Bytes& news) {
  v1::RelaySays says;
  if (says.mutable_roster()->ParseFromString(news)) say(says);
}

void AgentLine::tell_help(const HelpEntry& entry) {
  v1::RelaySays says;
  *says.mutable_help() = help_news_of(entry);
  say(says);
}

void AgentLine::come_back_in(std::chrono::milliseconds time) {
  v1::RelaySays says;
  says.set_restart_ms(static_cast<std::uint32_t>(time.count()));
  say(says);
  last_word_ = true;
}

void AgentLine::log_kept(SessionId session) {
  v1::RelaySays says;
  says.mutable_log_kept()->set_session_id(session.value);
  say(says);
}

void AgentLine::too_much_help(const HelpRequest& request) {
  v1::RelaySays says;
  *says.mutable_help() = relay::too_much_help(request);
  say(says);
}

void AgentLine::end(Errc why) {
  if (!ended_) ended_ = why;
  changed_.notify();
}

void AgentLine::say(const v1::RelaySays& message) {
  if (last_word_) return;
  if (waiting_.size() == kMostWaiting) return end(Errc::Overloaded);
  waiting_.push_back(message.SerializeAsString());
  changed_.notify();
}

net::awaitable<Result<void>> AgentLine::speak() {
  for (;;) {
    while (!waiting_.empty()) {
      Bytes next = std::move(waiting_.front());
      waiting_.pop_front();
      Result<void> said = co_await stream_->write(std::move(next));
      if (!said) co_return said;
    }
    if (last_word_) co_return Result<void>{};
    co_await changed_.wait();
  }
}

net::awaitable<Result<void>> AgentLine::ended() {
  while (!ended_) co_await changed_.wait();
  co_return fail(*ended_);
}

}  // namespace maintendue::relay
