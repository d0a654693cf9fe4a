// The team page's calls, through a real relay line: the console of whoever holds the roster key.
#include "console/data_keys/waiting_keys.h"
#include "console/roster/authority.h"
#include "office.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using local::v1::ChangeRosterRequest;
using local::v1::RosterChange;
using local::v1::RosterView;

class TeamPage : public Office {
 protected:
  TeamPage() {
    put_file(home_ / "roster.key", organisation_.roster_key().key.to_encrypted_pem(kPassphrase));
    put_file(home_ / "roster.crt", organisation_.roster_key().certificate.to_pem());
    sign_in_and_connect();
  }
  template <class Message>
  Message parsed(const Answer& answer) {
    Message message;
    EXPECT_EQ(answer.result_int(), 200u) << answer.body();
    EXPECT_TRUE(message.ParseFromString(answer.body()));
    return message;
  }
  RosterView roster() {
    return parsed<RosterView>(call("/maintendue.local.v1.Console/GetRoster", {}));
  }
  Answer change(ChangeRosterRequest request, const std::string& passphrase = kPassphrase) {
    request.set_passphrase(passphrase);
    return call("/maintendue.local.v1.Console/ChangeRoster", request.SerializeAsString());
  }
  RosterView mark_read(std::uint64_t version) {
    local::v1::MarkRosterReadRequest request;
    request.set_version(version);
    return parsed<RosterView>(
        call("/maintendue.local.v1.Console/MarkRosterRead", request.SerializeAsString())
    );
  }
  static ChangeRosterRequest adding(const std::string& name) {
    ChangeRosterRequest request;
    request.mutable_add()->set_name(name);
    request.mutable_add()->add_roles(v1::ROLE_MEDIATOR);
    request.mutable_add()->set_passphrase("la mer est haute");
    return request;
  }
  void expect_refused(const Answer& answer, const std::string& error) {
    EXPECT_GE(answer.result_int(), 400u);
    EXPECT_NE(answer.body().find("\"" + error + "\""), std::string::npos) << answer.body();
  }

  const fs::path home_ = folder_.path() / "home";
};

// Omar and Zoé are mediators too, which the console knows: whoever of them goes makes another key.
class TeamsDataKey : public TeamPage {
 protected:
  TeamsDataKey() {
    EXPECT_TRUE(relay_.book.take_in(organisation_.news(2)));
    // Asking for a change fetches the roster; the console may have fetched it by itself before.
    EXPECT_GE(leaves("00000000000000ff").result_int(), 400u);
    EXPECT_EQ(roster().version(), 2u);
  }
  Answer leaves(const std::string& operator_id) {
    ChangeRosterRequest request;
    request.set_remove_operator_id(operator_id);
    return change(std::move(request));
  }
  // How many of these are of the data key of the relay's roster.
  int current(const v1::DataKeys& keys) const {
    const Bytes hash = identity::sha256(relay_.book.roster().data_key);
    return static_cast<int>(std::ranges::count_if(keys.keys(), [&](const auto& key) {
      return key.data_key_hash() == hash;
    }));
  }
  v1::DataKeys waiting() const { return console::waiting_keys(home_); }

  const Holder omar_ =
      organisation_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  const Holder zoe_ = organisation_.operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000ad");
};

TEST_F(TeamsDataKey, LeavesTheFolderOnceTheRelayHasIt) {
  EXPECT_EQ(leaves(omar_.id).result_int(), 200u);
  EXPECT_EQ(current(relay_.data_keys), 3) << "Nadia, Zoé and the sheet";
  EXPECT_FALSE(fs::exists(home_ / console::kWaitingKeys));
}

