#include "relay/gate/words.h"

#include "relay/server/safe_text.h"

namespace maintendue::relay {
namespace {

// Our enums carry the contract's numbers (as do the tables), so that a translation is a range
// check.
static_assert(static_cast<int>(CallKind::Setup) == v1::CALL_KIND_SETUP);
static_assert(static_cast<int>(CallKind::OpenHours) == v1::CALL_KIND_OPEN_HOURS);
static_assert(static_cast<int>(Scope::View) == v1::SCOPE_VIEW);
static_assert(static_cast<int>(Scope::Control) == v1::SCOPE_CONTROL);
static_assert(static_cast<int>(Consent::Granted) == v1::CONSENT_ANSWER_GRANTED);
static_assert(static_cast<int>(Consent::Unanswered) == v1::CONSENT_ANSWER_UNANSWERED);
static_assert(static_cast<int>(EndReason::Operator) == v1::END_REASON_OPERATOR);
static_assert(static_cast<int>(EndReason::RelayLost) == v1::END_REASON_RELAY_LOST);
static_assert(static_cast<int>(EndReason::OperatorRemoved) == v1::END_REASON_OPERATOR_REMOVED);
static_assert(v1::CallKind_MAX == v1::CALL_KIND_OPEN_HOURS);
static_assert(static_cast<int>(EndReason::NotResumed) == v1::END_REASON_NOT_RESUMED);
static_assert(static_cast<int>(Part::Network) == v1::MachinePart_MAX);
static_assert(static_cast<int>(RepairKind::OtherPc) == v1::RepairKind_MAX);
static_assert(static_cast<int>(EndReason::PersonChanged) == v1::END_REASON_PERSON_CHANGED);
static_assert(static_cast<int>(EndReason::Restarting) == v1::END_REASON_RESTARTING);
static_assert(v1::EndReason_MAX == v1::END_REASON_RESTARTING);

// proto3 lets any number through: unknown ones are refused here.
template <class Ours, class Theirs>
Result<Ours> known(Theirs value, int first, int last) {
  const int number = static_cast<int>(value);
  if (number < first || number > last) return fail(Errc::BadMessage, "a word nobody knows");
  return static_cast<Ours>(number);
}

// A question or an answer is about seeing or about the mouse, never about nothing.
Result<Scope> asked_scope(v1::Scope scope) {
  return known<Scope>(scope, v1::SCOPE_VIEW, v1::Scope_MAX);
}

Result<News> answered(const v1::Answered& news) {
  const Result<Scope> scope = asked_scope(news.scope());
  if (!scope) return tl::unexpected(scope.error());
  const Result<Consent> consent =
      known<Consent>(news.answer(), v1::CONSENT_ANSWER_GRANTED, v1::ConsentAnswer_MAX);
  if (!consent) return tl::unexpected(consent.error());
  return Answered{*scope, *consent};
}

v1::MachineHolder message_of(const Holder& holder, const Parts& usual) {
  v1::MachineHolder message;
  message.set_holder(static_cast<std::uint32_t>(holder.number));
  message.set_hostname(holder.hostname);
  message.set_accepted(holder.standing == Holder::Standing::Accepted);
  message.set_first_seen_ms(to_unix_ms(holder.first_seen));
  message.set_last_seen_ms(to_unix_ms(holder.last_seen));
  for (const Part part : differing(usual, holder.parts)) {
    message.add_other_parts(static_cast<v1::MachinePart>(part));
  }
  return message;
}

v1::MachineRepair message_of(const Repair& repair) {
  v1::MachineRepair message;
  message.set_kind(static_cast<v1::RepairKind>(repair.kind));
  message.set_holder(static_cast<std::uint32_t>(repair.holder));
  message.set_operator_id(repair.by.value);
  message.set_operator_name(repair.operator_name);
  message.set_at_ms(to_unix_ms(repair.at));
  return message;
}

struct AsEvent {
  v1::Event operator()(const MachineView& machine) const {
    v1::Event event;
    *event.mutable_machine() = message_of(machine);
    return event;
  }
  v1::Event operator()(const SessionRecord& record) const {
    v1::Event event;
    *event.mutable_session() = message_of(record);
    return event;
  }
  v1::Event operator()(RosterChanged) const {
    v1::Event event;
    event.mutable_roster();
    return event;
  }
};

}  // namespace

v1::Machine message_of(const MachineView& machine) {
  v1::Machine message;
  message.set_machine_id(machine.record.id.value);
  message.set_hostname(machine.record.hostname);
  message.set_operating_system(machine.record.operating_system);
  message.set_agent_version(machine.record.agent_version);
  message.set_online(machine.online);
  message.set_last_seen_ms(to_unix_ms(machine.record.last_seen));
  message.set_first_seen_ms(to_unix_ms(machine.record.first_seen));
  message.set_desktop_present(machine.desktop_present);
  message.set_live_session_id(machine.live_session.value);
  message.set_quarantined(machine.record.quarantined());
  for (const Holder& holder : machine.record.holders) {
    *message.add_holders() = message_of(holder, machine.record.holders.front().parts);
    message.mutable_holders()->rbegin()->set_here(holder.number == machine.holder_here);
  }
  for (const Repair& repair : machine.record.repairs) {
    *message.add_repairs() = message_of(repair);
  }
  message.set_revoked(machine.revoked);
  message.set_mediator_operator_id(machine.record.mediator.value);
  message.set_support_until_ms(to_unix_ms(machine.record.support_until));
  message.set_signed_record(machine.record.signed_record);
  return message;
}

v1::SessionRecord message_of(const SessionRecord& record) {
  v1::SessionRecord message;
  message.set_session_id(record.id.value);
  message.set_machine_id(record.machine.value);
  message.set_operator_id(record.opened_by.value);
  message.set_operator_name(record.operator_name);
  message.set_call_kind(static_cast<v1::CallKind>(record.call));
  message.set_opened_ms(to_unix_ms(record.opened));
  message.set_ended_ms(to_unix_ms(record.ended));
  message.set_view_answer(static_cast<v1::ConsentAnswer>(record.view));
  message.set_control_answer(static_cast<v1::ConsentAnswer>(record.control));
  message.set_widest_scope(static_cast<v1::Scope>(record.widest));
  message.set_viewed_from_ms(to_unix_ms(record.viewed_from));
  message.set_end_reason(static_cast<v1::EndReason>(record.reason));
  return message;
}

v1::ListCallsResponse message_of(const FollowUp& follow_up) {
  v1::ListCallsResponse message;
  for (const CallSummary& call : follow_up.calls) {
    v1::Call& one = *message.add_calls();
    one.set_kind(static_cast<v1::CallKind>(call.kind));
    one.set_sessions_opened(static_cast<std::uint32_t>(call.opened));
    one.set_sessions_seen(static_cast<std::uint32_t>(call.seen));
    one.set_last_session_ms(to_unix_ms(call.last));
  }
  message.set_proposed(static_cast<v1::CallKind>(follow_up.proposed));
  return message;
}

v1::Event message_of(const Change& change) { return std::visit(AsEvent{}, change); }

Result<CallKind> call_kind_of(v1::CallKind kind) {
  return known<CallKind>(kind, v1::CALL_KIND_SETUP, v1::CallKind_MAX);
}

Result<RepairKind> repair_kind_of(v1::RepairKind kind) {
  return known<RepairKind>(kind, v1::REPAIR_KIND_SAME_PC, v1::RepairKind_MAX);
}

Result<Arrival> arrival_of(const v1::AgentHello& hello) {
  const auto is_part = [](const Bytes& part) { return part.empty() || part.size() == kPartBytes; };
  const bool fits = (hello.step().empty() || hello.step().size() == kStepBytes) &&
                    is_part(hello.board()) && is_part(hello.disk()) && is_part(hello.network());
  if (!fits) return fail(Errc::BadMessage, "a step or a part of a wrong length");
  const Parts parts{hello.board(), hello.disk(), hello.network()};
  return Arrival{hello.step(), parts, safe_text(hello.hostname())};
}

Result<News> news_of(const v1::SessionNews& news) {
  switch (news.news_case()) {
    case v1::SessionNews::kAsked:
      return asked_scope(news.asked()).map([](Scope scope) { return News{Asked{scope}}; });
    case v1::SessionNews::kAnswered:
      return answered(news.answered());
    case v1::SessionNews::kScope:
      return known<Scope>(news.scope(), v1::SCOPE_UNSPECIFIED, v1::Scope_MAX).map([](Scope scope) {
        return News{Allowed{scope}};
      });
    case v1::SessionNews::kEnded:
      if (!v1::EndReason_IsValid(news.ended())) break;
      return known<EndReason>(news.ended(), v1::END_REASON_OPERATOR, v1::EndReason_MAX)
          .map([](EndReason reason) { return News{Ended{reason}}; });
    case v1::SessionNews::NEWS_NOT_SET:
      break;
  }
  return fail(Errc::BadMessage, "news of nothing");
}

}  // namespace maintendue::relay
