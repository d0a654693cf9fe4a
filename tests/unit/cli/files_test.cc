#include "console/cli/files.h"

#include "desk.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::PaperTerminal;

class Files : public Desk {
 protected:
  PaperTerminal paper_;
};

TEST_F(Files, AFolderIsThereWholeOrNotAtAll) {
  {
    NewFolder folder(paper_, at("new"));
    folder.add_key("a/b/secret.key", "secret");
    folder.add_certificate("public.crt", "public");
    EXPECT_FALSE(test::fs::exists(at("new")));
    folder.commit();
  }
  EXPECT_EQ(read(at("new/a/b/secret.key")), "secret");
  EXPECT_EQ(mode(at("new/a/b")), 0700u);
}

TEST_F(Files, AFolderThatIsNotCommittedLeavesNothing) {
  const auto before = snapshot(home_);
  {
    NewFolder folder(paper_, at("new"));
    folder.add_key("secret.key", "secret");
  }
  EXPECT_EQ(snapshot(home_), before);
}

TEST_F(Files, AFolderThatSomebodyElseMadeMeanwhileIsKept) {
  NewFolder folder(paper_, at("new"));
  folder.add_key("secret.key", "mine");
  test::fs::create_directory(at("new"));
  put("new/secret.key", "theirs");
  EXPECT_THROW(folder.commit(), Stop);
  EXPECT_EQ(read(at("new/secret.key")), "theirs");
}

TEST_F(Files, ALinkThatLeadsNowhereIsInTheWay) {
  test::fs::create_symlink(at("nowhere"), at("link"));
  EXPECT_THROW(NewFolder(paper_, at("link")), Stop);
  EXPECT_THROW(write_new_file(paper_, at("link"), "x"), Stop);
  EXPECT_FALSE(test::fs::exists(at("nowhere")));
}

TEST_F(Files, AreReadUpToTheirBound) {
  put("ten", "0123456789");
  EXPECT_EQ(read_file(paper_, at("ten"), 10), "0123456789");
  EXPECT_THROW(read_file(paper_, at("ten"), 9), Stop);
  EXPECT_THROW(read_file(paper_, at("none"), 9), Stop);
}

TEST_F(Files, ALoneNameLiesInTheFolderOneIsIn) {
  const test::fs::path before = test::fs::current_path();
  test::fs::current_path(home_);
  write_new_file(paper_, "lone", "x");
  test::fs::current_path(before);
  EXPECT_EQ(read(at("lone")), "x");
}

}  // namespace
}  // namespace maintendue::cli