TEST_F(TeamsDataKey, AChangeThatIsRefusedKeepsTheKeysOfTheLast) {
  relay_.takes_no_data_keys = true;
  EXPECT_EQ(leaves(omar_.id).result_int(), 200u) << "the roster counts all the same";
  EXPECT_EQ(current(waiting()), 3);
  relay_.takes_no_roster = true;
  expect_refused(leaves(zoe_.id), "bad_message");
  EXPECT_EQ(current(waiting()), 3) << "the roster that counts is the last one";
  EXPECT_EQ(current(relay_.data_keys), 0);

  relay_.takes_no_data_keys = relay_.takes_no_roster = false;
  EXPECT_EQ(leaves(zoe_.id).result_int(), 200u);
  EXPECT_EQ(relay_.data_keys.keys_size(), 5) << "first those that waited, then those of the next";
  EXPECT_EQ(waiting().keys_size(), 0);
}

TEST_F(TeamsDataKey, IsGivenAfterTheRosterItIsOf) {
  relay_.takes_no_data_keys = true;
  EXPECT_EQ(leaves(omar_.id).result_int(), 200u);
  relay_.book = organisation_.book(2);  // put back to a backup
  relay_.takes_no_data_keys = false;
  relay_.takes_no_roster = true;
  expect_refused(change(adding("Inès")), "bad_message");
  EXPECT_GT(waiting().keys_size(), 0) << "of another roster the relay would keep none";
  relay_.takes_no_roster = false;
  EXPECT_EQ(change(adding("Inès")).result_int(), 200u);
  EXPECT_EQ(current(relay_.data_keys), 3);
  EXPECT_EQ(waiting().keys_size(), 0);
}

TEST_F(TeamsDataKey, WaitsOnWhileTheRelayDoesNotShowIt) {
  relay_.takes_no_data_keys = true;
  EXPECT_EQ(leaves(omar_.id).result_int(), 200u);
  relay_.takes_no_data_keys = false;
  relay_.loses_data_keys = true;
  EXPECT_EQ(change(adding("Inès")).result_int(), 200u);
  EXPECT_EQ(current(waiting()), 3);
}

TEST_F(TeamPage, ShowsEverybodyOneselfFirst) {
  const RosterView view = roster();
  ASSERT_EQ(view.colleagues_size(), 2);
  EXPECT_EQ(view.colleagues(0).name(), "Nadia");
  EXPECT_TRUE(view.colleagues(0).self());
  EXPECT_EQ(view.colleagues(1).name(), "Camille");
  EXPECT_TRUE(view.can_change());
  EXPECT_EQ(view.changes_size(), 0);
  EXPECT_GT(view.ends_ms(), to_unix_ms(timeline_.wall()));
}

TEST_F(TeamPage, AddsAColleagueWhoseFolderOpensWithHerPassphrase) {
  const auto added = parsed<local::v1::ChangeRosterResponse>(change(adding("Zoé")));
  EXPECT_EQ(added.roster().version(), 2u);
  EXPECT_EQ(relay_.book.edition().version, 2u) << "the relay has it before the page is told";
  const console::Home zoe = console::open_home(added.folder());
  EXPECT_EQ(zoe.owner.name, "Zoé");
  const auto key = identity::PrivateKey::from_pem(zoe.locked_key, "la mer est haute");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), relay_.book.roster().member(zoe.owner.id)->who.public_key);
  ASSERT_EQ(roster().changes_size(), 1);
  EXPECT_EQ(roster().changes(0).kind(), RosterChange::ADDED);
  EXPECT_EQ(mark_read(1).changes_size(), 1) << "a page that saw an older view has not read it";
  EXPECT_EQ(mark_read(2).changes_size(), 0);
}

TEST_F(TeamPage, WantsHerPassphraseEachTime) {
  expect_refused(change(adding("Zoé"), "wrong"), "wrong_passphrase");
  EXPECT_EQ(relay_.book.edition().version, 1u);
  for (int i = 0; i < 4; ++i) expect_refused(change(adding("Zoé"), "wrong"), "wrong_passphrase");
  expect_refused(change(adding("Zoé")), "try_later");
}

TEST_F(TeamPage, ChangesNothingWithoutTheRosterKey) {
  fs::remove(home_ / "roster.key");
  EXPECT_FALSE(roster().can_change());
  expect_refused(change(adding("Zoé")), "not_allowed");
}

