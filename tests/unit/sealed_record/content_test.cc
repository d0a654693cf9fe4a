#include "sealed_record/content.h"

#include "sealed_household.h"

namespace maintendue::sealed_record {
namespace {

using test::kDiallo;
using test::kMartin;
using ContentTest = test::SealedHousehold;

TEST_F(ContentTest, ComesBackWithTheDataKeyAlone) {
  const auto [record, key] = written(kMartin, 1);
  EXPECT_EQ(open_content(record, key, data_key_), Bytes("Mme Martin, 1er étage"));
  EXPECT_FALSE(open_content(record, key, identity::PrivateKey::generate()));
  EXPECT_FALSE(open_content(record, key, nadia_.key));
}

TEST_F(ContentTest, ShowsNothingAndHasAKeyOfItsOwnEachTime) {
  const auto first = written(kMartin, 1), second = written(kMartin, 1);
  EXPECT_EQ(first.record.content.find("Martin"), Bytes::npos);
  EXPECT_NE(first.record.content, second.record.content);
  EXPECT_NE(first.record.nonce, second.record.nonce);
  EXPECT_FALSE(open_content(first.record, second.sealed_key, data_key_));
}

TEST_F(ContentTest, OfAnotherVersionOrHouseholdDoesNotOpen) {
  auto [record, key] = written(kMartin, 2);
  record.version = 1;
  EXPECT_FALSE(open_content(record, key, data_key_)) << "an old content as a new version";
  record.version = 2 + (1ull << 32);
  EXPECT_FALSE(open_content(record, key, data_key_));
  record.version = 2;
  record.household = kDiallo;
  EXPECT_FALSE(open_content(record, key, data_key_)) << "one family's content as another's";
}

TEST_F(ContentTest, AnyByteThatIsFlippedIsFoundOut) {
  const auto [record, key] = written(kMartin, 1);
  for (std::size_t at = 0; at < record.content.size(); ++at) {
    auto flipped = record;
    flipped.content[at] = static_cast<char>(flipped.content[at] ^ 1);
    EXPECT_FALSE(open_content(flipped, key, data_key_)) << at;
  }
  for (std::size_t at = 0; at < record.nonce.size(); ++at) {
    auto flipped = record;
    flipped.nonce[at] = static_cast<char>(flipped.nonce[at] ^ 1);
    EXPECT_FALSE(open_content(flipped, key, data_key_)) << at;
  }
  for (std::size_t at = 0; at < key.size(); ++at) {
    Bytes flipped = key;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_FALSE(open_content(record, flipped, data_key_)) << at;
  }
  auto cut = record;
  while (!cut.content.empty()) {
    cut.content.pop_back();
    EXPECT_FALSE(open_content(cut, key, data_key_));
  }
}

}  // namespace
}  // namespace maintendue::sealed_record
