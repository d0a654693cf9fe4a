// What windows read aloud, by the real voice into a file instead of a loudspeaker.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "support/temp_folder.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

class VoiceOnADesktop : public ::testing::Test {
 protected:
  VoiceOnADesktop() {
    std::ofstream(path("/espeak-ng"))
        << "#!/bin/sh\necho \"$@\" > '" << path("/how") << "'\ntee '" << path("/text")
        << "' | /usr/bin/espeak-ng -w '" << path("/heard") << "' \"$@\"\n";
    chmod(path("/espeak-ng").c_str(), 0755);
    setenv("PATH", (folder_.path().string() + ":" + before_).c_str(), 1);
  }
  ~VoiceOnADesktop() override { setenv("PATH", before_.c_str(), 1); }

  std::string path(const std::string& file) const { return folder_.path().string() + file; }
  std::string contents(const std::string& file) const {
    std::ifstream in(path(file), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // A person who goes there by the keys, a key at a time, and presses.
  void presses_at(int tabs, DialogProcess& dialog) {
    for (int i = 0; i < tabs; ++i) {
      EXPECT_FALSE(dialog.next(1s));
      desktop_.key_named(XK_Tab);
    }
    EXPECT_FALSE(dialog.next(1s));
    desktop_.key_named(XK_Return);
    EXPECT_TRUE(desktop_.until([&] { return !contents("/heard").empty(); }));
  }

  const std::string before_ = std::getenv("PATH");
  test::TempFolder folder_;
  Desktop desktop_;
};

TEST_F(VoiceOnADesktop, ReadsAPhraseInItsOwnLanguage) {
  pc::ServiceToDialog says;
  says.mutable_slip()->set_language("tr");
  says.mutable_slip()->mutable_slip()->set_number(1);
  says.mutable_slip()->mutable_slip()->set_phrase(v1::PHRASE_HELLO);
  DialogProcess dialog(says);
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-slip");
  const Desktop::Place at = desktop_.place(window);
  desktop_.click(at.x + at.width / 2, at.y + 30);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  presses_at(6, dialog);
  EXPECT_EQ(contents("/how"), "-v tr -s 130 --stdin\n") << "the words are in no list of processes";
  EXPECT_EQ(contents("/text"), "Merhaba!");
}

// The operator is on the phone and would hear it, whatever the family wants.
TEST_F(VoiceOnADesktop, ReadsAQuestionButNeverItsNumber) {
  pc::ServiceToDialog says = question(v1::SCOPE_VIEW);
  says.mutable_question()->set_number("123456");
  DialogProcess dialog(says);
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-question");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  presses_at(2, dialog);
  EXPECT_EQ(contents("/how"), "-v fr -s 130 --stdin\n");
  EXPECT_THAT(contents("/text"), HasSubstr("Voulez-vous montrer votre écran"));
  for (const char* digits : {"123", "456", "1 2 3"})
    EXPECT_THAT(contents("/text"), Not(HasSubstr(digits)));
  EXPECT_FALSE(dialog.next(1s)) << "listening answers nothing";
}

}  // namespace
}  // namespace maintendue::testing
