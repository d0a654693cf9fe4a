// A PC whose family asks for help, and the mediators who answer.
#pragma once

#include <gtest/gtest.h>

#include "agent/service/help/help_calls.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace pc = maintendue::local::v1;

class HelpStage : public ::testing::Test {
 protected:
  HelpStage() { restart(); }

  // The service starts anew on what lies on the disk.
  void restart() {
    calls_.reset();
    calls_ = std::make_unique<agent::HelpCalls>(timeline_, machine_, roster_, folder_.path());
  }
  pc::HelpStanding standing() const {
    return calls_->standing().value_or(pc::HelpStanding::default_instance());
  }

  // A relay that keeps it.
  v1::HelpNews keeps(const v1::HelpRequest& request) const {
    v1::HelpNews news;
    news.set_help_id(request.help_id());
    news.set_revision(request.revision());
    news.set_received_ms(to_unix_ms(timeline_.wall()));
    return news;
  }
  // Said and kept; what was said.
  v1::HelpRequest said_and_kept() {
    const auto said = calls_->to_say();
    EXPECT_TRUE(said);
    if (!said) return {};
    calls_->told(keeps(*said));
    return *said;
  }

  help::Answer answer_to(
      const v1::HelpRequest& request, v1::HelpAnswerKind kind, std::chrono::minutes later = {}
  ) const {
    help::Answer answer;
    answer.machine = MachineId{pc_.id};
    answer.help_id = request.help_id();
    answer.kind = kind;
    answer.at = timeline_.wall() + later;
    answer.by = OperatorId{nadia_.id};
    if (kind == v1::HELP_ANSWER_KIND_PLANNED) answer.call_at = answer.at + std::chrono::hours{20};
    if (kind == v1::HELP_ANSWER_KIND_CLOSED) answer.outcome = v1::HELP_OUTCOME_SOLVED;
    return answer;
  }
  Bytes signed_by(const Holder& who, const help::Answer& answer) const {
    return help::sign(answer, organisation_.trust(), who.key);
  }
  bool answered(const v1::HelpRequest& request, const Bytes& signed_answer) {
    v1::HelpNews news = keeps(request);
    news.set_signed_answer(signed_answer);
    return calls_->told(news);
  }
  // Of whoever `keep` keeps.
  template <class Keep>
  void roster_becomes(std::uint64_t version, Keep keep) {
    roster::Roster next = organisation_.roster(version);
    std::erase_if(next.members, [&](const roster::Member& member) { return !keep(member); });
    roster_.hear(organisation_.news_of(next));
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  const Organisation organisation_;
  const Holder nadia_ = organisation_.operator_named("Nadia");
  const Holder karim_ =
      organisation_.operator_named("Karim", {v1::ROLE_MEDIATOR}, "00000000000000ad");
  const Holder lea_ = organisation_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder pc_ = organisation_.machine();
  const std::shared_ptr<const agent::MachineState> machine_ =
      std::make_shared<const agent::MachineState>(
          agent::MachineState{pc_.key, pc_.chain, pc_.id, {}}
      );
  TempFolder folder_;
  TempFolder roster_folder_;
  agent::KnownRoster roster_{organisation_.book(), roster_folder_.path() / "roster", [] {}};
  std::unique_ptr<agent::HelpCalls> calls_;
};

}  // namespace maintendue::test
