// Every method, called over real gRPC by everybody there is, in whatever standing: who is let in is
// as the table says, and the refusal says no more than who one is.
#include "guest.h"
#include "tests/support/table_of_roles.h"

namespace maintendue::test {
namespace {

constexpr auto kBringARoster = "/maintendue.v1.Operators/PutRoster";

struct Caller {
  const char* who;
  std::string roles;  // the letters of the table
  Holder holder;
  Errc refusal = Errc::NotAllowed;  // where she is not let in
  bool badge = false;               // whoever a roster key ever certified may bring a roster
};

class RelayWalk : public ::testing::Test {
 protected:
  // The roster that the relay has in the end: Zoé suspended herself, Rémi left, one PC was stolen.
  v1::RosterNews newest() const {
    const Organisation& all = site_.organisation();
    roster::Roster roster = all.roster(2);
    std::erase_if(roster.members, [&](const auto& member) {
      return member.who.id.value == remi_.id;
    });
    roster.revoked.insert(MachineId{stolen_.id});
    v1::RosterNews news = all.news_of(std::move(roster));
    *news.add_statements() = roster::sign_statement(
        {OperatorId{zoe_.id}, std::chrono::system_clock::now(),
         roster::Suspension{OperatorId{zoe_.id}}},
        all.trust(), zoe_.key
    );
    return news;
  }
  std::vector<Caller> everybody() const {
    return {
        {"a mediator", "m", site_.nadia(), Errc::NotAllowed, true},
        {"support", "s", site_.lea(), Errc::NotAllowed, true},
        {"an administrator", "a", site_.camille(), Errc::NotAllowed, true},
        {"a mediator who is an administrator", "ma", both_, Errc::NotAllowed, true},
        {"a mediator who suspended herself", "", zoe_, Errc::NotTrusted, true},
        {"a mediator who left", "", remi_, Errc::NotTrusted, true},
        {"another key with a mediator's number", "", twin_, Errc::NotTrusted, true},
        {"a PC", "M", pc_},
        {"a PC that shares its key", "M", copied_},
        {"a PC with an operator's number", "M", minted_},
        {"a PC that was stolen", "", stolen_, Errc::MachineRevoked},
        {"the server's own key", "", server_, Errc::RelayUnreachable},
        {"a mediator of another organisation", "", stranger_, Errc::RelayUnreachable},
    };
  }

  // What becomes of a call that asks for nothing; nullopt when it went well.
  net::awaitable<std::optional<Errc>> call(
      Caller caller, const google::protobuf::MethodDescriptor& method
  ) {
    const auto channel = channel_to(site_, site_.port(), caller.holder);
    if (!method.client_streaming() && !method.server_streaming()) {
      const Result<Bytes> answer = co_await channel->call(path_of(method), Bytes(), kLimit);
      if (!answer) co_return answer.error().code;
      co_return std::nullopt;
    }
    const wire::RpcStreamPtr stream = channel->stream(path_of(method));
    (void)co_await stream->write(Bytes());  // a refusal may be quicker
    const Result<Bytes> answer = co_await stream->read();
    stream->finish();
    if (!answer) co_return answer.error().code;
    co_return std::nullopt;
  }

  // A machine whose key two have shown.
  net::awaitable<void> two_hold(Holder holder) {
    MachineGuest first(site_, site_.port(), holder), second(site_, site_.port(), holder);
    co_await first.attach("salon");
    second.step = first.step;
    second.board = Bytes(32, 'B');
    second.disk = Bytes(32, 'D');
    co_await second.attach("cuisine");
  }

  RelaySite site_;
  const Holder both_ = site_.organisation().operator_named(
      "Inès", {v1::ROLE_MEDIATOR, v1::ROLE_ADMIN}, "00000000000000a1"
  );
  const Holder zoe_ =
      site_.organisation().operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000a2");
  const Holder remi_ =
      site_.organisation().operator_named("Rémi", {v1::ROLE_MEDIATOR}, "00000000000000a3");
  const Holder twin_ = [this] {
    auto key = identity::PrivateKey::generate();
    const std::string& id = site_.nadia().id;
    return Holder{key, site_.organisation().badge(key.public_key(), id), id};
  }();
  const Holder pc_ = site_.organisation().machine();
  const Holder copied_ = site_.organisation().machine("00000000000000b1");
  const Holder minted_ = site_.organisation().machine(site_.nadia().id);
  const Holder stolen_ = site_.organisation().machine("00000000000000b2");
  const Holder server_ = site_.organisation().server();
  const Organisation other_{"La Maison Numérique", std::chrono::system_clock::now()};
  const Holder stranger_ = other_.operator_named();
};

STORY(RelayWalk, EveryMethodForEverybodyInEveryStandingIsAsTheTableSays) {
  {
    OperatorGuest camille(site_, site_.port(), site_.camille());
    v1::RosterNews news = newest();
    auto putting = camille.ask<v1::PutRosterResponse>("Operators/PutRoster", std::move(news));
    required(co_await std::move(putting), "roster");
  }
  co_await two_hold(copied_);
  for (const auto* method : every_method()) {
    if (method->service()->name() == "Enrolment") continue;  // another process serves it
    for (const Caller& caller : everybody()) {
      const std::string path = path_of(*method);
      const bool let_in =
          kMay.at(method->full_name()).find_first_of(caller.roles) != std::string::npos ||
          (caller.badge && path == kBringARoster);
      const std::optional<Errc> became = co_await call(caller, *method);
      const std::string told = became ? std::string(name(*became)) : "ok";
      if (let_in) {
        EXPECT_NE(became, caller.refusal) << caller.who << path << ": " << told;
      } else {
        EXPECT_EQ(became, caller.refusal) << caller.who << path << ": " << told;
      }
    }
  }
}

}  // namespace
}  // namespace maintendue::test
