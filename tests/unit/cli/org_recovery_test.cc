// What happens when a passphrase, a laptop or an administrator is gone.
#include "console/cli/recovery_sheet.h"
#include "console/data_keys/waiting_keys.h"
#include "desk.h"
#include "sealed_record/data_key.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;

class OrgRecovery : public Desk {
 protected:
  OrgRecovery() {
    EXPECT_EQ(run(init()), 0) << terminal_->complained();
    EXPECT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  }
  std::vector<std::string> replace(const std::string& admin, const std::string& dir = "ORG") const {
    return {
        "org",
        "replace-roster-key",
        "--dir",
        at(dir),
        "--roster",
        at("ORG/operators/camille/roster"),
        "--admin",
        admin,
        "--to",
        at("NEW"),
        "--root-passphrase-file",
        at("root.pass"),
        "--passphrase-file",
        at("nadia.pass"),
        "--recovery-passphrase-file",
        at("sheet.pass")
    };
  }
  std::vector<std::string> recover() const {
    return {
        "org",
        "recover",
        "--sheet",
        at("ORG/recovery-sheet.txt"),
        "--dir",
        at("BACK"),
        "--recovery-passphrase-file",
        at("sheet.pass"),
        "--root-passphrase-file",
        at("camille.pass")
    };
  }
};

TEST_F(OrgRecovery, TheSheetBringsTheRootBackUnderANewPassphrase) {
  test::fs::remove(at("ORG/root.key"));
  ASSERT_EQ(run(recover()), 0) << terminal_->complained();
  EXPECT_TRUE(identity::PrivateKey::from_pem(read(at("BACK/root.key")), "camille a neuf vies"));
  EXPECT_EQ(read(at("BACK/root.crt")), read(at("ORG/root.crt")));
  EXPECT_EQ(mode(at("BACK/root.key")), 0600u);
  EXPECT_EQ(run(with(replace("Camille", "BACK"), "--root-passphrase-file", at("camille.pass"))), 0)
      << terminal_->complained();
}

TEST_F(OrgRecovery, TheSheetHoldsTheKeyThatFamiliesAreSealedToBeside) {
  const std::string sheet = read(at("ORG/recovery-sheet.txt"));
  const auto key = recovery_key_from_sheet(sheet, "une feuille de platane");
  ASSERT_TRUE(key);
  const roster::Book book = book_in("ORG/operators/camille");
  EXPECT_EQ(book.roster().recovery_key, key->public_key());
  EXPECT_EQ(
      recovery_key_from_sheet(sheet, "une autre feuille").error().code, Errc::WrongPassphrase
  );
  const std::string half = sheet.substr(0, sheet.rfind("-----BEGIN"));
  EXPECT_EQ(recovery_key_from_sheet(half, "une feuille de platane").error().code, Errc::BadMessage);
}

TEST_F(OrgRecovery, TheFirstMediatorsKeyIsSealedToHerAndWaitsForTheRelay) {
  const v1::DataKeys waiting = console::waiting_keys(at("ORG/operators/camille"));
  ASSERT_EQ(waiting.keys_size(), 2) << "Nadia, and the sheet";
  const auto opens = identity::PrivateKey::from_pem(
      read(at("ORG/operators/nadia/encryption.key")), "nadia aime la mer"
  );
  ASSERT_TRUE(opens);
  const roster::Roster roster = book_in("ORG/operators/camille").roster();
  int hers = 0;
  for (const v1::SealedDataKey& sealed : waiting.keys()) {
    const auto key = sealed_record::open_data_key(sealed, *opens);
    if (key && key->public_key() == roster.data_key) ++hers;
  }
  EXPECT_EQ(hers, 1);
}

TEST_F(OrgRecovery, ASheetCopiedByHandMayHaveSpaceAroundIt) {
  std::string sheet = read(at("ORG/recovery-sheet.txt"));
  put("typed.txt", "  notes\n\n" + sheet + "\n\n-- copied by Zoé\n");
  EXPECT_EQ(run(with(recover(), "--sheet", at("typed.txt"))), 0) << terminal_->complained();
}

