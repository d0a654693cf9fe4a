#include "roster/book_file.h"

#include <fstream>

#include "support/temp_folder.h"
#include "team.h"

namespace maintendue::roster {
namespace {

class BookFileTest : public test::RosterOfThree {
 protected:
  const test::TempFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "roster";
};

TEST_F(BookFileTest, ComesBackAsItWasKept) {
  const Book book = ours_.book(4);
  ASSERT_TRUE(keep_book(book, file_));
  const auto again = open_book(file_, ours_.trust());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->news().SerializeAsString(), book.news().SerializeAsString());
  EXPECT_EQ(std::filesystem::status(file_).permissions(), std::filesystem::perms(0600));
}

TEST_F(BookFileTest, IsEmptyWhereNothingIs) {
  const auto book = open_book(file_, ours_.trust());
  ASSERT_TRUE(book);
  EXPECT_TRUE(book->empty());
}

TEST_F(BookFileTest, OfOthersOrDamagedIsRefused) {
  ASSERT_TRUE(keep_book(test::Organisation().book(), file_));
  EXPECT_EQ(open_book(file_, ours_.trust()).error().code, Errc::NotTrusted);
  std::ofstream(file_) << "not a roster";
  EXPECT_FALSE(open_book(file_, ours_.trust()));
}

}  // namespace
}  // namespace maintendue::roster
