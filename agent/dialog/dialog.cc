#include "agent/dialog/dialog.h"

#include <gtk/gtk.h>

#include <csignal>
#include <cstdio>
#include <memory>

#include "agent/dialog/banner_window.h"
#include "agent/dialog/card_window.h"
#include "agent/dialog/farewell_window.h"
#include "agent/dialog/help_window.h"
#include "agent/dialog/journal_window.h"
#include "agent/dialog/keypad_window.h"
#include "agent/dialog/notice_window.h"
#include "agent/dialog/question_window.h"
#include "agent/dialog/slip_window.h"
#include "agent/dialog/toolkit.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

std::string language_of(const Message& message) {
  return std::visit([](const auto& says) { return says.language; }, message);
}

// Also the window's class name, by which a script or a rule of the desktop finds it.
const char* name_of(const Message& message) {
  if (std::holds_alternative<Question>(message)) return "maintendue-question";
  if (std::holds_alternative<Keypad>(message)) return "maintendue-keypad";
  if (std::holds_alternative<Card>(message)) return "maintendue-card";
  if (std::holds_alternative<HelpDesk>(message)) return "maintendue-help";
  if (std::holds_alternative<FarewellDesk>(message)) return "maintendue-farewell";
  if (std::holds_alternative<Journal>(message)) return "maintendue-journal";
  if (std::holds_alternative<Slip>(message)) return "maintendue-slip";
  return std::holds_alternative<Banner>(message) ? "maintendue-banner" : "maintendue-notice";
}

// The window's language and name; before the first window is shown.
void dress_for(const Message& message) {
  const std::string language = language_of(message);
  catalogue::speak(language);
  g_set_prgname(name_of(message));
  const bool mirrored = catalogue::right_to_left(language);
  gtk_widget_set_default_direction(mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

std::unique_ptr<Window> open_window(const Message& message, Line& line) {
  if (const auto* question = std::get_if<Question>(&message)) {
    return std::make_unique<QuestionWindow>(*question, line, gtk_main_quit);
  }
  if (const auto* notice = std::get_if<Notice>(&message)) {
    return std::make_unique<NoticeWindow>(*notice, line, gtk_main_quit);
  }
  if (const auto* keypad = std::get_if<Keypad>(&message)) {
    return std::make_unique<KeypadWindow>(*keypad, line, gtk_main_quit);
  }
  if (const auto* card = std::get_if<Card>(&message)) {
    return std::make_unique<CardWindow>(*card, line, gtk_main_quit);
  }
  if (const auto* desk = std::get_if<HelpDesk>(&message)) {
    return std::make_unique<HelpWindow>(*desk, line, gtk_main_quit);
  }
  if (const auto* desk = std::get_if<FarewellDesk>(&message)) {
    return std::make_unique<FarewellWindow>(*desk, line, gtk_main_quit);
  }
  if (const auto* journal = std::get_if<Journal>(&message)) {
    return std::make_unique<JournalWindow>(*journal, line, gtk_main_quit);
  }
  if (const auto* slip = std::get_if<Slip>(&message)) {
    return std::make_unique<SlipWindow>(*slip, line, gtk_main_quit);
  }
  return std::make_unique<BannerWindow>(std::get<Banner>(message), line);
}

}  // namespace

int run(int descriptor) {
  std::signal(SIGPIPE, SIG_IGN);  // who reads a sentence aloud may have gone
  Line line(descriptor);
  // The toolkit first: a program may be started before it is known what its window is to say, and
  // then has the time to rehearse.
  if (!start_toolkit()) {
    std::fputs("maintendue-dialog: there is no display to show a window on.\n", stderr);
    return 1;
  }
  if (!line.spoken_to()) rehearse();
  Result<Message> first = line.first();
  if (!first) return first.error().code == Errc::PeerGone ? 0 : 1;
  const bool about_nothing = std::holds_alternative<KeypadVerdict>(*first) ||
                             std::holds_alternative<Mark>(*first) ||
                             std::holds_alternative<SlipOpened>(*first);
  if (about_nothing) return 1;
  dress_for(*first);
  const std::unique_ptr<Window> window = open_window(*first, line);
  line.listen(
      [&](const Message& message) { window->tell(message); },
      [&] {
        if (!window->stays()) gtk_main_quit();
      }
  );
  gtk_main();
  return 0;
}

}  // namespace maintendue::dialog
