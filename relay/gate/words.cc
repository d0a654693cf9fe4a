#include "relay/gate/words.h"

#include <algorithm>

#include "identity/names.h"
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
static_assert(static_cast<int>(EndReason::Farewell) == v1::END_REASON_FAREWELL);
static_assert(v1::EndReason_MAX == v1::END_REASON_FAREWELL);
static_assert(static_cast<int>(Farewell::NotOurs) == v1::FAREWELL_NOT_OURS);
static_assert(v1::Farewell_MAX == v1::FAREWELL_NOT_OURS);

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

bool is_language(std::string_view tag) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return (tag.size() == 2 || tag.size() == 3) && std::ranges::all_of(tag, letter);
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
  v1::Event operator()(const HelpEntry& entry) const {
    v1::Event event;
    *event.mutable_help() = message_of(entry);
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
  const FarewellSaid& said = machine.record.farewell;
  message.mutable_farewell()->set_farewell(static_cast<v1::Farewell>(said.farewell));
  message.mutable_farewell()->set_at_ms(to_unix_ms(said.at));
  message.mutable_farewell()->set_not_ours_ms(to_unix_ms(said.not_ours));
  message.set_not_ours_ms(to_unix_ms(machine.record.not_ours_heard));
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

v1::HelpEntry message_of(const HelpEntry& entry) {
  v1::HelpEntry message;
  message.set_machine_id(entry.machine.value);
  v1::HelpRequest& request = *message.mutable_request();
  request.set_help_id(entry.request.id);
  request.set_revision(entry.request.revision);
  request.set_topic(static_cast<v1::HelpTopic>(entry.request.topic));
  request.set_call_back(static_cast<v1::CallBack>(entry.request.call_back));
  request.set_language(entry.request.language);
  request.set_asked_ms(to_unix_ms(entry.request.asked));
  request.set_cancelled(entry.request.cancelled);
  message.set_received_ms(to_unix_ms(entry.received));
  message.set_signed_answer(entry.signed_answer);
  message.set_ended(entry.end != HelpEnd::None);
  message.set_changed_ms(to_unix_ms(entry.changed));
  return message;
}

v1::HelpNews help_news_of(const HelpEntry& entry) {
  v1::HelpNews news;
  news.set_help_id(entry.request.id);
  news.set_revision(entry.request.revision);
  news.set_received_ms(to_unix_ms(entry.received));
  news.set_signed_answer(entry.signed_answer);
  return news;
}

v1::HelpNews too_much_help(const HelpRequest& request) {
  v1::HelpNews news;
  news.set_help_id(request.id);
  news.set_too_many(true);
  return news;
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

Result<FarewellSaid> farewell_of(const v1::FarewellSaid& said) {
  const Result<Farewell> farewell =
      known<Farewell>(said.farewell(), v1::Farewell_MIN, v1::Farewell_MAX);
  if (!farewell) return tl::unexpected(farewell.error());
  // What a clock without a battery says is no date of ours, and no reason to turn its PC away.
  const auto date = [](std::int64_t ms) { return date_from_ms(ms).value_or(from_unix_ms(1)); };
  return FarewellSaid{*farewell, date(said.at_ms()), date(said.not_ours_ms())};
}

Result<HelpRequest> help_of(const v1::HelpRequest& request) {
  if (!identity::is_id(request.help_id())) return fail(Errc::BadMessage, "a request without an id");
  const Result<int> topic = known<int>(request.topic(), v1::HelpTopic_MIN + 1, v1::HelpTopic_MAX);
  if (!topic) return tl::unexpected(topic.error());
  const Result<int> call_back = known<int>(request.call_back(), v1::CallBack_MIN, v1::CallBack_MAX);
  if (!call_back) return tl::unexpected(call_back.error());
  if (!is_language(request.language())) return fail(Errc::BadMessage, "a language without a tag");
  const auto asked = date_from_ms(request.asked_ms());
  if (!asked) return fail(Errc::BadMessage, "a request without a date");
  return HelpRequest{
      .id = request.help_id(),
      .revision = request.revision(),
      .topic = *topic,
      .call_back = *call_back,
      .language = request.language(),
      .asked = *asked,
      .cancelled = request.cancelled(),
  };
}

}  // namespace maintendue::relay
