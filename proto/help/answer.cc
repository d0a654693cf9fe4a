#include "help/answer.h"

#include <cassert>

#include "base/signed_date.h"
#include "identity/names.h"
#include "identity/roles.h"

namespace maintendue::help {
namespace {

constexpr std::string_view kWords = "maintendue help answer";
constexpr std::size_t kLongest = 512;

Result<v1::SignedHelpAnswer> parse(BytesView bytes) {
  v1::SignedHelpAnswer outer;
  if (bytes.empty() || bytes.size() > kLongest ||
      !outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Errc::BadMessage, "not an answer to a request for help");
  }
  return outer;
}

Result<Answer> from_wire(const v1::HelpAnswer& in, const std::string& by) {
  const auto at = date_from_ms(in.at_ms());
  const auto call_at = date_from_ms(in.call_at_ms());
  if (!at || !call_at) return fail(Errc::BadMessage, "an answer without a date");
  Answer answer{
      MachineId{in.machine_id()},
      in.help_id(),
      in.kind(),
      *at,
      in.call_at_ms() == 0 ? std::nullopt : std::optional(*call_at),
      in.outcome(),
      OperatorId{by},
  };
  if (!fits(answer)) return fail(Errc::BadMessage, "an answer that says nothing");
  return answer;
}

}  // namespace

bool may_answer(const identity::Operator& who) { return identity::is_mediator(who); }

bool fits(const Answer& answer) {
  const bool ids = identity::is_id(answer.machine.value) && identity::is_id(answer.help_id) &&
                   identity::is_id(answer.by.value);
  if (!ids) return false;
  const bool no_outcome = answer.outcome == v1::HELP_OUTCOME_UNSPECIFIED;
  switch (answer.kind) {
    case v1::HELP_ANSWER_KIND_TAKEN:
      return !answer.call_at && no_outcome;
    case v1::HELP_ANSWER_KIND_PLANNED:
      return answer.call_at && no_outcome && *answer.call_at > answer.at &&
             *answer.call_at <= answer.at + kFarthestCall;
    case v1::HELP_ANSWER_KIND_CLOSED:
      return !answer.call_at && !no_outcome && v1::HelpOutcome_IsValid(answer.outcome);
    default:
      return false;
  }
}

Bytes sign(const Answer& answer, const identity::Trust& trust, const identity::PrivateKey& key) {
  assert(fits(answer));
  v1::HelpAnswer inner;
  inner.set_organisation_key_hash(trust.key_hash());
  inner.set_machine_id(answer.machine.value);
  inner.set_help_id(answer.help_id);
  inner.set_kind(answer.kind);
  inner.set_at_ms(to_unix_ms(answer.at));
  if (answer.call_at) inner.set_call_at_ms(to_unix_ms(*answer.call_at));
  inner.set_outcome(answer.outcome);
  v1::SignedHelpAnswer out;
  out.set_answer(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kWords, out.answer())));
  out.set_operator_id(answer.by.value);
  return out.SerializeAsString();
}

Result<Answer> check(BytesView signed_answer, const roster::Book& book, WallTime now) {
  const Result<v1::SignedHelpAnswer> outer = parse(signed_answer);
  if (!outer) return fail(Errc::NotTrusted, outer.error().detail);
  const OperatorId by{outer->operator_id()};
  const roster::Member* signer = book.empty() ? nullptr : book.roster().member(by);
  if (signer == nullptr) return fail(Errc::NotTrusted, "an answer of nobody we know");
  const auto still = book.recognise({by, signer->who.public_key}, now);
  if (!still) return tl::unexpected(still.error());
  if (!may_answer(*still)) return fail(Errc::NotTrusted, "an answer of a role without a say");
  const Bytes words = identity::signed_bytes(kWords, outer->answer());
  if (!identity::verifies(signer->who.public_key, words, outer->signature())) {
    return fail(Errc::NotTrusted, "an answer whose signature is wrong");
  }
  v1::HelpAnswer inner;
  if (!inner.ParseFromString(outer->answer()) ||
      inner.organisation_key_hash() != book.trust().key_hash()) {
    return fail(Errc::NotTrusted, "an answer of another organisation");
  }
  Result<Answer> answer = from_wire(inner, by.value);
  if (!answer) return fail(Errc::NotTrusted, answer.error().detail);
  // A date far ahead could not be followed by anything for as long.
  if (answer->at > now + kClocksDiffer) return fail(Errc::NotTrusted, "an answer of tomorrow");
  return answer;
}

Result<Answer> content(BytesView signed_answer) {
  const Result<v1::SignedHelpAnswer> outer = parse(signed_answer);
  if (!outer) return tl::unexpected(outer.error());
  v1::HelpAnswer inner;
  if (!inner.ParseFromString(outer->answer())) {
    return fail(Errc::BadMessage, "not an answer to a request for help");
  }
  return from_wire(inner, outer->operator_id());
}

bool follows(const Answer& next, const std::optional<Answer>& before) {
  if (!before) return true;
  return next.machine == before->machine && next.help_id == before->help_id &&
         next.at > before->at && before->kind != v1::HELP_ANSWER_KIND_CLOSED;
}

}  // namespace maintendue::help
