// Logs of invented sessions on one PC, written as the programs write them.
#pragma once

#include "session_log/history.h"
#include "session_log/log.h"
#include "support/organisation.h"

namespace maintendue::test {

class StillClock final : public Clock {
 public:
  SteadyTime steady() const override { return SteadyTime{now_}; }
  WallTime wall() const override { return from_unix_ms(1'763'000'000'000) + now_; }
  void advance(std::chrono::milliseconds time) { now_ += time; }

 private:
  std::chrono::milliseconds now_{1000};
};

class LogScene {
 public:
  using Log = session_log::Log;

  // The PC's next session, with both its logs begun.
  void meet(std::uint64_t session) {
    ++counter_;
    about_.session = SessionId{session};
    about_.machine = MachineId{machine.id};
    about_.counter = counter_;
    about_.who = OperatorId{nadia.id};
    about_.operator_key = session_log::key_name(nadia.key.public_key());
    about_.side = v1::LOG_SIDE_MACHINE;
    about_.previous_head = previous_;
    begin(pc, about_);
    session_log::About hers = about_;
    hers.side = v1::LOG_SIDE_CONSOLE;
    hers.previous_head.clear();
    begin(console, hers);
  }
  void asks(v1::Scope scope) {
    v1::LogEvent wished, asked;
    wished.set_wished(scope);
    asked.set_asked(scope);
    write(*console, wished);
    write(*pc, asked);
    write(*console, asked);
  }
  void answers(v1::Scope scope, v1::ConsentAnswer answer) {
    v1::LogEvent event;
    v1::LogAnswer& said = *event.mutable_answered();
    said.set_scope(scope);
    said.set_answer(answer);
    write(*console, event);
    said.set_text_hash(session_log::sha256("Nadia souhaite voir votre écran"));
    said.set_language("fr");
    said.set_device(v1::ANSWER_DEVICE_POINTER);
    said.set_operator_key(about_.operator_key);
    write(*pc, event);
  }
  void allows(v1::Scope scope) {
    v1::LogEvent event, screen;
    event.set_allowed(scope);
    write(*pc, event);
    write(*console, event);
    screen.mutable_screen()->set_shown(scope != v1::SCOPE_UNSPECIFIED);
    write(*pc, screen);
  }
  void family_lets_see() {
    asks(v1::SCOPE_VIEW);
    answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    allows(v1::SCOPE_VIEW);
  }
  void ends(v1::EndReason why = v1::END_REASON_OPERATOR) {
    clock.advance(std::chrono::milliseconds{70});
    pc->end(why, clock);
    console->end(why, clock);
  }

  v1::SignedHead pc_head() const { return signed_by(*pc, machine); }
  v1::SignedHead console_head() const { return signed_by(*console, nadia); }
  v1::SessionLog pc_log() const { return session_log::whole(pc->chain(), pc_head()); }
  v1::SessionLog console_log() const {
    return session_log::whole(console->chain(), console_head());
  }

  // A whole session, and what the relay keeps of it.
  v1::StoredLogs session(std::uint64_t id) {
    meet(id);
    family_lets_see();
    ends();
    v1::StoredLogs logs;
    logs.set_session_id(id);
    const v1::SessionLog mine = pc_log();
    logs.set_machine_log(mine.SerializeAsString());
    logs.set_console_log(console_log().SerializeAsString());
    previous_ = session_log::name_of(mine.head());
    return logs;
  }
  session_log::Finding look(const v1::StoredLogs& logs) const {
    return session_log::look_at(MachineId{machine.id}, logs, v1::END_REASON_OPERATOR, trust);
  }
  auto check_pc(const v1::SessionLog& log) const {
    return session_log::check_log(
        log.SerializeAsString(), v1::LOG_SIDE_MACHINE, MachineId{machine.id}, about_.session, trust
    );
  }
  auto check_console(const v1::SessionLog& log) const {
    return session_log::check_log(
        log.SerializeAsString(), v1::LOG_SIDE_CONSOLE, MachineId{machine.id}, about_.session, trust
    );
  }

  // The disk of the PC was put back to an earlier day.
  void set_back_to(std::uint64_t counter) { counter_ = counter; }

  Organisation organisation;
  identity::Trust trust = organisation.trust();
  Holder machine = organisation.machine();
  Holder nadia = organisation.operator_named();
  StillClock clock;
  std::optional<Log> pc, console;

  void write(Log& log, const v1::LogEvent& event) {
    clock.advance(std::chrono::milliseconds{20});
    log.write(event, clock);
  }

 private:
  void begin(std::optional<Log>& log, const session_log::About& about) {
    log.emplace(about, clock.steady());
    log->begin(v1::CALL_KIND_FOLLOW_UP_1, "0.1.0", clock);
  }
  v1::SignedHead signed_by(const Log& log, const Holder& who) const {
    return session_log::sign_head(
        log.about(), log.chain(), false, clock.wall(), who.key, who.chain
    );
  }

  session_log::About about_;
  std::uint64_t counter_ = 0;
  Bytes previous_;
};

}  // namespace maintendue::test
