// Every method, called over real gRPC by everybody there is, in whatever standing: who is let in is
// as the table says, and the refusal says no more than who one is.
#include "walk.h"

namespace maintendue::test {
namespace {

constexpr auto kBringARoster = "/maintendue.v1.Operators/PutRoster";

STORY(RelayWalk, EveryMethodForEverybodyInEveryStandingIsAsTheTableSays) {
  co_await publish(of_everybody());
  co_await publish(newest());
  co_await two_hold(copied_);
  for (const Method* method : every_method()) {
    if (method->service()->name() == "Enrolment") continue;  // another process serves it
    for (const Caller& caller : everybody()) {
      const std::string path = path_of(*method);
      const bool let_in = has_role(caller, *method) || (caller.badge && path == kBringARoster);
      const Became became = co_await call(caller, *method, Bytes());
      if (let_in) {
        EXPECT_NE(became, caller.refusal) << caller.who << path << ": " << told(became);
      } else {
        EXPECT_EQ(became, caller.refusal) << caller.who << path << ": " << told(became);
      }
    }
  }
}

STORY(RelayWalk, NothingOfTheEnrolmentIsServedHere) {
  co_await publish(of_everybody());
  for (const Method* method : every_method()) {
    if (method->service()->name() != "Enrolment") continue;
    for (const Caller& caller : everybody()) {
      const Became became = co_await call(caller, *method, Bytes());
      const bool reaches_it = caller.refusal != Errc::RelayUnreachable;
      EXPECT_EQ(became, reaches_it ? Errc::BadMessage : caller.refusal)
          << caller.who << method->full_name() << ": " << told(became);
    }
  }
}

}  // namespace
}  // namespace maintendue::test
