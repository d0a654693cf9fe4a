#include "console/help/help_desk.h"

#include <algorithm>

#include "base/log.h"
#include "base/signed_date.h"
#include "help/answer.h"
#include "identity/names.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.help";

bool names_a_request(const v1::HelpEntry& entry) {
  return identity::is_id(entry.machine_id()) && identity::is_id(entry.request().help_id());
}

bool is_about(const help::Answer& answer, const v1::HelpEntry& entry) {
  return answer.machine.value == entry.machine_id() && answer.help_id == entry.request().help_id();
}

local::v1::HelpReply reply_of(const help::Answer& answer, const roster::Roster& roster) {
  local::v1::HelpReply reply;
  reply.set_kind(answer.kind);
  reply.set_operator_id(answer.by.value);
  const roster::Member* by = roster.member(answer.by);
  if (by != nullptr) reply.set_operator_name(by->who.name);
  reply.set_at_ms(to_unix_ms(answer.at));
  if (answer.call_at) reply.set_call_at_ms(to_unix_ms(*answer.call_at));
  reply.set_outcome(answer.outcome);
  return reply;
}

}  // namespace

// What is shown as unanswered though the relay has an answer is somebody's who left, or forged.
local::v1::HelpCall HelpDesk::believed(v1::HelpEntry entry) const {
  local::v1::HelpCall call;
  if (!entry.signed_answer().empty()) {
    const roster::Book& book = team_.book();
    Result<help::Answer> answer = help::check(entry.signed_answer(), book, clock_.wall());
    if (answer && !is_about(*answer, entry)) answer = fail(Errc::NotTrusted, "another request's");
    if (answer) {
      *call.mutable_reply() = reply_of(*answer, book.roster());
    } else {
      log::event(
          kComponent, log::Level::info, "an answer to a family does not count",
          {{"machine", entry.machine_id()}, {"detail", answer.error().detail}}
      );
    }
  }
  call.set_machine_id(std::move(*entry.mutable_machine_id()));
  *call.mutable_request() = std::move(*entry.mutable_request());
  call.set_received_ms(entry.received_ms());
  call.set_ended(entry.ended());
  call.set_changed_ms(entry.changed_ms());
  return call;
}

net::awaitable<Result<local::v1::HelpQueue>> HelpDesk::list() const {
  auto listing =
      ask<v1::ListHelpResponse>(relay_, "/maintendue.v1.Help/ListHelp", v1::ListHelpRequest());
  Result<v1::ListHelpResponse> told = co_await std::move(listing);
  if (!told) co_return tl::unexpected(told.error());
  local::v1::HelpQueue queue;
  for (v1::HelpEntry& entry : *told->mutable_entries()) {
    if (names_a_request(entry)) *queue.add_calls() = believed(std::move(entry));
  }
  queue.set_more(told->more());
  co_return queue;
}

net::awaitable<Result<local::v1::HelpCall>> HelpDesk::answer(
    local::v1::AnswerHelpRequest request, identity::PrivateKey key
) const {
  Result<Bytes> answer = signed_answer(request, key);
  if (!answer) co_return tl::unexpected(answer.error());
  // To the relay one follows the answer that it has, though it may be of somebody who left.
  std::int64_t follows_ms = request.follows_at_ms();
  if (follows_ms == 0) {
    auto looking = passed_over_ms(request);
    const Result<std::int64_t> passed_over = co_await std::move(looking);
    if (!passed_over) co_return tl::unexpected(passed_over.error());
    follows_ms = *passed_over;
  }
  v1::AnswerHelpRequest put;
  put.set_machine_id(request.machine_id());
  put.set_help_id(request.help_id());
  put.set_signed_answer(std::move(*answer));
  put.set_follows_at_ms(follows_ms);
  auto putting = ask<v1::HelpEntry>(relay_, "/maintendue.v1.Help/AnswerHelp", std::move(put));
  Result<v1::HelpEntry> entry = co_await std::move(putting);
  if (!entry) co_return tl::unexpected(entry.error());
  const bool same = entry->machine_id() == request.machine_id() &&
                    entry->request().help_id() == request.help_id();
  if (!same) co_return fail(Errc::BadMessage, "the relay told of another request");
  co_return believed(std::move(*entry));
}

net::awaitable<Result<std::int64_t>> HelpDesk::passed_over_ms(
    const local::v1::AnswerHelpRequest& about
) const {
  auto listing =
      ask<v1::ListHelpResponse>(relay_, "/maintendue.v1.Help/ListHelp", v1::ListHelpRequest());
  const Result<v1::ListHelpResponse> told = co_await std::move(listing);
  if (!told) co_return tl::unexpected(told.error());
  for (const v1::HelpEntry& entry : told->entries()) {
    const bool same =
        entry.machine_id() == about.machine_id() && entry.request().help_id() == about.help_id();
    if (!same || believed(entry).has_reply()) continue;
    const Result<help::Answer> passed_over = help::content(entry.signed_answer());
    co_return passed_over ? to_unix_ms(passed_over->at) : 0;
  }
  co_return 0;
}

// Dated now, but later than the one it follows: her clock may be behind a colleague's.
Result<Bytes> HelpDesk::signed_answer(
    const local::v1::AnswerHelpRequest& request, const identity::PrivateKey& key
) const {
  const roster::Member* self = team_.book().roster().member(team_.self());
  if (self == nullptr || !help::may_answer(self->who)) {
    return fail(Errc::NotAllowed, "she is no mediator");
  }
  const auto follows = date_from_ms(request.follows_at_ms());
  const auto call_at = date_from_ms(request.call_at_ms());
  if (!follows || !call_at) return fail(Errc::BadMessage, "no date");
  const WallTime now = clock_.wall();
  help::Answer answer{
      MachineId{request.machine_id()},
      request.help_id(),
      request.kind(),
      std::max(now, *follows + 1ms),
      request.call_at_ms() == 0 ? std::nullopt : std::optional(*call_at),
      request.outcome(),
      team_.self(),
  };
  if (answer.at > now + kClocksDiffer) return fail(Errc::BadMessage, "it follows none that counts");
  if (!help::fits(answer)) return fail(Errc::BadMessage, "an answer that says nothing");
  return help::sign(answer, team_.trust(), key);
}

}  // namespace maintendue::console
