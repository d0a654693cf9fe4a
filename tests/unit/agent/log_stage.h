// The stage of the session tests with the session's log written down on a disk.
#pragma once

#include <filesystem>

#include "agent/service/session_log/session_logs.h"
#include "maintendue/v1/agent_link.pb.h"
#include "session_log/checks.h"
#include "session_stage.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using agent::SessionLogs;

class LoggedSession : public SessionStage {
 protected:
  LoggedSession() {
    shown_.set_text_hash(Bytes(32, 'h'));
    shown_.set_language("fr");
    timeline_.set_wall(from_unix_ms(1'763'000'000'000));
    logs_ = open(place_);
    before_it_begins_ = [this](agent::Meeting& meeting) { write_down(meeting); };
  }
  ~LoggedSession() override {
    if (session_ && !ended_) session_->end(v1::END_REASON_MACHINE_LOST);
    advance(5s);
    session_.reset();
    witness_.reset();
  }

  std::unique_ptr<SessionLogs> open(const fs::path& place) {
    const auto floor = from_unix_ms(1'762'900'000'000);
    const auto machine = std::make_shared<agent::MachineState>(
        agent::MachineState{machine_.key, machine_.chain, machine_.id, floor}
    );
    return std::make_unique<SessionLogs>(timeline_, machine, place, [this] { ++closed_; });
  }
  void write_down(agent::Meeting& meeting) {
    auto witness = logs_->begin(SessionId{7}, meeting.who, meeting.call_kind);
    ASSERT_TRUE(witness) << witness.error().detail;
    witness_ = std::move(*witness);
  }
  // The session is over, and nobody writes its log any more.
  void finish(v1::EndReason why = v1::END_REASON_OPERATOR) {
    session_->end(why);
    settle();
    advance(3s);
    session_.reset();
    witness_.reset();
  }
  // One more session that is held and comes to nothing.
  void hold(std::uint64_t id) {
    identity::Operator nadia;
    nadia.id = OperatorId{operator_holder_.id};
    nadia.public_key = operator_holder_.key.public_key();
    auto witness = logs_->begin(SessionId{id}, nadia, v1::CALL_KIND_SETUP);
    ASSERT_TRUE(witness);
    ASSERT_TRUE((*witness)->close(v1::END_REASON_NEVER_ALLOWED));
  }
  // The log of a delivery to the relay, if there is one to be had and if it holds.
  std::optional<session_log::CheckedLog> given(SessionLogs& logs) {
    const std::optional<Bytes> bytes = logs.to_give();
    v1::AgentSays says;
    if (!bytes || !says.ParseFromString(*bytes)) return std::nullopt;
    auto checked = session_log::check_log(
        says.session_log().log(), v1::LOG_SIDE_MACHINE, MachineId{machine_.id},
        SessionId{says.session_log().session_id()}, organisation_.trust()
    );
    EXPECT_TRUE(checked);
    if (!checked) return std::nullopt;
    return std::move(*checked);
  }
  static std::vector<v1::LogEvent> of_kind(
      const session_log::CheckedLog& log, v1::LogEvent::EventCase kind
  ) {
    std::vector<v1::LogEvent> found;
    for (const v1::LogEvent& event : log.events) {
      if (event.event_case() == kind) found.push_back(event);
    }
    return found;
  }
  // As the disk is at this moment, on a PC whose power is cut at this moment.
  std::unique_ptr<SessionLogs> after_a_crash() {
    const fs::path copy = temp_.path() / ("crash" + std::to_string(++crashes_));
    fs::copy(place_, copy);
    return open(copy);
  }
  v1::MachineLog said(bool head) const {
    for (const v1::MachineSays& says : said_) {
      if (says.has_log() && says.log().has_head() == head) return says.log();
    }
    return {};
  }

  TempFolder temp_;
  fs::path place_ = temp_.path() / "log";
  std::unique_ptr<SessionLogs> logs_;
  int closed_ = 0;
  int crashes_ = 0;
};

}  // namespace maintendue::test
