// Every method about a machine of somebody's, for everybody, whosever it is, on duty and not: who
// is let in is as its declaration says.
#include "machine_walk.h"

namespace maintendue::test {
namespace {

class WhoseMachineWalk : public MachineWalk {
 protected:
  struct Whose {
    const char* who;
    std::string mediator;  // empty: nobody
    const Holder& machine;
    MachineGuest& guest;
    bool still_one = true;  // a mediator, by the newest roster
    bool support_asked = false;
  };
  std::vector<Whose> mediators() {
    return {
        {"nobody", "", pc_, here_, false},
        {"Nadia", site_.nadia().id, pc_, here_},
        {"Nadia, who asks the support", site_.nadia().id, pc_, here_, true, true},
        {"Inès", both_.id, pc_, here_},
        {"Zoé, who suspended herself", zoe_.id, zoes_, here_zoes_},
        {"Rémi, who left", remi_.id, remis_, here_remis_, false},
    };
  }
  // DESIGN's cells, in the words of ABOUT_MACHINE_TO_CALL and ABOUT_MACHINE_OF_HERS.
  static bool may(const Method& what, const Caller& caller, const Whose& whose, bool on_duty) {
    const bool is_mediator = caller.roles.find('m') != std::string::npos;
    const bool hers = caller.holder.id == whose.mediator;
    if (is_mediator && (on_duty || !whose.still_one || hers)) return true;
    const bool is_support = caller.roles.find('s') != std::string::npos;
    const bool to_call = what.options().GetExtension(v1::about) == v1::ABOUT_MACHINE_TO_CALL;
    return is_support && to_call && (whose.mediator.empty() || whose.support_asked);
  }

  // Sofia is on duty all the while; the walk does not call as her.
  net::awaitable<void> with_everybody_there() override {
    for (MachineGuest* guest : {&here_zoes_, &here_remis_}) {
      co_await guest->attach();
      (void)co_await guest->ask_for_help(help_request());
    }
    co_await say_on_duty(sofia_);
    co_await give(zoes_.id, zoe_.id, std::nullopt);
    co_await give(remis_.id, remi_.id, std::nullopt);
  }
  net::awaitable<void> walk_one(
      const Method& method, const Caller& caller, const Whose& whose, bool on_duty
  ) {
    const bool gives = method.name() == "GiveMachine";
    const bool can_be_given_back = whose.machine.id == pc_.id;
    if (gives && !can_be_given_back) co_return;
    if (can_be_given_back) co_await give(pc_.id, whose.mediator, std::nullopt);
    if (whose.support_asked) co_await ask_support(true);
    Bytes answer;
    Bytes request = request_about(method, whose.machine.id, caller.holder);
    if (gives) request = gift(whose.machine.id, whose.mediator, "").SerializeAsString();
    const Became became = co_await call(caller, method, std::move(request), &answer);
    if (!became) went_well(whose.machine.id);
    Became expected = std::nullopt;
    if (!has_role(caller, method)) {
      expected = caller.refusal;
    } else if (!may(method, caller, whose, on_duty)) {
      expected = Errc::MachineOfAnother;
    }
    EXPECT_EQ(became, expected) << caller.who << " · " << method.name() << " · looked after by "
                                << whose.who << (on_duty ? " · on duty: " : ": ") << told(became);
    if (!became && method.name() == "OpenSession") {
      co_await end_session(whose.guest, std::move(answer));
    }
  }

