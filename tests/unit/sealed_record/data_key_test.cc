#include "sealed_record/data_key.h"

#include <gtest/gtest.h>

#include "roster/edit.h"
#include "support/organisation.h"

namespace maintendue::sealed_record {
namespace {

using namespace std::chrono_literals;
using identity::PrivateKey;

// Somebody with a key to sign and a key to open.
struct Person {
  explicit Person(const std::string& name, const std::string& id, v1::Role role) {
    member.who = {OperatorId{id}, name, {role}, signs.public_key()};
    member.encryption_key = opens.public_key();
  }
  PrivateKey signs = PrivateKey::generate();
  PrivateKey opens = PrivateKey::generate();
  roster::Member member;
};

class DataKeyTest : public ::testing::Test {
 protected:
  DataKeyTest() {
    before_.recovery_key = recovery_.public_key();
    sealed_ = renew_data_key(book({{1, 1}, now_, now_ + 1h, {camille_.member}}), before_);
  }
  roster::Book book(const roster::Roster& roster) const {
    roster::Book book(ours_.trust());
    EXPECT_TRUE(book.take_in(ours_.news_of(roster)));
    return book;
  }
  // Omar's PC was stolen: he said so himself.
  roster::Book suspended(roster::Book book) const {
    const OperatorId omar = omar_.member.who.id;
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(
        {omar, now_ + 1min, roster::Suspension{omar}}, ours_.trust(), omar_.signs
    );
    EXPECT_TRUE(book.take_in(news));
    EXPECT_TRUE(book.suspended(omar));
    return book;
  }
  // The edition that follows, and what was sealed with it.
  v1::DataKeys change(Result<roster::Roster> next) {
    EXPECT_TRUE(next);
    after_ = std::move(*next);
    return renew_data_key(book(before_), after_);
  }
  static const v1::SealedDataKey* for_whom(const v1::DataKeys& keys, const std::string& id) {
    for (const v1::SealedDataKey& key : keys.keys()) {
      if (key.operator_id() == id) return &key;
    }
    return nullptr;
  }
  static Bytes opened(const v1::DataKeys& keys, const Person& who) {
    const auto* sealed = for_whom(keys, who.member.who.id.value);
    if (sealed == nullptr) return {};
    const auto key = open_data_key(*sealed, who.opens);
    return key ? key->public_key() : Bytes("does not open");
  }

