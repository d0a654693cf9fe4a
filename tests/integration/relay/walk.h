// Everybody who may ever call a relay, in every standing, and the roster that makes them so.
#pragma once

#include <map>

#include "guest.h"
#include "tests/support/table_of_roles.h"

namespace maintendue::test {

struct Caller {
  const char* who;
  std::string roles;  // the letters of the table
  Holder holder;
  Errc refusal = Errc::NotAllowed;  // where she is not let in
  bool badge = false;               // whoever a roster key ever certified may bring a roster
};

// What became of a call; nullopt when it went well.
using Became = std::optional<Errc>;

inline std::string told(const Became& became) { return became ? std::string(name(*became)) : "ok"; }

class RelayWalk : public ::testing::Test {
 protected:
  using Method = google::protobuf::MethodDescriptor;

  // The first roster that names them all, and the one that the relay has in the end: Zoé suspended
  // herself, Rémi left, one PC was stolen.
  v1::RosterNews of_everybody() const { return site_.organisation().news(2); }
  v1::RosterNews newest() const {
    const Organisation& all = site_.organisation();
    roster::Roster roster = all.roster(3);
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
  net::awaitable<void> publish(v1::RosterNews news) {
    OperatorGuest camille(site_, site_.port(), site_.camille());
    auto putting = camille.ask<v1::PutRosterResponse>("Operators/PutRoster", std::move(news));
    required(co_await std::move(putting), "roster");
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
  // Whether her role lets her call it at all.
  static bool has_role(const Caller& caller, const Method& method) {
    return kMay.at(method.full_name()).find_first_of(caller.roles) != std::string::npos;
  }
  // Those that are about that, but for the ones that another process serves.
  static std::vector<const Method*> methods_about(v1::About what) {
    std::vector<const Method*> all;
    for (const Method* method : every_method()) {
      const bool here = method->service()->name() != "Enrolment";
      if (here && method->options().GetExtension(v1::about) == what) all.push_back(method);
    }
    return all;
  }

  // A call, or a stream's first message and its answer, on the caller's own line; into `answer`
  // what was answered.
  net::awaitable<Became> call(
      Caller caller, const Method& method, Bytes request, Bytes* answer = nullptr
  ) {
    auto& line = lines_[caller.who];
    if (!line) line = channel_to(site_, site_.port(), caller.holder);
    Result<Bytes> answered;
    if (!method.client_streaming() && !method.server_streaming()) {
      answered = co_await line->call(path_of(method), std::move(request), kLimit);
    } else {
      const wire::RpcStreamPtr stream = line->stream(path_of(method));
      (void)co_await stream->write(std::move(request));  // a refusal may be quicker
      answered = co_await stream->read();
      stream->finish();
    }
    if (!answered) co_return answered.error().code;
    if (answer != nullptr) *answer = std::move(*answered);
    co_return std::nullopt;
  }

  // A machine whose key two have shown; the second asks for help.
  net::awaitable<void> two_hold(Holder holder) {
    MachineGuest first(site_, site_.port(), holder), second(site_, site_.port(), holder);
    co_await first.attach("salon");
    second.step = first.step;
    second.board = Bytes(32, 'B');
    second.disk = Bytes(32, 'D');
    co_await second.attach("cuisine");
    (void)co_await second.ask_for_help(help_request());
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

 private:
  std::map<std::string, std::unique_ptr<wire::RpcChannel>> lines_;  // by who calls
};

}  // namespace maintendue::test