TEST_F(TeamPage, RefusesWhatDoesNotFitAndLeavesNoFolder) {
  ChangeRosterRequest short_one = adding("Zoé");
  short_one.mutable_add()->set_passphrase("1234567");
  expect_refused(change(short_one), "bad_message");
  expect_refused(change(adding("Camille")), "bad_message");
  expect_refused(change(ChangeRosterRequest{}), "bad_message");
  ChangeRosterRequest removing;
  removing.set_remove_operator_id("00000000000000c1");
  expect_refused(change(removing), "not_allowed");
  removing.set_remove_operator_id("00000000000000c2");
  expect_refused(change(removing), "not_found");
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("colleague-")) << entry.path();
  }
}

TEST_F(TeamPage, AChangeThatTheRelayDoesNotTakeIsNone) {
  relay_.stop();
  expect_refused(change(adding("Zoé")), "relay_unreachable");
  EXPECT_EQ(roster().version(), 1u);
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("colleague-")) << entry.path();
  }
}

TEST_F(TeamPage, ShowsFirstWhatSomebodyElseChangedMeanwhile) {
  drive_until(io_, [&] { return relay_.book.confirmed_by(OperatorId{nadia_.id}).has_value(); });
  ASSERT_TRUE(relay_.book.take_in(organisation_.news(7)));
  expect_refused(change(adding("Zoé")), "out_of_date");
  EXPECT_EQ(roster().version(), 7u);
  EXPECT_EQ(change(adding("Zoé")).result_int(), 200u);
}

TEST_F(TeamPage, HerConsoleConfirmsTheRosterByItself) {
  drive_until(io_, [&] { return relay_.book.confirmed_by(OperatorId{nadia_.id}).has_value(); });
  EXPECT_EQ(roster().colleagues(0).confirmed_ms(), to_unix_ms(timeline_.wall()));
}

TEST_F(TeamPage, SuspendsOneselfAtOnceAndAnotherNotAlone) {
  local::v1::SuspendOperatorRequest request;
  request.set_operator_id("00000000000000c1");
  auto view = parsed<RosterView>(
      call("/maintendue.local.v1.Console/SuspendOperator", request.SerializeAsString())
  );
  EXPECT_EQ(view.colleagues(1).suspensions(), 1u);
  EXPECT_TRUE(view.colleagues(1).suspended_by_me());
  EXPECT_FALSE(view.colleagues(1).suspended());
  request.set_operator_id(nadia_.id);
  view = parsed<RosterView>(
      call("/maintendue.local.v1.Console/SuspendOperator", request.SerializeAsString())
  );
  EXPECT_TRUE(view.colleagues(0).suspended());
  EXPECT_TRUE(relay_.book.suspended(OperatorId{nadia_.id}));
  request.set_operator_id("00000000000000ff");
  expect_refused(
      call("/maintendue.local.v1.Console/SuspendOperator", request.SerializeAsString()), "not_found"
  );
}

TEST_F(TeamPage, IsForASignedInPageAlone) {
  (void)call("/maintendue.local.v1.Console/SignOut", {});
  for (const char* method : {"GetRoster", "MarkRosterRead", "ChangeRoster", "SuspendOperator"}) {
    expect_refused(call(std::string("/maintendue.local.v1.Console/") + method, {}), "not_allowed");
  }
}

TEST_F(TeamPage, BringsTheRelayANewerRosterThanItsOwn) {
  drive_until(io_, [&] { return relay_.book.confirmed_by(OperatorId{nadia_.id}).has_value(); });
  relay_.book = roster::Book(organisation_.trust());  // restored from an old backup
  ASSERT_TRUE(relay_.book.take_in(organisation_.news(1)));
  v1::Event event;
  event.mutable_roster();
  relay_.tell(event);
  drive_until(io_, [&] { return relay_.book.confirmed_by(OperatorId{nadia_.id}).has_value(); });
}

}  // namespace
}  // namespace maintendue::test
