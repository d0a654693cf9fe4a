#include "console/cli/person.h"
#include "desk.h"
#include "support/photo.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;

class RosterCommands : public Desk {
 protected:
  RosterCommands() { EXPECT_EQ(run(init()), 0) << terminal_->complained(); }

  std::vector<std::string> words(const std::string& command) const {
    return {"roster",          command, "--home", at("ORG/operators/camille"), "--passphrase-file",
            at("camille.pass")};
  }
  std::vector<std::string> about(const std::string& command, const std::string& name) const {
    auto all = words(command);
    all.insert(all.end(), {"--name", name});
    return all;
  }
  const identity::Operator* member(const std::string& name) {
    book_ = book_in("ORG/operators/camille");
    for (const roster::Member& each : book_->roster().members) {
      if (each.who.name == name) return &each.who;
    }
    return nullptr;
  }

  std::optional<roster::Book> book_;
};

TEST_F(RosterCommands, AddGivesAFolderWithKeyCertificateRootAndRoster) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  const identity::Operator* nadia = member("Nadia");
  ASSERT_NE(nadia, nullptr);
  EXPECT_EQ(nadia->roles, std::vector{v1::ROLE_MEDIATOR});
  const auto badge = badge_in("ORG/operators/nadia");
  ASSERT_TRUE(badge);
  const auto who = book_in("ORG/operators/nadia").recognise(*badge, kToday);
  ASSERT_TRUE(who) << "her own folder knows her";
  EXPECT_EQ(who->name, "Nadia");
  const auto key = identity::PrivateKey::from_pem(
      read(at("ORG/operators/nadia/operator.key")), "nadia aime la mer"
  );
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), nadia->public_key);
  EXPECT_EQ(mode(at("ORG/operators/nadia")), 0700u);
  for (const char* file : {"operator.key", "operator.crt", "root.crt", "roster"}) {
    EXPECT_EQ(mode(at("ORG/operators/nadia") / file), 0600u) << file;
  }
  EXPECT_FALSE(test::fs::exists(at("ORG/operators/nadia/roster.key")))
      << "a mediator changes nothing";
  EXPECT_NE(terminal_->said().find("roster publish"), std::string::npos);
}

TEST_F(RosterCommands, AnAdministratorGetsTheRosterKeyUnderHerOwnPassphrase) {
  ASSERT_EQ(run(add("Inès", "admin,mediator")), 0) << terminal_->complained();
  const std::string locked = read(at("ORG/operators/ines/roster.key"));
  const auto hers = identity::PrivateKey::from_pem(locked, "nadia aime la mer");
  const auto camilles = identity::PrivateKey::from_pem(
      read(at("ORG/operators/camille/roster.key")), "camille a neuf vies"
  );
  ASSERT_TRUE(hers && camilles);
  EXPECT_EQ(hers->public_key(), camilles->public_key());
  EXPECT_FALSE(identity::PrivateKey::from_pem(locked, "camille a neuf vies"));
}

TEST_F(RosterCommands, EachChangeIsOneVersionMore) {
  EXPECT_EQ(book_in("ORG/operators/camille").edition(), (roster::Edition{1, 1}));
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  auto roles = about("set-roles", "Nadia");
  roles.insert(roles.end(), {"--role", "mediator,support,mediator"});
  ASSERT_EQ(run(roles), 0) << terminal_->complained();
  EXPECT_EQ(member("Nadia")->roles, (std::vector{v1::ROLE_MEDIATOR, v1::ROLE_SUPPORT}));
  ASSERT_EQ(run(words("renew"), kToday + std::chrono::hours{24}), 0);
  EXPECT_EQ(book_in("ORG/operators/camille").edition(), (roster::Edition{1, 4}));
  ASSERT_EQ(run(about("remove", "Nadia")), 0);
  EXPECT_EQ(member("Nadia"), nullptr);
  EXPECT_EQ(book_->roster().made, kToday + std::chrono::hours{24} + std::chrono::milliseconds{1})
      << "never dated before the one it follows";
}

