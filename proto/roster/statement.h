// What an operator states about the roster with her own key.
#pragma once

#include <variant>

#include "maintendue/v1/roster.pb.h"
#include "roster/roster.h"

namespace maintendue::roster {

// She knows no newer one.
struct NewestKnown {
  Edition edition;
};
struct Suspension {
  OperatorId whom;
};

// That this roster, which has ended, goes on for mediators and support: the deputy's to say.
struct Extension {
  Edition edition;
};

struct Statement {
  OperatorId by;
  WallTime at;
  std::variant<NewestKnown, Suspension, Extension> what;
};

v1::SignedStatement sign_statement(
    const Statement& statement, const identity::Trust& trust, const identity::PrivateKey& key
);
// The statement, when a member of this roster signed it. NotTrusted otherwise.
Result<Statement> check_statement(
    const v1::SignedStatement& signed_statement, const identity::Trust& trust, const Roster& roster
);

}  // namespace maintendue::roster
