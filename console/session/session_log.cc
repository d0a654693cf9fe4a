// The part of Session's story that is written down, and what the two sides show each other of it.
#include "console/session/session.h"

namespace maintendue::console {

void Session::note(v1::LogEvent event) {
  if (witness_) witness_->saw(std::move(event));
}

void Session::note_change(const SessionState& before, const v1::MachineSays& says) {
  v1::LogEvent event;
  if (says.say_case() == v1::MachineSays::kAsking) {
    event.set_asked(says.asking());
  } else if (says.has_answer()) {
    event.mutable_answered()->set_scope(says.answer().scope());
    event.mutable_answered()->set_answer(says.answer().answer());
  } else if (says.has_restart_asking()) {
    event.mutable_restart()->set_what(v1::LogRestart::ASKED);
  } else if (says.has_restart_answer()) {
    event.mutable_restart()->set_what(v1::LogRestart::ANSWERED);
    event.mutable_restart()->set_answer(says.restart_answer().answer());
  } else if (state_.scope != before.scope) {
    event.set_allowed(to_wire(state_.scope));
  } else {
    return;
  }
  note(std::move(event));
}

void Session::hear_log(v1::MachineLog log) {
  if (!witness_) return;
  if (log.has_standing()) {
    witness_->begins(std::move(*log.mutable_standing()));
    parts_.spawn(compare_logs());
  } else if (log.has_head()) {
    witness_->keep(std::move(*log.mutable_head()));
  }
}

// After our own end only this is still heard.
void Session::keep_head(const Bytes& payload) {
  v1::MachineSays says;
  const bool head = witness_ && says.ParseFromString(payload) && says.log().has_head();
  if (head) witness_->keep(std::move(*says.mutable_log()->mutable_head()));
}

// Quietly, beside the session: what is wrong with earlier ones keeps nobody from helping now.
net::awaitable<void> Session::compare_logs() {
  const std::uint32_t findings = co_await witness_->findings();
  if (findings == 0 || ending_) co_return;
  state_.log_findings = findings;
  parts_.spawn(tell());
}

// The PC has said its goodbye and waits a moment for us to hang up.
net::awaitable<Result<void>> Session::hand_over_head() {
  Result<void> said = co_await say_head();
  if (!said) co_return said;
  stream_->writes_done();
  while (!line_over_) co_await changed_.wait();
  co_return Result<void>{};
}

net::awaitable<Result<void>> Session::say_head() {
  std::optional<v1::SignedHead> head;
  if (witness_) head = witness_->close(ending_->reason);
  if (!head) co_return fail(Errc::NotFound, "there is no log");
  v1::ConsoleSays says;
  *says.mutable_log_head() = std::move(*head);
  co_return co_await tunnel_->write(seal::Channel::Control, says.SerializeAsString());
}

}  // namespace maintendue::console
