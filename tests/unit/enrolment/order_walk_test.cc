// Every order, given over real gRPC by everybody there is, in whatever standing: what is carried
// out is as the table says, and of what is refused nothing is.
#include "open_enrolment.h"
#include "support/table_of_roles.h"

namespace maintendue::enrolment {
namespace {

class OrderWalk : public EnrolmentTest {
 protected:
  struct Caller {
    const char* who;
    test::Holder holder;
    bool may;
    const test::Organisation& of;
  };

  void SetUp() override {
    v1::RosterNews news = organisation_.news();
    for (const auto& [by, who] :
         {std::pair(zoe_, zoe_), {lea_, rose_}, {both_, rose_}, {lea_, paul_}}) {
      *news.add_statements() = roster::sign_statement(
          {OperatorId{by.id}, test::kWorkshopDay - 1h, roster::Suspension{OperatorId{who.id}}},
          organisation_.trust(), by.key
      );
    }
    put("roster", news.SerializeAsString());
    open_for_business();
  }

  test::Holder one(const char* name, std::vector<v1::Role> roles, const char* id) const {
    return organisation_.operator_named(name, std::move(roles), id);
  }
  std::vector<Caller> everybody() const {
    const test::Organisation& ours = organisation_;
    return {
        {"a mediator", nadia_, true, ours},
        {"support", lea_, true, ours},
        {"a mediator who is an administrator", both_, true, ours},
        {"a mediator against whom one alone has spoken", paul_, true, ours},
        {"an administrator", camille_, false, ours},
        {"a mediator who suspended herself", zoe_, false, ours},
        {"a mediator whom two suspended", rose_, false, ours},
        {"somebody the roster does not name", {key_, {}, "00000000000000a9"}, false, ours},
        {"another key with a mediator's number", {key_, {}, nadia_.id}, false, ours},
        {"a PC", ours.machine(), false, ours},
        {"a mediator of another organisation", stranger_, false, other_},
        {"another organisation's, with this one's roster", stranger_, false, ours},
    };
  }

  // A PC that waits by a code of Nadia's.
  identity::PrivateKey waiting() {
    const auto pc = identity::PrivateKey::generate();
    const std::string code = identity::make_code();
    EXPECT_TRUE(order(nadia_, roster::OpenCode{identity::code_hash(code)}));
    EXPECT_TRUE(show(code, pc));
    return pc;
  }
  bool waits(const identity::PrivateKey& pc) {
    const auto list = order(nadia_, roster::ListWaiting{});
    EXPECT_TRUE(list);
    return list && std::ranges::any_of(list->waiting(), [&](const v1::WaitingMachine& one) {
             return one.key_hash() == hash_of(pc);
           });
  }
  // Whether it was carried out; a refusal tells nothing but that, and wrong tries are far apart.
  bool obeyed(const Caller& caller, What what) {
    timeline_.advance(61s);
    const auto answer = order(caller.holder, std::move(what), caller.of);
    if (!answer) {
      EXPECT_EQ(answer.error().code, Errc::NotTrusted) << caller.who;
    }
    return answer.has_value();
  }

  const test::Holder nadia_ = one("Nadia", {v1::ROLE_MEDIATOR}, "00000000000000aa");
  const test::Holder lea_ = one("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  const test::Holder camille_ = one("Camille", {v1::ROLE_ADMIN}, "00000000000000af");
  const test::Holder both_ = one("Inès", {v1::ROLE_MEDIATOR, v1::ROLE_ADMIN}, "00000000000000a1");
  const test::Holder zoe_ = one("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000a2");
  const test::Holder rose_ = one("Rose", {v1::ROLE_MEDIATOR}, "00000000000000a3");
  const test::Holder paul_ = one("Paul", {v1::ROLE_MEDIATOR}, "00000000000000a4");
  const test::Organisation other_{"La Maison Numérique"};
  const test::Holder stranger_ = other_.operator_named();
  const identity::PrivateKey key_ = identity::PrivateKey::generate();
};

TEST_F(OrderWalk, EveryOrderByEverybodyIsAsTheTableSays) {
  for (const Caller& caller : everybody()) {
    const std::string code = identity::make_code();
    const auto first = waiting(), second = waiting();
    EXPECT_EQ(obeyed(caller, roster::OpenCode{identity::code_hash(code)}), caller.may)
        << caller.who;
    EXPECT_EQ(obeyed(caller, roster::ListWaiting{}), caller.may) << caller.who;
    EXPECT_EQ(obeyed(caller, roster::TurnAway{hash_of(first)}), caller.may) << caller.who;
    EXPECT_EQ(obeyed(caller, roster::Admit{hash_of(second)}), caller.may) << caller.who;

    EXPECT_NE(waits(first), caller.may) << caller.who << " has turned a PC away";
    EXPECT_NE(waits(second), caller.may) << caller.who << " has admitted a PC";
    timeline_.advance(61s);
    EXPECT_EQ(show(code, identity::PrivateKey::generate()).has_value(), caller.may)
        << caller.who << " has given a code";
  }
}

TEST_F(OrderWalk, NothingIsServedHereButTheEnrolment) {
  for (const auto* method : test::every_method()) {
    if (method->service()->name() == "Enrolment") continue;
    const auto answer = run(line().call(test::path_of(*method), {}, 30s));
    ASSERT_FALSE(answer) << method->full_name();
    EXPECT_EQ(answer.error().code, Errc::BadMessage) << method->full_name();
  }
}

}  // namespace
}  // namespace maintendue::enrolment