TEST_F(RosterCommands, ANewKeyMakesTheOldOneWorthNothing) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  auto again = about("new-key", "Nadia");
  again.insert(again.end(), {"--new-passphrase-file", at("nadia.pass")});
  ASSERT_EQ(run(again), 0) << terminal_->complained();
  const roster::Book book = book_in("ORG/operators/camille");
  EXPECT_FALSE(book.recognise(*badge_in("ORG/operators/nadia"), kToday));
  EXPECT_TRUE(book.recognise(*badge_in("ORG/operators/nadia-2"), kToday));
}

TEST_F(RosterCommands, TheLastAdministratorStays) {
  expect_refused(about("remove", "Camille"), 1);
  auto roles = about("set-roles", "Camille");
  roles.insert(roles.end(), {"--role", "mediator"});
  expect_refused(roles, 1);
  ASSERT_EQ(run(add("Inès", "admin")), 0);
  ASSERT_EQ(run(about("remove", "Inès")), 0);
  EXPECT_NE(terminal_->said().find("replace-roster-key"), std::string::npos)
      << "she may have kept a copy of the key";
}

TEST_F(RosterCommands, RefusesWhatItCannotUse) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  for (const char* role : {"", "Mediator", "machine", "mediator,", ",", "mediator support"}) {
    expect_refused(with(add("Zoé", "mediator"), "--role", role), 2);
  }
  expect_refused(add(" Nadia", "mediator"), 2);
  expect_refused(add("Nadia", "support"), 1);  // a name is somebody's
  expect_refused(about("remove", "Zoé"), 1);
  expect_refused(with(add("Zoé", "mediator"), "--passphrase-file", at("nadia.pass")), 1);
  expect_refused(with(add("Zoé", "mediator"), "--home", at("ORG/operators/nadia")), 1);
  expect_refused(with(add("Zoé", "mediator"), "--home", at("NOWHERE")), 1);
  put("short", "1234567\n");
  expect_refused(with(add("Zoé", "mediator"), "--new-passphrase-file", at("short")), 1);
  auto nowhere = words("publish");
  expect_refused(nowhere, 2);
  nowhere.insert(nowhere.end(), {"--relay", "no port"});
  expect_refused(nowhere, 2);
}

TEST_F(RosterCommands, AMachineIsRevokedByNothingButAYes) {
  auto revoke = words("revoke-machine");
  revoke.insert(revoke.end(), {"--machine", "00000000000000bb"});
  for (const char* answer : {"", "no", "yes", "OUI", " YES"}) {
    const auto before = snapshot(home_);
    test::PaperTerminal terminal;
    terminal.answers = {answer};
    EXPECT_EQ(run_at(terminal, revoke), 1) << answer;
    EXPECT_EQ(snapshot(home_), before) << answer;
  }
  expect_refused(revoke, 1);
  EXPECT_NE(terminal_->complained().find("--yes"), std::string::npos);
  test::PaperTerminal terminal;
  terminal.answers = {"YES"};
  ASSERT_EQ(run_at(terminal, revoke), 0) << terminal.complained();
  ASSERT_EQ(terminal.asked.size(), 1u);
  EXPECT_NE(terminal.asked[0].find("00000000000000bb"), std::string::npos);
  EXPECT_TRUE(book_in("ORG/operators/camille").revoked(MachineId{"00000000000000bb"}));
}

TEST_F(RosterCommands, AMachineIsRevokedOnce) {
  auto revoke = words("revoke-machine");
  revoke.insert(revoke.end(), {"--machine", "00000000000000bb", "--yes"});
  ASSERT_EQ(run(revoke), 0) << terminal_->complained();
  EXPECT_TRUE(book_in("ORG/operators/camille").revoked(MachineId{"00000000000000bb"}));
  EXPECT_NE(terminal_->said().find("00000000000000bb"), std::string::npos);
  expect_refused(revoke, 1);
  expect_refused(with(revoke, "--machine", "salon"), 2);
}