TEST_F(OrgRecovery, AWrongOrDamagedSheetIsRefused) {
  expect_refused(with(recover(), "--recovery-passphrase-file", at("root.pass")), 1);
  put("none.txt", "FEUILLE DE SECOURS\n");
  expect_refused(with(recover(), "--sheet", at("none.txt")), 1);
  ASSERT_EQ(run(init("OTHER")), 0);
  const std::string ours = read(at("ORG/recovery-sheet.txt"));
  const std::string theirs = read(at("OTHER/recovery-sheet.txt"));
  const auto half = [](const std::string& sheet) { return sheet.find("-----BEGIN CERTIFICATE"); };
  put("mixed.txt", ours.substr(0, half(ours)) + theirs.substr(half(theirs)));
  expect_refused(with(recover(), "--sheet", at("mixed.txt")), 1);
}

TEST_F(OrgRecovery, AnAdministratorWhoLostEverythingGetsANewKeyByTheRoot) {
  ASSERT_EQ(run(replace("Camille")), 0) << terminal_->complained();
  const roster::Book before = book_in("ORG/operators/camille");
  roster::Book after = book_in("NEW");
  EXPECT_EQ(after.edition(), (roster::Edition{2, 1}));
  EXPECT_FALSE(after.recognise(*badge_in("ORG/operators/camille"), kToday)) << "the lost laptop";
  EXPECT_TRUE(after.recognise(*badge_in("NEW"), kToday));
  EXPECT_TRUE(after.recognise(*badge_in("ORG/operators/nadia"), kToday)) << "others need nothing";
  EXPECT_EQ(after.take_in(before.news()).error().code, Errc::OutOfDate) << "for good";
}

// Whoever had the roster key may have put a recovery key of hers into the roster.
TEST_F(OrgRecovery, TheOldSheetOpensNothingThatIsWrittenFromThenOn) {
  const auto old =
      recovery_key_from_sheet(read(at("ORG/recovery-sheet.txt")), "une feuille de platane");
  ASSERT_EQ(run(replace("Camille")), 0) << terminal_->complained();
  const std::string sheet = read(at("NEW/recovery-sheet.txt"));
  EXPECT_EQ(mode(at("NEW/recovery-sheet.txt")), 0600u);
  const auto key = recovery_key_from_sheet(sheet, "une feuille de platane");
  ASSERT_TRUE(old && key);
  const roster::Roster before = book_in("ORG/operators/camille").roster();
  const roster::Roster after = book_in("NEW").roster();
  EXPECT_EQ(after.recovery_key, key->public_key());
  EXPECT_NE(after.data_key, before.data_key);
  const v1::DataKeys waiting = console::waiting_keys(at("NEW"));
  int by_old = 0, by_new = 0;
  for (const v1::SealedDataKey& sealed : waiting.keys()) {
    by_old += sealed_record::open_data_key(sealed, *old).has_value();
    const auto opened = sealed_record::open_data_key(sealed, *key);
    by_new += opened && opened->public_key() == after.data_key;
  }
  EXPECT_EQ(by_old, 0);
  EXPECT_EQ(by_new, 1);
}

TEST_F(OrgRecovery, AnotherAdministratorTakesThePlaceOfOneWhoLeft) {
  auto words = replace("Inès");
  words.insert(words.end(), {"--remove", "Camille"});
  ASSERT_EQ(run(words), 0) << terminal_->complained();
  const roster::Book book = book_in("NEW");
  EXPECT_FALSE(book.recognise(*badge_in("ORG/operators/camille"), kToday));
  const auto ines = book.recognise(*badge_in("NEW"), kToday);
  ASSERT_TRUE(ines);
  EXPECT_EQ(ines->name, "Inès");
  EXPECT_EQ(ines->roles, std::vector{v1::ROLE_ADMIN});
}

TEST_F(OrgRecovery, TheOldRosterKeyCannotGoOn) {
  ASSERT_EQ(run(replace("Camille")), 0);
  test::fs::copy_file(
      at("NEW/roster"), at("ORG/operators/camille/roster"),
      test::fs::copy_options::overwrite_existing
  );
  expect_refused(with(add("Zoé", "mediator"), "--to", at("ZOE")), 1);
}

TEST_F(OrgRecovery, RefusesWhatItCannotUse) {
  expect_refused(with(replace("Camille"), "--root-passphrase-file", at("nadia.pass")), 1);
  expect_refused(with(replace("Camille"), "--roster", at("nothing")), 1);
  expect_refused(with(replace("Camille"), "--roster", at("root.pass")), 1);
  auto nobody = replace("Camille");
  nobody.insert(nobody.end(), {"--remove", "Zoé"});
  expect_refused(nobody, 1);
  EXPECT_FALSE(test::fs::exists(at("NEW")));
}

}  // namespace
}  // namespace maintendue::cli
