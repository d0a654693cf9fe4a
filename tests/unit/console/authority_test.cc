#include "console/roster/authority.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

class AuthorityTest : public ::testing::Test {
 protected:
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(home_.path() / name, std::ios::binary) << text;
  }
  void put_key() const {
    put("roster.key", ours_.roster_key().key.to_encrypted_pem("camille a neuf vies"));
    put("roster.crt", ours_.roster_key().certificate.to_pem());
  }
  Errc refusal(const std::string& passphrase = "camille a neuf vies") const {
    const auto opened = Authority::open(home_.path(), ours_.trust(), passphrase);
    return opened ? Errc::Internal : opened.error().code;
  }

  const test::Organisation ours_;
  const test::Holder camille_ =
      ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const test::Holder nadia_ = ours_.operator_named("Nadia");
  const WallTime now_ = ours_.founded() + 24h;
  const test::TempFolder home_;
  const Authority authority_{ours_.roster_key(), ours_.trust()};
};

TEST_F(AuthorityTest, OpensWithThePassphraseOfTheOneWhoHoldsIt) {
  EXPECT_FALSE(Authority::lies_in(home_.path()));
  EXPECT_EQ(refusal(), Errc::NotAllowed);
  put_key();
  EXPECT_TRUE(Authority::lies_in(home_.path()));
  EXPECT_TRUE(Authority::open(home_.path(), ours_.trust(), "camille a neuf vies"));
  EXPECT_EQ(refusal("wrong"), Errc::WrongPassphrase);
}

TEST_F(AuthorityTest, IsOfThisOrganisationAndWhole) {
  put_key();
  put("roster.crt", test::Organisation().roster_key().certificate.to_pem());
  EXPECT_EQ(refusal(), Errc::NotAllowed);
  put("roster.crt", ours_.intermediate().certificate.to_pem());
  EXPECT_EQ(refusal(), Errc::NotAllowed);
  put("roster.crt", identity::make_roster_key(ours_.root(), 1, now_).certificate.to_pem());
  EXPECT_EQ(refusal(), Errc::NotAllowed) << "the certificate of another key";
}

TEST_F(AuthorityTest, WhatItSignsEverybodyBelieves) {
  const auto edited = authority_.sign(
      ours_.book(), AddColleague{"Zoé", {v1::ROLE_MEDIATOR}, std::string("la mer est haute")}, now_
  );
  ASSERT_TRUE(edited) << edited.error().detail;
  roster::Book elsewhere = ours_.book();
  ASSERT_TRUE(elsewhere.take_in(edited->book.news()));
  EXPECT_EQ(elsewhere.edition(), (roster::Edition{1, 2}));
  EXPECT_EQ(elsewhere.roster().members.back().who.name, "Zoé");
  const auto chain = edited->colleague.at("operator.crt");
  const auto peer = ours_.trust().check_client(chain, now_);
  ASSERT_TRUE(peer);
  EXPECT_TRUE(elsewhere.recognise(std::get<identity::Badge>(*peer), now_));
}

TEST_F(AuthorityTest, GivesTheRosterKeyToAdministratorsAlone) {
  const auto files = [&](std::vector<v1::Role> roles) {
    return authority_
        .sign(ours_.book(), AddColleague{"Zoé", roles, std::string("la mer est haute")}, now_)
        ->colleague;
  };
  EXPECT_FALSE(files({v1::ROLE_MEDIATOR, v1::ROLE_SUPPORT}).contains("roster.key"));
  const auto admins = files({v1::ROLE_ADMIN});
  ASSERT_TRUE(admins.contains("roster.key"));
  const auto key = identity::PrivateKey::from_pem(admins.at("roster.key"), "la mer est haute");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->public_key(), ours_.roster_key().key.public_key());
}

TEST_F(AuthorityTest, KeepsWhatOthersStated) {
  roster::Book book = ours_.book();
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, now_, roster::Suspension{OperatorId{nadia_.id}}}, ours_.trust(),
      nadia_.key
  );
  ASSERT_TRUE(book.take_in(news));
  const auto renewed = authority_.sign(book, RenewRoster{}, now_ + 1h);
  EXPECT_TRUE(renewed->book.suspended(OperatorId{nadia_.id}));
  const auto lifted = authority_.sign(book, LiftSuspension{OperatorId{nadia_.id}}, now_ + 1h);
  EXPECT_FALSE(lifted->book.suspended(OperatorId{nadia_.id}));
}

TEST_F(AuthorityTest, SignsNothingOnceItsKeyWasReplaced) {
  roster::Roster next = ours_.roster();
  next.edition = {2, 1};
  v1::RosterNews news;
  const auto key = identity::make_roster_key(ours_.root(), 2, now_);
  news.set_signed_roster(roster::sign_roster(next, ours_.trust(), key));
  roster::Book book = ours_.book();
  ASSERT_TRUE(book.take_in(news));
  EXPECT_EQ(authority_.sign(book, RenewRoster{}, now_).error().code, Errc::OutOfDate);
}

TEST_F(AuthorityTest, RefusesAShortPassphraseByItsCharacters) {
  const auto adding = [&](const std::string& passphrase) {
    const AddColleague edit{"Zoé", {v1::ROLE_MEDIATOR}, std::string(passphrase)};
    return authority_.sign(ours_.book(), edit, now_).has_value();
  };
  EXPECT_FALSE(adding("éééééé7"));
  EXPECT_TRUE(adding("éééééé78"));
}

TEST_F(AuthorityTest, GivesWhoeverGetsAKeyAnotherThatThingsAreSealedTo) {
  const auto edited = authority_.sign(
      ours_.book(), AddColleague{"Zoé", {v1::ROLE_MEDIATOR}, std::string("la mer est haute")}, now_
  );
  ASSERT_TRUE(edited);
  EXPECT_EQ(edited->data_keys.keys_size(), 0) << "a colleague's console hands the data key on";
  const auto opens =
      identity::PrivateKey::from_pem(edited->colleague.at("encryption.key"), "la mer est haute");
  ASSERT_TRUE(opens);
  const roster::Member& zoe = edited->book.roster().members.back();
  EXPECT_EQ(zoe.encryption_key, opens->public_key());
  EXPECT_NE(zoe.encryption_key, zoe.who.public_key);
}

TEST_F(AuthorityTest, SealsAnotherDataKeyToThoseWhoStayAndKeepsNothingOfIt) {
  const test::Holder omar = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  const roster::Book before = ours_.book();
  const auto edited = authority_.sign(before, RemoveColleague{OperatorId{omar.id}}, now_);
  ASSERT_TRUE(edited);
  const roster::Roster& next = edited->book.roster();
  EXPECT_NE(next.data_key, before.roster().data_key);
  EXPECT_EQ(edited->data_keys.keys_size(), 2) << "Nadia, and the recovery key";
  for (const v1::SealedDataKey& sealed : edited->data_keys.keys()) {
    const bool hers = sealed.operator_id() == nadia_.id;
    const auto& key = hers ? nadia_.opens : ours_.recovery_key();
    const auto opened = sealed_record::open_data_key(sealed, key);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->public_key(), next.data_key);
    EXPECT_FALSE(sealed_record::open_data_key(sealed, camille_.opens));
    EXPECT_FALSE(sealed_record::open_data_key(sealed, omar.opens));
  }
}

}  // namespace
}  // namespace maintendue::console
