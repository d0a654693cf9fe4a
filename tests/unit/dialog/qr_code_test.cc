// The code that a camera reads off the PC's card.
#include "agent/dialog/qr_code.h"

#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

// As long as a card's text is.
const std::string kCard(73, 'a');

// The mark in three corners by which a reader finds the code: a ring, and a square in it.
bool has_finder(const QrCode& code, int left, int top) {
  for (int row = 0; row < 7; ++row) {
    for (int column = 0; column < 7; ++column) {
      const int ring = std::max(std::abs(column - 3), std::abs(row - 3));
      if (code.at(left + column, top + row) != (ring != 2)) return false;
    }
  }
  return true;
}

TEST(QrCodeOfACard, IsOneThatAReaderFinds) {
  const Result<QrCode> code = qr_code(kCard);
  ASSERT_TRUE(code);
  ASSERT_EQ(code->dark.size(), static_cast<std::size_t>(code->side * code->side));
  EXPECT_TRUE(has_finder(*code, 0, 0));
  EXPECT_TRUE(has_finder(*code, code->side - 7, 0));
  EXPECT_TRUE(has_finder(*code, 0, code->side - 7));
  EXPECT_FALSE(has_finder(*code, code->side - 7, code->side - 7));
}

TEST(QrCodeOfACard, IsSmallEnoughToHaveLargeModules) {
  const Result<QrCode> code = qr_code(kCard);
  ASSERT_TRUE(code);
  EXPECT_EQ(code->side, 37);  // version 5
  EXPECT_EQ(code->whole_side(), 45);
}

TEST(QrCodeOfACard, HoldsNoMoreThanACodeCan) {
  EXPECT_TRUE(qr_code(std::string(120, 'a')));  // what the contract admits
  EXPECT_FALSE(qr_code(std::string(3000, 'a')));
  EXPECT_FALSE(qr_code(""));
}

}  // namespace
}  // namespace maintendue::dialog
