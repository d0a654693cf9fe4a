// A roster that has ended: the relay lets nobody in any more, and the page is still where it is put
// right.
#include "office.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using local::v1::ChangeRosterRequest;
using local::v1::RosterView;

constexpr std::chrono::hours kDay{24};

class EndedRoster : public Office {
 protected:
  EndedRoster() : Office(roster::kLife + 3 * kDay) {
    const fs::path home = folder_.path() / "home";
    put_file(home / "roster.key", organisation_.roster_key().key.to_encrypted_pem(kPassphrase));
    put_file(home / "roster.crt", organisation_.roster_key().certificate.to_pem());
    roster::Roster of_nadia = organisation_.roster(2);
    for (roster::Member& member : of_nadia.members)
      member.deputy = member.who.id.value == nadia_.id;
    EXPECT_TRUE(relay_.book.take_in(organisation_.news_of(of_nadia)));
    sign_in_and_connect();
    drive_until(io_, [this] { return roster().version() == 2; });
  }
  // She signed in while it counted; then the day came, and the line was lost.
  void let_it_end() {
    timeline_.set_wall(relay_.book.roster().ends + 1h);
    const std::uint16_t port = relay_.port();
    relay_.stop();
    relay_.start(port);
    for (int tries = 0; tries < 10 && !turned_away(); ++tries) timeline_.advance(2s);
    EXPECT_TRUE(turned_away());
  }
  bool turned_away() { return machines().body().find("not_trusted") != std::string::npos; }
  Answer machines() { return call("/maintendue.v1.Fleet/ListMachines", {}); }
  Answer ask(const std::string& method, Bytes request = {}) {
    return call("/maintendue.local.v1.Console/" + method, std::move(request));
  }
  RosterView roster() {
    RosterView view;
    EXPECT_TRUE(view.ParseFromString(ask("GetRoster").body()));
    return view;
  }
  Answer renew() {
    ChangeRosterRequest request;
    request.mutable_renew();
    request.set_passphrase(kPassphrase);
    return ask("ChangeRoster", request.SerializeAsString());
  }
};

TEST_F(EndedRoster, IsNotExtendedBeforeItsEnd) {
  EXPECT_GE(ask("ExtendRoster").result_int(), 400u);
  EXPECT_FALSE(relay_.book.extended());
  EXPECT_EQ(roster().extended_until_ms(), 0);
}

TEST_F(EndedRoster, GoesOnByTheDeputysWord) {
  let_it_end();
  const Answer answer = ask("ExtendRoster");
  ASSERT_EQ(answer.result_int(), 200u) << answer.body();
  RosterView view;
  ASSERT_TRUE(view.ParseFromString(answer.body()));
  EXPECT_EQ(view.extended_until_ms(), to_unix_ms(relay_.book.roster().ends + roster::kExtension));
  EXPECT_TRUE(view.colleagues(0).deputy());
  ASSERT_EQ(view.changes_size(), 2) << "who is the deputy, and what she said";
  EXPECT_EQ(view.changes(1).kind(), local::v1::RosterChange::EXTENDED);
  EXPECT_TRUE(relay_.book.extended());
  EXPECT_EQ(machines().result_int(), 200u);
}

TEST_F(EndedRoster, IsRenewedOnThePage) {
  let_it_end();
  const Answer answer = renew();
  ASSERT_EQ(answer.result_int(), 200u) << answer.body();
  EXPECT_EQ(relay_.book.edition().version, 3u);
  EXPECT_GT(relay_.book.ends(), timeline_.wall());
  EXPECT_EQ(machines().result_int(), 200u);
}

TEST_F(EndedRoster, OfARelayThatIsNotThereNothingIsRenewed) {
  let_it_end();
  relay_.stop();
  EXPECT_GE(renew().result_int(), 400u);
  EXPECT_EQ(roster().version(), 2u);
}

}  // namespace
}  // namespace maintendue::test
