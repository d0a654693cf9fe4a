#include "relay/gate/help.h"

#include "base/log.h"
#include "relay/gate/words.h"

namespace maintendue::relay {

void HelpGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::ListHelpRequest, v1::ListHelpResponse>(
      server, "/maintendue.v1.Help/ListHelp",
      [this](wire::Caller, v1::ListHelpRequest) { return list(); }
  );
  wire::on_call<v1::AnswerHelpRequest, v1::HelpEntry>(
      server, "/maintendue.v1.Help/AnswerHelp",
      [this](wire::Caller caller, v1::AnswerHelpRequest request) {
        return answer(std::move(caller), std::move(request));
      }
  );
}

net::awaitable<Result<v1::ListHelpResponse>> HelpGate::list() {
  const Result<HelpPage> page = co_await help_.entries(clock_.wall());
  if (!page) co_return tl::unexpected(page.error());
  v1::ListHelpResponse response;
  for (const HelpEntry& entry : page->entries) *response.add_entries() = message_of(entry);
  response.set_more(page->more);
  co_return response;
}

net::awaitable<Result<v1::HelpEntry>> HelpGate::answer(
    wire::Caller caller, v1::AnswerHelpRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const MachineId machine{request.machine_id()};
  const auto hers = co_await whose_.check(caller.method, *who, machine);
  if (!hers) co_return tl::unexpected(hers.error());
  const Result<help::Answer> answer = checked(request, *who);
  if (!answer) co_return tl::unexpected(answer.error());
  const auto follows = date_from_ms(request.follows_at_ms());
  if (!follows) co_return fail(Errc::BadMessage, "it follows an answer without a date");

  // Whatever is answered between this and the next is not what she follows: the store sees that.
  const Result<HelpEntry> before = co_await help_.entry(machine, request.help_id());
  if (!before) co_return tl::unexpected(before.error());
  const bool again = before->signed_answer == request.signed_answer();
  if (!again && !help::follows(*answer, answer_to(*before))) {
    co_return fail(Errc::OutOfDate, "no later than the answer that it has");
  }
  HelpAnswer given{
      std::move(*request.mutable_signed_answer()), answer->at,
      answer->kind == v1::HELP_ANSWER_KIND_CLOSED
  };
  auto giving = help_.answer(machine, answer->help_id, std::move(given), *follows, clock_.wall());
  const Result<HelpEntry> entry = co_await std::move(giving);
  if (!entry) co_return tl::unexpected(entry.error());
  log::event(
      "relay.help", log::Level::info, "request for help answered",
      {{"machine", machine.value},
       {"help", answer->help_id},
       {"operator", who->id.value},
       {"kind", v1::HelpAnswerKind_Name(answer->kind)}}
  );
  feed_.publish(*entry);
  if (const auto link = directory_.link(machine)) link->tell_help(*entry);
  co_return message_of(*entry);
}

Result<help::Answer> HelpGate::checked(
    const v1::AnswerHelpRequest& request, const identity::Operator& who
) const {
  Result<help::Answer> answer = help::check(request.signed_answer(), roster_.book(), clock_.wall());
  if (!answer) return answer;
  if (answer->by != who.id) return fail(Errc::NotTrusted, "an answer of somebody else");
  const bool about_it =
      answer->machine.value == request.machine_id() && answer->help_id == request.help_id();
  if (!about_it) return fail(Errc::BadMessage, "an answer to another request");
  return answer;
}

// What counts no more keeps nobody's out by its date.
std::optional<help::Answer> HelpGate::answer_to(const HelpEntry& entry) const {
  Result<help::Answer> answer = help::check(entry.signed_answer, roster_.book(), clock_.wall());
  return answer ? std::optional(std::move(*answer)) : std::nullopt;
}

}  // namespace maintendue::relay
