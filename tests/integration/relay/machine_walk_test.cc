// Every method about a machine or a session of one, for everybody, in every state of the machine:
// who is let in is as its declaration says.
#include "machine_walk.h"

namespace maintendue::test {
namespace {

STORY(MachineWalk, AMachineIsCalledInNoStateButItsDeclaredOnes) {
  co_await begin();
  const auto methods = methods_about(v1::ABOUT_MACHINE_TO_CALL);
  EXPECT_FALSE(methods.empty());
  for (const Method* method : methods) {
    for (const Caller& caller : everybody()) {
      for (const State& state : states()) {
        Bytes answer;
        Bytes request = request_about(*method, state.id, caller.holder);
        const Became became = co_await call(caller, *method, std::move(request), &answer);
        const Became expected = has_role(caller, *method) ? state.called : caller.refusal;
        EXPECT_EQ(became, expected)
            << caller.who << " · " << method->name() << " · " << state.what << ": " << told(became);
        MachineGuest& guest = state.id == pc_.id ? here_ : here_verified_;
        if (!became) co_await end_session(guest, std::move(answer));
      }
    }
  }
}

STORY(MachineWalk, WhatIsDeclaredForEveryStateIsTheSameInEach) {
  co_await begin();
  auto methods = methods_about(v1::ABOUT_MACHINE);
  const auto of_hers = methods_about(v1::ABOUT_MACHINE_OF_HERS);
  EXPECT_FALSE(methods.empty() || of_hers.empty());
  methods.insert(methods.end(), of_hers.begin(), of_hers.end());
  for (const Method* method : methods) {
    for (const Caller& caller : everybody()) {
      for (const State& state : states()) {
        if (state.called == Errc::NotFound) continue;  // of which there is nothing to tell
        Bytes request = request_about(*method, state.id, caller.holder);
        const Became became = co_await call(caller, *method, std::move(request));
        if (!has_role(caller, *method)) {
          EXPECT_EQ(became, caller.refusal) << caller.who << " · " << method->name();
          continue;
        }
        if (!became) went_well(state.id);
        const bool is_asked_of_a_holder = method->name() == "RepairMachine";
        const Became expected = is_asked_of_a_holder ? Became(Errc::NotFound) : std::nullopt;
        EXPECT_EQ(became, expected)
            << caller.who << " · " << method->name() << " · " << state.what << ": " << told(became);
      }
    }
  }
}

STORY(MachineWalk, ASessionIsItsTwoSidesAlone) {
  co_await begin();
  const Joined joined = co_await join_on_pc();
  const auto methods = methods_about(v1::ABOUT_OWN_SESSION);
  EXPECT_FALSE(methods.empty());
  for (const Method* method : methods) {
    google::protobuf::DynamicMessageFactory factory;
    const std::unique_ptr<google::protobuf::Message> request(
        factory.GetPrototype(method->input_type())->New()
    );
    const auto* session = method->input_type()->FindFieldByName("session_id");
    EXPECT_NE(session, nullptr) << method->name() << " is about a session, and does not say which";
    if (session == nullptr) continue;
    request->GetReflection()->SetUInt64(request.get(), session, joined.session);
    if (const auto* log = method->input_type()->FindFieldByName("log")) {
      request->GetReflection()->SetString(request.get(), log, "a log");
    }
    for (const Caller& caller : everybody()) {
      Bytes bytes = request->SerializeAsString();
      const Became became = co_await call(caller, *method, std::move(bytes));
      const bool is_hers = caller.holder.id == site_.nadia().id && caller.roles == "m";
      const bool is_its = caller.holder.id == pc_.id;
      const std::string cell =
          std::string(caller.who) + " · " + method->name() + ": " + told(became);
      if (!has_role(caller, *method)) {
        EXPECT_EQ(became, caller.refusal) << cell;
      } else if (is_hers || is_its) {
        EXPECT_NE(became, Errc::NotFound) << cell;
      } else {
        EXPECT_EQ(became, Errc::NotFound) << cell;
      }
    }
  }
}

// The PC at the other end of a link is who its certificate says, whatever it says there of others.
STORY(MachineWalk, APcSpeaksOnItsLinkOfItselfAlone) {
  co_await begin();
  std::vector<std::string> names;
  for (const Method* method : methods_about(v1::ABOUT_ITSELF)) names.push_back(method->name());
  EXPECT_EQ(names, std::vector<std::string>{"Attach"}) << "nobody has thought how to walk the rest";
  const Joined joined = co_await join_on_pc();
  EXPECT_TRUE(co_await goes_on(joined)) << "the test would see it";

  MachineGuest other(site_, site_.port(), off_);
  EXPECT_EQ((co_await other.attach()).machine_id(), off_.id);
  for (const bool ends : {true, false}) {
    if (ends) {
      co_await other.tell_ended(joined.session, v1::END_REASON_FAMILY);
    } else {
      co_await other.tell_scope(joined.session, v1::SCOPE_CONTROL);
    }
    Result<v1::RelaySays> heard = co_await other.hear();
    while (heard) heard = co_await other.hear();
    EXPECT_EQ(heard.error().code, Errc::NotAllowed);
    other.holds = joined.session;
    EXPECT_EQ((co_await other.attach()).machine_id(), off_.id);
    EXPECT_TRUE(co_await goes_on(joined));
  }
  co_await here_.tell_ended(joined.session, v1::END_REASON_FAMILY);
  const v1::SessionRecord record = co_await events_.session_over(joined.session);
  EXPECT_EQ(record.widest_scope(), v1::SCOPE_UNSPECIFIED);
}

}  // namespace
}  // namespace maintendue::test
