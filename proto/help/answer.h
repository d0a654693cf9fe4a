// What a mediator answered to a family's request for help, signed by herself. A plain value, and
// its signed form (help.proto).
#pragma once

#include <optional>

#include "maintendue/v1/help.pb.h"
#include "roster/book.h"

namespace maintendue::help {

// An appointment lies at most so far ahead of the answer that makes it.
constexpr std::chrono::hours kFarthestCall{60 * 24};

struct Answer {
  MachineId machine;
  std::string help_id;
  v1::HelpAnswerKind kind = v1::HELP_ANSWER_KIND_UNSPECIFIED;
  WallTime at{};
  std::optional<WallTime> call_at{};                       // PLANNED has one
  v1::HelpOutcome outcome = v1::HELP_OUTCOME_UNSPECIFIED;  // CLOSED has one
  OperatorId by;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// Whether she may answer families: a mediator.
bool may_answer(const identity::Operator& who);
// Whether it says something: ids, what its kind wants and nothing else, a call later than the
// answer and at most kFarthestCall behind it.
bool fits(const Answer& answer);

// A serialized v1::SignedHelpAnswer, by the key of `answer.by`. It fits (asserted).
Bytes sign(const Answer& answer, const identity::Trust& trust, const identity::PrivateKey& key);
// The answer, when it counts at `now`: the newest roster names its signer with that very key as a
// mediator, nobody has suspended her, and it is not dated more than a day ahead. NotTrusted
// otherwise.
Result<Answer> check(BytesView signed_answer, const roster::Book& book, WallTime now);
// What it says, whoever signed it: for one that counted when it was kept. BadMessage when it says
// nothing.
Result<Answer> content(BytesView signed_answer);
// Whether `next` may stand in place of `before`, which counted: about the same request, later, and
// that one was not the last.
bool follows(const Answer& next, const std::optional<Answer>& before);

}  // namespace maintendue::help