  const test::Organisation ours_;
  const WallTime now_ = ours_.founded();
  const PrivateKey recovery_ = PrivateKey::generate();
  const Person camille_{"Camille", "00000000000000c1", v1::ROLE_ADMIN};
  const Person lea_{"Léa", "00000000000000ee", v1::ROLE_SUPPORT};
  const Person nadia_{"Nadia", "00000000000000aa", v1::ROLE_MEDIATOR};
  const Person omar_{"Omar", "00000000000000ab", v1::ROLE_MEDIATOR};
  roster::Roster before_{
      {1, 2}, now_, now_ + 1h, {camille_.member, lea_.member, nadia_.member, omar_.member}
  };
  roster::Roster after_;
  v1::DataKeys sealed_;
};

TEST_F(DataKeyTest, IsSealedToMediatorsAndTheRecoveryKeyAndNobodyElse) {
  EXPECT_FALSE(before_.data_key.empty());
  EXPECT_EQ(sealed_.keys_size(), 3);
  EXPECT_EQ(opened(sealed_, nadia_), before_.data_key);
  EXPECT_EQ(opened(sealed_, omar_), before_.data_key);
  EXPECT_EQ(for_whom(sealed_, "00000000000000ee"), nullptr) << "support";
  EXPECT_EQ(for_whom(sealed_, "00000000000000c1"), nullptr) << "an administrator";
  const auto* sheet = for_whom(sealed_, "");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(open_data_key(*sheet, recovery_)->public_key(), before_.data_key);
}

TEST_F(DataKeyTest, IsAnotherOnceSomebodyWhoCouldOpenItMayNoMore) {
  const OperatorId omar = omar_.member.who.id;
  const Bytes fresh = PrivateKey::generate().public_key();
  const std::vector<Result<roster::Roster>> changes{
      roster::without_member(before_, omar, now_),
      roster::with_roles(before_, omar, {v1::ROLE_SUPPORT}, now_),
      roster::with_key(before_, omar, PrivateKey::generate().public_key(), now_, fresh),
      roster::with_key(before_, omar, PrivateKey::generate().public_key(), now_),
  };
  for (const auto& next : changes) {
    const v1::DataKeys sealed = change(next);
    EXPECT_NE(after_.data_key, before_.data_key);
    EXPECT_EQ(opened(sealed, nadia_), after_.data_key);
    EXPECT_NE(opened(sealed, omar_), after_.data_key) << "the key she had opens nothing of it";
  }
}

TEST_F(DataKeyTest, StaysWhenNobodyMayOpenLess) {
  Person zoe{"Zoé", "00000000000000ad", v1::ROLE_MEDIATOR};
  const std::vector<Result<roster::Roster>> changes{
      roster::with_member(before_, zoe.member.who, now_, zoe.member.encryption_key),
      roster::without_member(before_, lea_.member.who.id, now_),
      roster::with_roles(before_, lea_.member.who.id, {v1::ROLE_MEDIATOR}, now_),
      roster::renewed(before_, now_),
  };
  for (const auto& next : changes) {
    EXPECT_EQ(change(next).keys_size(), 0);
    EXPECT_EQ(after_.data_key, before_.data_key);
  }
}

TEST_F(DataKeyTest, IsAnotherForTheFirstWhoComesWhenNobodyCouldHandItOn) {
  roster::Roster nobody = before_;
  std::erase_if(nobody.members, is_entitled);
  EXPECT_EQ(renew_data_key(book(before_), nobody).keys_size(), 0);
  Person zoe{"Zoé", "00000000000000ad", v1::ROLE_MEDIATOR};
  auto next = roster::with_member(nobody, zoe.member.who, now_, zoe.member.encryption_key);
  ASSERT_TRUE(next);
  const v1::DataKeys sealed = renew_data_key(book(nobody), *next);
  EXPECT_NE(next->data_key, before_.data_key);
  EXPECT_EQ(opened(sealed, zoe), next->data_key);
}

TEST_F(DataKeyTest, IsHandedOnToWhoeverHasItNot) {
  const auto data_key = open_data_key(*for_whom(sealed_, "00000000000000aa"), nadia_.opens);
  Person zoe{"Zoé", "00000000000000ad", v1::ROLE_MEDIATOR};
  (void)change(roster::with_member(before_, zoe.member.who, now_, zoe.member.encryption_key));
  v1::DataKeys there = sealed_;
  for (v1::SealedDataKey& key : *there.mutable_keys()) key.clear_sealed();  // as the relay tells
  const v1::DataKeys more = lacking(book(after_), {*data_key}, there);
  EXPECT_EQ(more.keys_size(), 1);
  EXPECT_EQ(opened(more, zoe), before_.data_key);
  there.MergeFrom(more);
  EXPECT_EQ(lacking(book(after_), {*data_key}, there).keys_size(), 0);
  EXPECT_EQ(lacking(book(after_), {*data_key}, {}).keys_size(), 4)
      << "three mediators and the sheet";
}

TEST_F(DataKeyTest, IsSealedAnewToSomebodyWhoseOwnKeyIsAnother) {
  const auto data_key = open_data_key(*for_whom(sealed_, "00000000000000aa"), nadia_.opens);
  Person omar = omar_;
  omar.opens = PrivateKey::generate();
  after_ = before_;
  after_.members.back().encryption_key = omar.opens.public_key();
  const v1::DataKeys more = lacking(book(after_), {*data_key}, sealed_);
  EXPECT_EQ(more.keys_size(), 1);
  EXPECT_EQ(opened(more, omar), before_.data_key);
}

TEST_F(DataKeyTest, IsNotSealedToWhoeverIsSuspended) {
  const roster::Book stolen = suspended(book(before_));
  roster::Roster next = roster::renewed(before_, now_ + 2min);
  const v1::DataKeys sealed = renew_data_key(stolen, next);
  EXPECT_NE(next.data_key, before_.data_key) << "he had the last one";
  EXPECT_EQ(opened(sealed, nadia_), next.data_key);
  EXPECT_EQ(for_whom(sealed, "00000000000000ab"), nullptr);
  EXPECT_EQ(lacking(stolen, {PrivateKey::generate()}, {}).keys_size(), 2) << "Nadia and the sheet";

  auto lifted = roster::lifted(before_, omar_.member.who.id, now_ + 2min);
  ASSERT_TRUE(lifted);
  EXPECT_EQ(renew_data_key(stolen, *lifted).keys_size(), 0) << "he may open what he had";
}

TEST_F(DataKeyTest, IsTheOneItSaysItIsOrNone) {
  v1::SealedDataKey sealed = *for_whom(sealed_, "00000000000000aa");
  EXPECT_FALSE(open_data_key(sealed, omar_.opens));
  sealed.set_data_key_hash(identity::sha256("another"));
  EXPECT_FALSE(open_data_key(sealed, nadia_.opens));
  v1::SealedDataKey relays = sealed_for(nadia_.member, PrivateKey::generate());
  relays.set_data_key_hash(identity::sha256(before_.data_key));
  EXPECT_FALSE(open_data_key(relays, nadia_.opens)) << "a key of the relay's own making";
}

}  // namespace
}  // namespace maintendue::sealed_record
