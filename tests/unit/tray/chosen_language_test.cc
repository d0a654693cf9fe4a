#include "agent/tray/chosen_language.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "support/temp_folder.h"

namespace maintendue::tray {
namespace {

class TrayLanguage : public ::testing::Test {
 protected:
  TrayLanguage() {
    for (const char* variable : {"LANGUAGE", "LC_MESSAGES", "LANG"}) unsetenv(variable);
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
  }
  ~TrayLanguage() override { unsetenv("LC_ALL"); }

  void write(const std::string& text) const {
    std::filesystem::create_directories(file_.parent_path());
    std::ofstream(file_) << text;
  }

  const test::TempFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "settings" / "maintendue" / "language";
};

TEST_F(TrayLanguage, IsTheSessionsUntilSomebodyChooses) {
  EXPECT_EQ(ChosenLanguage(file_).tag(), "tr");
}

TEST_F(TrayLanguage, OutlastsTheProgramOnceItIsChosen) {
  ChosenLanguage language(file_);
  EXPECT_TRUE(language.choose("ar"));
  EXPECT_EQ(language.tag(), "ar");
  EXPECT_FALSE(language.choose("ar")) << "it is that already";
  EXPECT_EQ(ChosenLanguage(file_).tag(), "ar");
}

TEST_F(TrayLanguage, IsKeptThoughItIsWhatTheSessionSpeaksToday) {
  EXPECT_FALSE(ChosenLanguage(file_).choose("tr"));
  setenv("LC_ALL", "fr_FR.UTF-8", 1);
  EXPECT_EQ(ChosenLanguage(file_).tag(), "tr");
}

TEST_F(TrayLanguage, IsNoneThatNobodyHasWritten) {
  ChosenLanguage language(file_);
  for (const char* tag : {"", "xx", "fr_FR", "../../etc/passwd", "AR"}) {
    EXPECT_FALSE(language.choose(tag)) << tag;
  }
  EXPECT_EQ(language.tag(), "tr");
  EXPECT_FALSE(std::filesystem::exists(file_));
  for (const char* text : {"", "xx", "ar\n", "fr ar"}) {
    write(text);
    EXPECT_EQ(ChosenLanguage(file_).tag(), "tr") << text;
  }
  write(std::string(100'000, 'a'));
  EXPECT_EQ(ChosenLanguage(file_).tag(), "tr");
}

TEST_F(TrayLanguage, LastsAsLongAsTheProgramWhereTheDiskTakesNothing) {
  std::ofstream(folder_.path() / "settings") << "a file where a folder should be";
  for (const std::filesystem::path& nowhere : {file_, std::filesystem::path()}) {
    ChosenLanguage language(nowhere);
    EXPECT_TRUE(language.choose("ar"));
    EXPECT_EQ(language.tag(), "ar");
    EXPECT_EQ(ChosenLanguage(nowhere).tag(), "tr");
  }
}

TEST_F(TrayLanguage, IsOfTheAccountThatTheSessionIsOf) {
  setenv("XDG_CONFIG_HOME", folder_.path().c_str(), 1);
  EXPECT_TRUE(ChosenLanguage::of_this_account().choose("ar"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "maintendue" / "language"));
  setenv("XDG_CONFIG_HOME", "relative", 1);  // is to be ignored, by the specification
  setenv("HOME", (folder_.path() / "home").c_str(), 1);
  EXPECT_EQ(ChosenLanguage::of_this_account().tag(), "tr");
  EXPECT_TRUE(ChosenLanguage::of_this_account().choose("fa"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "home/.config/maintendue/language"));
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("HOME");
  EXPECT_EQ(ChosenLanguage::of_this_account().tag(), "tr");
}

}  // namespace
}  // namespace maintendue::tray
