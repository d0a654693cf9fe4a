// The family's clipboard and the operator's, on a real X server.
#include <gtest/gtest.h>

#include "agent/screen/cut_text.h"
#include "tests/unit/screen/other_program.h"
#include "tests/unit/screen/screen_program.h"
#include "tests/unit/screen/x_server.h"

namespace maintendue::test {
namespace {

using lease::Scope;

const std::string kText = "Été à la plage\nœuvre 3 € مرحبا";

std::string body_of(const Bytes& message) { return message.substr(8); }

class Clipboard : public testing::Test {
 protected:
  void start(Scope scope) {
    program.emplace(x.name());
    program->order(scope);
    program->look({kRaw, kExtendedClipboard});
    viewer().read_until([&] { return !viewer().extended_texts.empty(); });
    EXPECT_EQ(viewer().extended_texts[0], body_of(screen::cut_text_capabilities()));
    viewer().extended_texts.clear();
    viewer().extended_cut_text(0x1f000001, std::string_view("\0\1\0\0", 4));  // 64 KiB unasked
    viewer().whole_picture();  // it has read that, which came before
  }
  RfbClient& viewer() { return program->viewer(); }
  void paste_from_viewer(const std::string& utf8) {
    Bytes message = screen::extended_cut_text(utf8);
    message[0] = 6;
    viewer().send(message);
  }

  XServer x = XServer::virtual_one("640x480x24");
  OtherProgram other{x};
  std::optional<ScreenProgram> program;
};

TEST_F(Clipboard, TheOperatorsTextReachesThePc) {
  start(Scope::Control);
  paste_from_viewer(kText);
  EXPECT_TRUE(eventually([&] { return other.paste("UTF8_STRING") == kText; }));
  EXPECT_EQ(other.paste("text/plain;charset=utf-8"), kText);
  EXPECT_EQ(other.paste("TIMESTAMP"), std::nullopt);
}

TEST_F(Clipboard, AnOlderViewersTextReachesThePc) {
  start(Scope::Control);
  viewer().cut_text("\xc9t\xe9");
  EXPECT_TRUE(eventually([&] { return other.paste("UTF8_STRING") == "Été"; }));
  EXPECT_EQ(other.paste("STRING"), "\xc9t\xe9");
}

TEST_F(Clipboard, TheViewerIsAskedWhenItOnlyTells) {
  start(Scope::Control);
  viewer().extended_cut_text(0x08000001);  // notify
  viewer().read_until([&] { return !viewer().extended_texts.empty(); });
  EXPECT_EQ(viewer().extended_texts[0], body_of(screen::cut_text_request()));
}

TEST_F(Clipboard, WhatTheFamilyCopiesReachesTheViewer) {
  start(Scope::Control);
  other.copy(kText);
  other.serve_until([&] {
    viewer().request(false);
    viewer().read_message();
    return !viewer().extended_texts.empty();
  });
  EXPECT_EQ(viewer().extended_texts[0], body_of(screen::extended_cut_text(kText)));
}

TEST_F(Clipboard, ATextInPiecesIsPutTogether) {
  start(Scope::Control);
  std::string text;
  while (text.size() < 60000) text += "é ligne\n";
  other.copy_in_pieces(text);
  other.serve_until([&] {
    viewer().request(false);
    viewer().read_message();
    return !viewer().extended_texts.empty();
  });
  EXPECT_EQ(viewer().extended_texts[0], body_of(screen::extended_cut_text(text)));
}

TEST_F(Clipboard, ATextTooLongIsLeftAloneAndTheNextOneWorks) {
  start(Scope::Control);
  other.copy_in_pieces(std::string(300000, 'x'));
  other.serve_until([&] { return other.pieces_left() == 0; });
  other.copy("court");
  other.serve_until([&] {
    viewer().request(false);
    viewer().read_message();
    return !viewer().extended_texts.empty();
  });
  EXPECT_EQ(viewer().extended_texts[0], body_of(screen::extended_cut_text("court")));
}

TEST_F(Clipboard, NothingPassesWithoutControl) {
  start(Scope::View);
  paste_from_viewer("from the viewer");
  other.copy("from the family");
  viewer().extended_cut_text(0x02000001);  // request
  for (int i = 0; i < 5; ++i) {
    viewer().whole_picture();
    other.serve();
  }
  EXPECT_EQ(other.times_asked(), 0);
  EXPECT_TRUE(viewer().extended_texts.empty());
  EXPECT_TRUE(viewer().texts.empty());
  EXPECT_TRUE(other.owns());
}

TEST_F(Clipboard, WhatWasCopiedBeforeControlStaysWithTheFamily) {
  other.copy("mot de passe");
  start(Scope::View);
  program->order(Scope::Control);
  for (int i = 0; i < 5; ++i) {
    viewer().whole_picture();
    other.serve();
  }
  EXPECT_EQ(other.times_asked(), 0);
}

}  // namespace
}  // namespace maintendue::test
