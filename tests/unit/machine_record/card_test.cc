#include <gtest/gtest.h>

#include "support/verified.h"

namespace maintendue::machine_record {
namespace {

class CardTest : public ::testing::Test {
 protected:
  Errc refusal(std::string_view text) const { return read_card(text, ours_.trust()).error().code; }

  const test::Organisation ours_;
  const test::Holder pc_ = ours_.machine();
  const std::string text_ = card_text(MachineId{pc_.id}, test::key_hash(pc_), ours_.trust());
};

TEST_F(CardTest, SaysWhichPcAndWhichKey) {
  EXPECT_EQ(text_.substr(0, 21), "MT1:00000000000000bb:");
  EXPECT_EQ(text_.size(), 4u + 16 + 1 + 43 + 1 + 8 + 1 + 4);
  const Result<Card> card = read_card(text_, ours_.trust());
  ASSERT_TRUE(card);
  EXPECT_EQ(card->machine, MachineId{pc_.id});
  EXPECT_EQ(card->key_hash, test::key_hash(pc_));
}

TEST_F(CardTest, OfAnotherOrganisationIsToldApart) {
  const std::string theirs =
      card_text(MachineId{pc_.id}, test::key_hash(pc_), test::Organisation("Ailleurs").trust());
  EXPECT_EQ(refusal(theirs), Errc::NotTrusted);
}

TEST_F(CardTest, ASlipOfWhoeverTypesItIsNoOtherPc) {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    std::string slip = text_;
    slip[at] = slip[at] == 'a' ? 'b' : 'a';
    EXPECT_EQ(refusal(slip), Errc::BadMessage) << slip;
  }
  std::string swapped = text_;
  std::swap(swapped[8], swapped[25]);
  EXPECT_EQ(refusal(swapped), Errc::BadMessage);
}

TEST_F(CardTest, HasOneWayOfBeingWritten) {
  for (std::size_t length = 0; length < text_.size(); ++length) {
    EXPECT_FALSE(read_card(text_.substr(0, length), ours_.trust())) << length;
  }
  for (const std::string& bad :
       {text_ + ":", text_ + "x", " " + text_, "mt1" + text_.substr(3), std::string("MT1:::"),
        std::string("MT1:KBUL"), "MT1:00000000000000BB" + text_.substr(20)}) {
    EXPECT_FALSE(read_card(bad, ours_.trust())) << bad;
  }
  // The last digit of the hash has two bits to spare.
  std::string loose = text_;
  char& last = loose[4 + 16 + 1 + 42];
  last = last == 'A' ? 'B' : static_cast<char>(last + 1);
  const Result<Card> read = read_card(loose, ours_.trust());
  EXPECT_TRUE(!read || read->key_hash != test::key_hash(pc_));
}

}  // namespace
}  // namespace maintendue::machine_record