TEST_F(RosterCommands, ARelayThatIsNotThereChangesNothing) {
  auto away = add("Nadia", "mediator");
  away.insert(away.end(), {"--relay", "127.0.0.1:1"});
  expect_refused(away, 1);
  EXPECT_NE(terminal_->complained().find("relay_unreachable"), std::string::npos);
}

TEST_F(RosterCommands, ShowsWhoIsInIt) {
  ASSERT_EQ(run(add("Nadia", "mediator,support")), 0);
  ASSERT_EQ(run({"roster", "show", "--home", at("ORG/operators/camille")}), 0);
  EXPECT_NE(terminal_->said().find("Camille  admin\n"), std::string::npos);
  EXPECT_NE(terminal_->said().find("Nadia  mediator,support\n"), std::string::npos);
}

TEST_F(RosterCommands, TheDeputyLetsAnEndedRosterGoOnOnce) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  ASSERT_EQ(run(about("set-deputy", "Nadia")), 0) << terminal_->complained();
  test::fs::copy_file(
      at("ORG/operators/camille/roster"), at("ORG/operators/nadia/roster"),
      test::fs::copy_options::overwrite_existing
  );
  const std::vector<std::string> extend{
      "roster",        "extend", "--home", at("ORG/operators/nadia"), "--passphrase-file",
      at("nadia.pass")
  };
  const auto day = std::chrono::hours{24};
  const WallTime end = book_in("ORG/operators/nadia").roster().ends;
  EXPECT_EQ(run(extend, end - day), 1) << "it has not ended";
  EXPECT_EQ(run(extend, end + roster::kExtension), 1) << "it is too late";
  EXPECT_EQ(run(words("extend"), end + day), 1) << "Camille is not the deputy";
  EXPECT_FALSE(book_in("ORG/operators/nadia").extended());
  ASSERT_EQ(run(extend, end + day), 0) << terminal_->complained();
  const roster::Book book = book_in("ORG/operators/nadia");
  EXPECT_EQ(book.ends(), end + roster::kExtension);
  EXPECT_TRUE(book.recognise(*badge_in("ORG/operators/nadia"), end + day));
  EXPECT_FALSE(book.recognise(*badge_in("ORG/operators/camille"), end + day));
  ASSERT_EQ(run(words("renew"), end + 2 * day), 0) << terminal_->complained();
  EXPECT_EQ(book_in("ORG/operators/camille").ends(), end + 2 * day + roster::kLife);
}

TEST_F(RosterCommands, WithoutANameNobodyIsTheDeputy) {
  expect_refused(about("set-deputy", "Zoé"), 1);
  ASSERT_EQ(run(about("set-deputy", "Camille")), 0) << terminal_->complained();
  ASSERT_EQ(run({"roster", "show", "--home", at("ORG/operators/camille")}), 0);
  EXPECT_NE(terminal_->said().find("Camille  admin  deputy\n"), std::string::npos);
  EXPECT_NE(terminal_->said().find("The roster is good until "), std::string::npos);
  ASSERT_EQ(run(words("set-deputy")), 0) << terminal_->complained();
  EXPECT_EQ(book_in("ORG/operators/camille").roster().deputy(), nullptr);
}

TEST_F(RosterCommands, FamiliesReadTheNumberThatWasSet) {
  const auto phone = [&](const std::string& number) {
    auto all = words("set-phone");
    all.insert(all.end(), {"--phone", number});
    return all;
  };
  ASSERT_EQ(run(phone("+33 2 99 00 00 00")), 0) << terminal_->complained();
  EXPECT_EQ(book_in("ORG/operators/camille").roster().phone, "+33 2 99 00 00 00");
  expect_refused(phone("02.99.00.00.00"), 2);
  ASSERT_EQ(run(words("set-phone")), 0) << terminal_->complained();
  EXPECT_EQ(book_in("ORG/operators/camille").roster().phone, "");
}

