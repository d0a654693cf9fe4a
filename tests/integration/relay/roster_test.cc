// The roster through the relay: who is somebody, from the moment it says so.
#include "guest.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"

namespace maintendue::test {
namespace {

class RelayRoster : public ::testing::Test {
 protected:
  net::awaitable<Result<v1::PutRosterResponse>> put(OperatorGuest& by, v1::RosterNews news) {
    return by.ask<v1::PutRosterResponse>("Operators/PutRoster", std::move(news));
  }
  net::awaitable<Errc> list(OperatorGuest& by) {
    auto asking = by.ask<v1::ListMachinesResponse>("Fleet/ListMachines", v1::ListMachinesRequest{});
    const auto answer = co_await std::move(asking);
    co_return answer ? Errc::Internal : answer.error().code;
  }
  v1::RosterNews without_nadia(std::uint64_t version) const {
    roster::Roster next = site_.organisation().roster(version);
    std::erase_if(next.members, [&](const auto& member) {
      return member.who.id.value == site_.nadia().id;
    });
    return site_.organisation().news_of(next);
  }

  RelaySite site_;
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  OperatorGuest camille_{site_, site_.port(), site_.camille()};
  MachineGuest machine_{site_, site_.port(), site_.organisation().machine()};
};

STORY(RelayRoster, WhoeverIsLeftOutIsNobodyAtOnce) {
  co_await nadia_.watch();
  required(co_await put(camille_, without_nadia(2)), "put");
  for (;;) {  // what was on its way, then the end
    const auto event = co_await nadia_.next_event();
    if (event) continue;
    EXPECT_EQ(event.error().code, Errc::NotTrusted);
    break;
  }
  EXPECT_EQ(co_await list(nadia_), Errc::NotTrusted);
  EXPECT_EQ(co_await list(camille_), Errc::Internal) << "others go on";
}

STORY(RelayRoster, WhoeverIsAddedIsSomebodyAtOnce) {
  const Holder zoe =
      site_.organisation().operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000a9");
  OperatorGuest guest(site_, site_.port(), zoe);
  EXPECT_EQ(co_await list(guest), Errc::NotTrusted) << "her badge alone opens nothing";
  required(co_await put(camille_, site_.organisation().news(2)), "put");
  EXPECT_EQ(co_await list(guest), Errc::Internal);
}

STORY(RelayRoster, RolesAreTheRosters) {
  EXPECT_EQ((co_await nadia_.open("00000000000000bb")).error().code, Errc::NotFound);
  roster::Roster next = site_.organisation().roster(2);
  for (auto& member : next.members) {
    if (member.who.id.value == site_.nadia().id) member.who.roles = {v1::ROLE_ADMIN};
  }
  v1::RosterNews news = site_.organisation().news_of(next);
  required(co_await put(camille_, std::move(news)), "put");
  EXPECT_EQ((co_await nadia_.open("00000000000000bb")).error().code, Errc::NotAllowed);
}

STORY(RelayRoster, ReachesMachinesThatAreHereAndThoseThatCome) {
  co_await machine_.attach();
  required(co_await put(camille_, site_.organisation().news(2)), "put");
  const v1::RelaySays told = required(co_await machine_.hear(), "roster");
  EXPECT_FALSE(told.roster().signed_roster().empty());

  MachineGuest later(site_, site_.port(), site_.organisation().machine("00000000000000cc"));
  later.knows_the_roster = false;
  co_await later.attach();
  const v1::RelaySays missing = required(co_await later.hear(), "roster");
  roster::Book book(site_.organisation().trust());
  EXPECT_TRUE(book.take_in(missing.roster()));
  EXPECT_EQ(book.edition().version, 2u);
}

STORY(RelayRoster, NothingOlderNorForeignIsTaken) {
  required(co_await put(camille_, site_.organisation().news(5)), "put");
  auto older = put(camille_, site_.organisation().news(4));
  EXPECT_EQ((co_await std::move(older)).error().code, Errc::OutOfDate);
  const Organisation other("Autre Maison", std::chrono::system_clock::now());
  auto foreign = put(camille_, other.news(9));
  EXPECT_EQ((co_await std::move(foreign)).error().code, Errc::NotTrusted);
  auto asking = nadia_.ask<v1::RosterNews>("Operators/GetRoster", v1::GetRosterRequest{});
  const v1::RosterNews news = required(co_await std::move(asking), "get");
  roster::Book book(site_.organisation().trust());
  EXPECT_TRUE(book.take_in(news));
  EXPECT_EQ(book.edition().version, 5u);
}

STORY(RelayRoster, OfANewRosterKeyIsBroughtByWhoeverItNames) {
  const identity::Issuer key =
      identity::make_roster_key(site_.organisation().root(), 2, std::chrono::system_clock::now());
  const auto own = identity::PrivateKey::generate();
  const OperatorId id{site_.camille().id};
  const auto leaf =
      identity::issue_operator(key, own.public_key(), id, std::chrono::system_clock::now());
  const Holder anew{own, leaf.to_pem() + key.certificate.to_pem(), id.value};
  roster::Roster next = site_.organisation().roster();
  next.edition = {2, 1};
  for (auto& member : next.members) {
    if (member.who.id == id) member.who.public_key = own.public_key();
  }
  v1::RosterNews news;
  news.set_signed_roster(roster::sign_roster(next, site_.organisation().trust(), key));

  OperatorGuest guest(site_, site_.port(), anew);
  EXPECT_EQ(co_await list(guest), Errc::NotTrusted);
  required(co_await put(guest, std::move(news)), "put");
  EXPECT_EQ(co_await list(guest), Errc::Internal);
  EXPECT_EQ(co_await list(camille_), Errc::NotTrusted) << "the key that was stolen";
  auto going_on = put(guest, site_.organisation().news(99));
  EXPECT_EQ((co_await std::move(going_on)).error().code, Errc::OutOfDate) << "and its roster key";
}

STORY(RelayRoster, IsNoMachinesBusiness) {
  auto asking = machine_.ask<v1::RosterNews>("Operators/GetRoster", v1::GetRosterRequest{});
  EXPECT_EQ((co_await std::move(asking)).error().code, Errc::NotAllowed);
}

}  // namespace
}  // namespace maintendue::test
