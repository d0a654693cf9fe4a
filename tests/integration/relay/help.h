// What mediators answer to families, as they sign it.
#pragma once

#include "help/answer.h"
#include "identity/names.h"
#include "maintendue/v1/help.pb.h"
#include "tests/support/organisation.h"

namespace maintendue::test {

// She sees to it, from now on.
inline help::Answer taken(const Holder& by, std::string machine, std::string help_id) {
  help::Answer answer;
  answer.machine = MachineId{std::move(machine)};
  answer.help_id = std::move(help_id);
  answer.kind = v1::HELP_ANSWER_KIND_TAKEN;
  answer.at = from_unix_ms(to_unix_ms(std::chrono::system_clock::now()));
  answer.by = OperatorId{by.id};
  return answer;
}

// Its signed form, as it is given to the relay by whoever has seen the answer of that date.
inline v1::AnswerHelpRequest giving(
    const help::Answer& answer, Bytes signed_answer, WallTime follows = {}
) {
  v1::AnswerHelpRequest request;
  request.set_machine_id(answer.machine.value);
  request.set_help_id(answer.help_id);
  request.set_signed_answer(std::move(signed_answer));
  request.set_follows_at_ms(to_unix_ms(follows));
  return request;
}

}  // namespace maintendue::test