TEST_F(RosterCommands, FamiliesReadTheHoursThatWereSet) {
  const auto set = [&](std::vector<std::string> hours) {
    auto all = words("set-hours");
    all.insert(all.end(), hours.begin(), hours.end());
    return all;
  };
  const auto hours = [&] { return book_in("ORG/operators/camille").roster().hours; };
  expect_refused(set({"--closed", "2026-12-24"}), 2);
  ASSERT_EQ(run(set({"--open", "mo-fr 9-12"})), 0) << terminal_->complained();
  ASSERT_EQ(run(set({"--closed", "2026-12-24/2027-01-03"})), 0) << terminal_->complained();
  EXPECT_EQ(hours().open.size(), 5u) << "the week is as it was";
  EXPECT_EQ(hours().closed.size(), 1u);
  ASSERT_EQ(run(set({"--open", "sa 9-12"})), 0) << terminal_->complained();
  EXPECT_EQ(hours().open.size(), 1u);
  EXPECT_EQ(hours().closed.size(), 1u);
  expect_refused(set({"--open", "mo-fr"}), 2);
  expect_refused(set({"--open", ""}), 2);
  ASSERT_EQ(run(set({"--open", "mo 9-12", "--closed", ""})), 0) << terminal_->complained();
  EXPECT_TRUE(hours().closed.empty());
  ASSERT_EQ(run(words("set-hours")), 0) << terminal_->complained();
  EXPECT_TRUE(hours().empty());
}

TEST_F(RosterCommands, APhotoIsNamedInTheRosterAndHandedOverWithoutItsNotes) {
  ASSERT_EQ(run(add("Nadia", "mediator")), 0);
  put("nadia-camera.jpg", test::photo("Exif: at home"));
  auto set = about("set-photo", "Nadia");
  set.insert(set.end(), {"--file", at("nadia-camera.jpg")});
  ASSERT_EQ(run(set), 0) << terminal_->complained();
  const std::string handed = read(at("ORG/operators/nadia.jpg"));
  EXPECT_EQ(handed.find("home"), std::string::npos);
  ASSERT_NE(member("Nadia"), nullptr);
  const Bytes hash = book_->roster().member(member("Nadia")->id)->photo_hash;
  EXPECT_EQ(hash, identity::sha256(handed));
  expect_refused(set, 1);  // over what lies there already
  put("letter.jpg", "Bonjour");
  expect_refused(with(set, "--file", at("letter.jpg")), 1);
  ASSERT_EQ(run(about("set-photo", "Nadia")), 0) << terminal_->complained();
  (void)member("Nadia");
  EXPECT_EQ(book_->roster().member(member("Nadia")->id)->photo_hash, "");
}

TEST_F(RosterCommands, OnesOwnPhotoLiesInOnesFolder) {
  put("camille-camera.jpg", test::photo("Exif: at home"));
  auto set = about("set-photo", "Camille");
  set.insert(set.end(), {"--file", at("camille-camera.jpg")});
  ASSERT_EQ(run(set), 0) << terminal_->complained();
  const std::string own = read(at("ORG/operators/camille/photo.jpg"));
  EXPECT_EQ(book_in("ORG/operators/camille").roster().members[0].photo_hash, identity::sha256(own));
}

TEST_F(RosterCommands, ARosterOfAnotherOrganisationIsNone) {
  ASSERT_EQ(run(init("OTHER")), 0);
  test::fs::copy_file(
      at("OTHER/operators/camille/roster"), at("ORG/operators/camille/roster"),
      test::fs::copy_options::overwrite_existing
  );
  expect_refused(add("Nadia", "mediator"), 1);
}

TEST_F(RosterCommands, KeepsThePersonInItsFolder) {
  ASSERT_EQ(run(add("../../../etc", "mediator")), 0);
  EXPECT_TRUE(test::fs::exists(at("ORG/operators/etc/operator.key")));
}

TEST(FolderName, IsLowerCaseAscii) {
  EXPECT_EQ(folder_name("Camille"), "camille");
  EXPECT_EQ(folder_name("Zoé  Élan-Ça"), "zoe-elan-ca");
  EXPECT_EQ(folder_name("Œuvre"), "uvre");
  EXPECT_EQ(folder_name("مريم"), "operator");
}

}  // namespace
}  // namespace maintendue::cli
