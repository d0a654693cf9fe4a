// Every method about a machine or a session of one, for everybody, in every state of the machine:
// who is let in is as its declaration says.
#include <google/protobuf/dynamic_message.h>

#include "machine_record/machine_record.h"
#include "walk.h"

namespace maintendue::test {
namespace {

class MachineWalk : public RelayWalk {
 protected:
  struct State {
    const char* what;
    std::string id;
    Became called;  // what becomes of calling it, for whoever may call
  };
  std::vector<State> states() const {
    return {
        {"not admitted yet", "00000000000000be", Errc::NotFound},
        {"off", off_.id, Errc::MachineOff},
        {"here, verified by nobody", pc_.id, std::nullopt},
        {"here and verified", verified_.id, std::nullopt},
        {"quarantined", copied_.id, Errc::MachineQuarantined},
        {"revoked", stolen_.id, Errc::MachineRevoked},
    };
  }

  net::awaitable<void> begin() {
    co_await publish(of_everybody());
    for (const Holder& holder : {off_, stolen_}) {
      MachineGuest once(site_, site_.port(), holder);
      co_await once.attach();
    }
    co_await two_hold(copied_);
    co_await here_.attach();
    co_await here_verified_.attach();
    OperatorGuest nadia(site_, site_.port(), site_.nadia());
    v1::PutMachineRecordRequest request;
    request.set_signed_record(record_of(verified_.id, site_.nadia()));
    auto putting =
        nadia.ask<v1::PutMachineRecordResponse>("Fleet/PutMachineRecord", std::move(request));
    required(co_await std::move(putting), "record");
    co_await publish(newest());
    co_await events_.watch();
  }

  Bytes record_of(const std::string& machine, const Holder& by) {
    const machine_record::Record record{
        .machine = MachineId{machine},
        .key_hash = Bytes(32, 'h'),
        .how = v1::VERIFIED_HOW_PHONE,
        .at = std::chrono::system_clock::now() + std::chrono::milliseconds(++records_),
        .by = OperatorId{by.id},
    };
    return machine_record::sign(record, site_.organisation().trust(), by.key);
  }
  // A request about that machine, whatever else the method asks for: enums have their first value
  // that says something, and no PC is meant by the number of a holder.
  Bytes request_about(const Method& method, const std::string& machine, const Holder& by) {
    google::protobuf::DynamicMessageFactory factory;
    const std::unique_ptr<google::protobuf::Message> request(
        factory.GetPrototype(method.input_type())->New()
    );
    const auto* fields = request->GetReflection();
    bool names_it = false;
    for (int i = 0; i < method.input_type()->field_count(); ++i) {
      const auto* field = method.input_type()->field(i);
      if (field->name() == "machine_id") {
        fields->SetString(request.get(), field, machine);
        names_it = true;
      } else if (field->name() == "signed_record") {
        fields->SetString(request.get(), field, record_of(machine, by));
        names_it = true;
      } else if (field->name() == "holder") {
        fields->SetUInt32(request.get(), field, kNoHolder);
      } else if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_ENUM) {
        fields->SetEnumValue(request.get(), field, 1);
      }
    }
    EXPECT_TRUE(names_it) << method.full_name() << " is about a machine, and does not say which";
    return request->SerializeAsString();
  }

  // The session that was just opened is over when this returns.
  net::awaitable<void> end_session(std::string machine, Bytes answer) {
    v1::OpenSessionResponse opened;
    EXPECT_TRUE(opened.ParseFromString(answer));
    MachineGuest& guest = machine == pc_.id ? here_ : here_verified_;
    co_await guest.tell_ended(opened.session_id(), v1::END_REASON_FAMILY);
    (void)co_await events_.session_over(opened.session_id());
  }

  // Nadia's session on `pc_`.
  struct Joined {
    std::uint64_t session = 0;
    wire::RpcStreamPtr pc, nadia;
  };
  net::awaitable<Joined> join_on_pc() {
    auto opening = nadia_.open(pc_.id);
    const auto opened = required(co_await std::move(opening), "open");
    v1::RelaySays says;  // of rosters first
    while (!says.has_session_offer()) says = required(co_await here_.hear(), "offer");
    Joined joined;
    joined.session = opened.session_id();
    joined.pc = co_await here_.ask_to_join(joined.session, says.session_offer().ticket());
    joined.nadia = co_await nadia_.ask_to_join(joined.session, opened.ticket());
    for (const wire::RpcStreamPtr& side : {joined.pc, joined.nadia}) {
      required(co_await wire::read_message<v1::JoinReply>(*side), "joined");
    }
    co_return joined;
  }
  // Whether what Nadia says in it still comes to the PC.
  net::awaitable<bool> goes_on(Joined joined) {
    const Result<void> said = co_await joined.nadia->write("still there");
    const Result<Bytes> heard = co_await joined.pc->read();
    co_return said&& heard && *heard == "still there";
  }

  static constexpr std::uint32_t kNoHolder = 999;
  const Holder off_ = site_.organisation().machine("00000000000000b3");
  const Holder verified_ = site_.organisation().machine("00000000000000b4");
  MachineGuest here_{site_, site_.port(), pc_};
  MachineGuest here_verified_{site_, site_.port(), verified_};
  OperatorGuest events_{site_, site_.port(), site_.camille()};
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  int records_ = 0;
};

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
        if (!became) co_await end_session(state.id, std::move(answer));
      }
    }
  }
}

STORY(MachineWalk, WhatIsDeclaredForEveryStateIsTheSameInEach) {
  co_await begin();
  const auto methods = methods_about(v1::ABOUT_MACHINE);
  EXPECT_FALSE(methods.empty());
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