  net::awaitable<void> say_on_duty(const Holder& who) {
    OperatorGuest guest(site_, site_.port(), who);
    v1::BeginDutyRequest request;
    request.set_reason(v1::DUTY_REASON_FAMILY_CALLS);
    auto saying = guest.ask<v1::BeginDutyResponse>("Duties/BeginDuty", request);
    EXPECT_EQ(required(co_await std::move(saying), "duty").for_ms(), 15u * 60'000);
  }
  net::awaitable<void> end_duty(const Holder& who) {
    OperatorGuest guest(site_, site_.port(), who);
    auto saying = guest.ask<v1::EndDutyResponse>("Duties/EndDuty", v1::EndDutyRequest());
    required(co_await std::move(saying), "duty");
  }
  static v1::GiveMachineRequest gift(std::string machine, std::string from, std::string to) {
    v1::GiveMachineRequest request;
    request.set_machine_id(std::move(machine));
    request.set_from_operator_id(std::move(from));
    request.set_mediator_operator_id(std::move(to));
    return request;
  }
  net::awaitable<void> give(std::string machine, std::string to, Became expected) {
    v1::GiveMachineRequest request = gift(machine, co_await mediator_of(machine), to);
    auto giving = sofia_there_.ask<v1::Machine>("Fleet/GiveMachine", std::move(request));
    const Result<v1::Machine> given = co_await std::move(giving);
    EXPECT_EQ(given ? Became() : Became(given.error().code), expected) << to;
    EXPECT_EQ(co_await mediator_of(machine) == to, !expected) << to;
  }
  net::awaitable<void> ask_support(bool asked) {
    v1::AskSupportRequest request;
    request.set_machine_id(pc_.id);
    request.set_asked(asked);
    auto asking = sofia_there_.ask<v1::Machine>("Fleet/AskSupport", std::move(request));
    const v1::Machine became = required(co_await std::move(asking), "support");
    const std::int64_t now = to_unix_ms(std::chrono::system_clock::now());
    EXPECT_EQ(became.support_until_ms() > now, asked);
    support_until_ = became.support_until_ms();
  }
  net::awaitable<std::string> mediator_of(std::string id) {
    v1::GetMachineRequest request;
    request.set_machine_id(std::move(id));
    auto asking = sofia_there_.ask<v1::Machine>("Fleet/GetMachine", std::move(request));
    co_return required(co_await std::move(asking), "machine").mediator_operator_id();
  }
  // A session of that call on `pc_` that ended so, or how it was refused.
  net::awaitable<Became> session(
      OperatorGuest& who, v1::CallKind call, v1::EndReason why = v1::END_REASON_FAMILY
  ) {
    auto opening = who.open(pc_.id, call);
    const Result<v1::OpenSessionResponse> opened = co_await std::move(opening);
    if (!opened) co_return opened.error().code;
    co_await here_.tell_scope(opened->session_id(), v1::SCOPE_VIEW);
    co_await end_session(here_, opened->SerializeAsString(), why);
    co_return std::nullopt;
  }

  const Holder sofia_ =
      site_.organisation().operator_named("Sofia", {v1::ROLE_MEDIATOR}, "00000000000000a4");
  const Holder zoes_ = site_.organisation().machine("00000000000000b5");
  const Holder remis_ = site_.organisation().machine("00000000000000b6");
  MachineGuest here_zoes_{site_, site_.port(), zoes_};
  MachineGuest here_remis_{site_, site_.port(), remis_};
  OperatorGuest sofia_there_{site_, site_.port(), sofia_};
  OperatorGuest lea_{site_, site_.port(), site_.lea()};
  OperatorGuest ines_{site_, site_.port(), both_};
  std::int64_t support_until_ = 0;  // as it became
};

STORY(WhoseMachineWalk, IsItsMediatorsAndWhosesWhoIsOnDutyAndTheSupportsWhenAsked) {
  co_await begin();
  for (const bool on_duty : {false, true}) {
    if (on_duty) {
      for (const Caller& caller : everybody()) {
        if (caller.roles.find('m') != std::string::npos) co_await say_on_duty(caller.holder);
      }
    }
    for (const v1::About what : {v1::ABOUT_MACHINE_TO_CALL, v1::ABOUT_MACHINE_OF_HERS}) {
      for (const Method* method : methods_about(what)) {
        for (const Caller& caller : everybody()) {
          for (const Whose& whose : mediators()) co_await walk_one(*method, caller, whose, on_duty);
        }
      }
    }
  }
}

STORY(WhoseMachineWalk, IsFromTheSetupCallOnWhosesWhoOpensIt) {
  co_await begin();
  EXPECT_EQ(co_await session(lea_, v1::CALL_KIND_SETUP), std::nullopt);
  EXPECT_EQ(co_await mediator_of(pc_.id), "") << "the support looks after none";
  EXPECT_EQ(co_await session(nadia_, v1::CALL_KIND_OPEN_HOURS), std::nullopt);
  EXPECT_EQ(co_await mediator_of(pc_.id), "");
  EXPECT_EQ(co_await session(nadia_, v1::CALL_KIND_SETUP), std::nullopt);
  EXPECT_EQ(co_await mediator_of(pc_.id), site_.nadia().id);
  EXPECT_EQ(co_await session(ines_, v1::CALL_KIND_SETUP), Errc::MachineOfAnother);
  EXPECT_EQ(co_await session(lea_, v1::CALL_KIND_SETUP), Errc::MachineOfAnother);
  co_await say_on_duty(both_);
  EXPECT_EQ(co_await session(ines_, v1::CALL_KIND_SETUP), std::nullopt);
  EXPECT_EQ(co_await mediator_of(pc_.id), site_.nadia().id) << "she stood in";
}

STORY(WhoseMachineWalk, IsGivenToMediatorsAloneByWhoKnowsWhoseItIs) {
  co_await begin();
  co_await give(pc_.id, remi_.id, Errc::NotAllowed);
  co_await give(pc_.id, zoe_.id, Errc::NotAllowed);
  co_await give(pc_.id, site_.lea().id, Errc::NotAllowed);
  co_await give(pc_.id, "nobody who ever was", Errc::NotAllowed);
  co_await give(pc_.id, both_.id, std::nullopt);
  v1::GiveMachineRequest late = gift(pc_.id, "", site_.nadia().id);
  auto giving = sofia_there_.ask<v1::Machine>("Fleet/GiveMachine", std::move(late));
  EXPECT_EQ((co_await std::move(giving)).error().code, Errc::OutOfDate);
  v1::GiveMachineRequest unknown = gift("00000000000000be", "", both_.id);
  auto of_none = sofia_there_.ask<v1::Machine>("Fleet/GiveMachine", std::move(unknown));
  EXPECT_EQ((co_await std::move(of_none)).error().code, Errc::NotFound);
  EXPECT_EQ(co_await mediator_of(pc_.id), both_.id);

  co_await ask_support(true);
  EXPECT_EQ(co_await session(lea_, v1::CALL_KIND_OPEN_HOURS), std::nullopt);
  EXPECT_LE(support_until_, to_unix_ms(std::chrono::system_clock::now() + 15min)) << "on duty";
  co_await give(pc_.id, sofia_.id, std::nullopt);
  co_await ask_support(true);
  EXPECT_GT(support_until_, to_unix_ms(std::chrono::system_clock::now() + 6 * 24h)) << "her own";
  co_await ask_support(false);
  EXPECT_EQ(co_await session(lea_, v1::CALL_KIND_OPEN_HOURS), Errc::MachineOfAnother);
}

STORY(WhoseMachineWalk, IsComeBackToByWhomItsFamilyLetRestartIt) {
  co_await begin();
  co_await give(pc_.id, site_.nadia().id, std::nullopt);
  co_await say_on_duty(both_);
  const v1::CallKind call = v1::CALL_KIND_OPEN_HOURS;
  EXPECT_EQ(co_await session(ines_, call, v1::END_REASON_RESTARTING), std::nullopt);
  co_await end_duty(both_);
  EXPECT_EQ(co_await session(lea_, call), Errc::MachineOfAnother);
  EXPECT_EQ(co_await session(ines_, call), std::nullopt);
  EXPECT_EQ(co_await session(ines_, call), Errc::MachineOfAnother) << "once";
}

STORY(WhoseMachineWalk, ThatIsGivenAwayKeepsTheSessionThatRuns) {
  co_await begin();
  const Joined joined = co_await join_on_pc();
  co_await give(pc_.id, both_.id, std::nullopt);
  EXPECT_TRUE(co_await goes_on(joined));
  v1::ResumeSessionRequest request;
  request.set_session_id(joined.session);
  auto resuming = nadia_.ask<v1::ResumeSessionResponse>("Sessions/ResumeSession", request);
  EXPECT_TRUE(co_await std::move(resuming));
}

}  // namespace
}  // namespace maintendue::test
