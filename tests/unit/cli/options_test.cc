#include "desk.h"

namespace maintendue::cli {
namespace {

using test::Desk;

class CommandLine : public Desk {};

TEST_F(CommandLine, ShowsItsUsageWhenAsked) {
  for (const std::vector<std::string>& asked :
       {std::vector<std::string>{"--help"}, {"org", "--help"}, {"org", "init", "-h"}}) {
    EXPECT_EQ(run(asked), 0);
    EXPECT_NE(terminal_->said().find("org workshop-token"), std::string::npos);
  }
  EXPECT_EQ(run({}), 2);
  EXPECT_NE(terminal_->complained().find("org workshop-token"), std::string::npos);
}

TEST_F(CommandLine, RefusesCommandsItDoesNotKnow) {
  expect_refused({"orga"}, 2);
  expect_refused({"org"}, 2);
  expect_refused({"org", "destroy"}, 2);
}

TEST_F(CommandLine, RefusesOptionsItDoesNotKnow) {
  std::vector<std::string> more = init();
  more.insert(more.end(), {"--force", "yes"});
  expect_refused(more, 2);
  more = init();
  more.insert(more.end(), {"--dir", at("OTHER")});
  expect_refused(more, 2);
  more = init();
  more.push_back("--dir");
  expect_refused(more, 2);
  more = init();
  more.push_back("word");
  expect_refused(more, 2);
  more = init();
  more.insert(more.end(), {"--", "x"});
  expect_refused(more, 2);
}

TEST(Words, FollowTheLocale) {
  EXPECT_EQ(language_of("fr_FR.UTF-8"), Language::French);
  EXPECT_EQ(language_of("fr"), Language::French);
  EXPECT_EQ(language_of("en_GB.UTF-8"), Language::English);
  EXPECT_EQ(language_of("C"), Language::English);
  EXPECT_EQ(language_of(""), Language::English);
}

TEST(Words, AreThereInBothLanguagesWithTheSamePlaces) {
  for (int word = 0; word <= static_cast<int>(Word::FamilyUnsure); ++word) {
    const auto said = [word](Language language) {
      return say(
          language, static_cast<Word>(word), {"<one>", "<two>", "<three>", "<four>", "<five>"}
      );
    };
    const std::string french = said(Language::French);
    const std::string english = said(Language::English);
    EXPECT_TRUE(french != english || french == "pc") << french;
    for (const char* place : {"<one>", "<two>", "<three>", "<four>", "<five>"}) {
      EXPECT_EQ(french.find(place) == std::string::npos, english.find(place) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace maintendue::cli
