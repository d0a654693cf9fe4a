// What a screen reader finds in the windows: built in this process, on a real display, and read
// through ATK, which is what the accessibility bridge shows to AT-SPI.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <gtk/gtk.h>
#include <sys/socket.h>

#include <algorithm>
#include <fstream>

#include "agent/dialog/banner_window.h"
#include "agent/dialog/card_window.h"
#include "agent/dialog/help_window.h"
#include "agent/dialog/journal_window.h"
#include "agent/dialog/paper.h"
#include "agent/dialog/question_window.h"
#include "agent/dialog/toolkit.h"
#include "agent/po/catalogue.h"
#include "support/temp_folder.h"
#include "tests/unit/dialog/desktop.h"

// Read by LeakSanitizer: what the toolkit keeps until the end of the process (toolkit.supp).
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libgtk-3\nleak:libpango\n";
}

namespace maintendue::dialog {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

struct Found {
  AtkRole role;
  std::string name;
  friend bool operator==(const Found&, const Found&) = default;
};

void walk(AtkObject* object, std::vector<Found>& found) {
  const char* name = atk_object_get_name(object);
  found.push_back({atk_object_get_role(object), name ? name : ""});
  for (int i = 0; i < atk_object_get_n_accessible_children(object); ++i) {
    AtkObject* child = atk_object_ref_accessible_child(object, i);
    walk(child, found);
    g_object_unref(child);
  }
}

// Of every window of this process.
std::vector<Found> all_accessibles() {
  std::vector<Found> found;
  GList* windows = gtk_window_list_toplevels();
  for (GList* at = windows; at; at = at->next) {
    walk(gtk_widget_get_accessible(GTK_WIDGET(at->data)), found);
  }
  g_list_free(windows);
  return found;
}

// Null when none does.
GtkWidget* label_that_says(const std::string& text, GtkWidget* within = nullptr) {
  struct Search {
    const std::string& text;
    GtkWidget* found = nullptr;
  } search{text};
  const GtkCallback look = [](GtkWidget* widget, gpointer data) {
    auto& wanted = *static_cast<Search*>(data);
    if (wanted.found) return;
    if (GTK_IS_LABEL(widget) && gtk_label_get_text(GTK_LABEL(widget)) == wanted.text) {
      wanted.found = widget;
    } else if (GTK_IS_CONTAINER(widget)) {
      wanted.found = label_that_says(wanted.text, widget);
    }
  };
  if (within) {
    gtk_container_forall(GTK_CONTAINER(within), look, &search);
    return search.found;
  }
  GList* windows = gtk_window_list_toplevels();
  for (GList* at = windows; at; at = at->next) look(GTK_WIDGET(at->data), &search);
  g_list_free(windows);
  return search.found;
}

class AccessibleWindows : public ::testing::Test {
 protected:
  AccessibleWindows() {
    int ends[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    line_.emplace(ends[0]);
    catalogue::speak("fr");
    EXPECT_TRUE(start_toolkit());
  }

  maintendue::testing::Desktop desktop_{maintendue::testing::Desktop::Manager::Nobody};
  std::optional<Line> line_;
};

// theme.css names no colours; the desktop's theme does.
TEST_F(AccessibleWindows, WearTheirOwnThemeAndThePrintersWindowTheDesktops) {
  GtkWidget* text = gtk_label_new("");
  const auto desktops = [&] {
    GdkRGBA colour{};
    GtkStyleContext* style = gtk_widget_get_style_context(text);
    return gtk_style_context_lookup_color(style, "theme_bg_color", &colour) == TRUE;
  };
  EXPECT_FALSE(desktops());
  {
    const DesktopsTheme theme;
    EXPECT_TRUE(desktops());
  }
  EXPECT_FALSE(desktops());
}

TEST_F(AccessibleWindows, NameTheQuestionAndItsAnswers) {
  Question question{"once", Scope::View, "Nadia", "La Maison Numérique", Call::Setup, {}, "fr"};
  QuestionWindow window(question, *line_, [] {});
  EXPECT_THAT(
      all_accessibles(),
      IsSupersetOf({
          Found{ATK_ROLE_FRAME, "Nadia vous pose une question"},
          Found{ATK_ROLE_LABEL, "La Maison Numérique"},
          Found{ATK_ROLE_LABEL, "Nadia est au téléphone avec vous."},
          Found{ATK_ROLE_PUSH_BUTTON, "Non. Personne ne voit rien. Touche 1."},
          Found{ATK_ROLE_PUSH_BUTTON, "Oui. Nadia voit, vous gardez la souris. Touche 2."},
      })
  );
}

// Pango lays groups of digits out from the right where the text around them is read so.
TEST_F(AccessibleWindows, WriteANumberFromItsFirstDigitOnInEveryLanguage) {
  catalogue::speak("ar");
  gtk_widget_set_default_direction(GTK_TEXT_DIR_RTL);
  Question question{"once", Scope::View, "Nadia", "La Maison Numérique", Call::Setup, {}, "ar"};
  question.number = "123456";
  {
    QuestionWindow window(question, *line_, [] {});
    PangoLayout* number = gtk_label_get_layout(GTK_LABEL(label_that_says("123 456")));
    PangoRectangle first{}, last{};
    pango_layout_index_to_pos(number, 0, &first);
    pango_layout_index_to_pos(number, 6, &last);
    EXPECT_LT(first.x, last.x);
  }
  gtk_widget_set_default_direction(GTK_TEXT_DIR_LTR);
}

TEST_F(AccessibleWindows, NameTheCardAndWhatItsCodeIsFor) {
  const Card card{"MT1:x", "0123456789abcdef", "La Maison Numérique", "fr"};
  CardWindow window(card, *line_, [] {});
  EXPECT_THAT(
      all_accessibles(), IsSupersetOf({
                             Found{ATK_ROLE_FRAME, "La carte de votre ordinateur"},
                             Found{ATK_ROLE_IMAGE, "Code pour la caméra du médiateur"},
                             Found{ATK_ROLE_LABEL, "À montrer au médiateur, ici, en personne."},
                             Found{ATK_ROLE_LABEL, "Ordinateur n° 0123 456789 abcdef"},
                             Found{ATK_ROLE_PUSH_BUTTON, "Fermer"},
                         })
  );
}

Journal journal_of(int visits) {
  Journal journal{"fr", "La Maison Numérique"};
  for (int at = 0; at < visits; ++at) {
    Visit visit;
    visit.operator_name = "Nadia";
    visit.ended = Ended::ByFamily;
    journal.visits.push_back(visit);
  }
  return journal;
}

TEST_F(AccessibleWindows, TellTheJournalOneSessionAfterTheOther) {
  JournalWindow window(journal_of(2), *line_, [] {});
  const std::vector<Found> found = all_accessibles();
  EXPECT_THAT(
      found, IsSupersetOf({
                 Found{ATK_ROLE_FRAME, "Mon journal"},
                 Found{ATK_ROLE_LABEL, "Qui vous a aidé à distance, et quand"},
                 Found{ATK_ROLE_PUSH_BUTTON, "Imprimer"},
                 Found{ATK_ROLE_PUSH_BUTTON, "Fermer"},
             })
  );
  const auto told = std::ranges::count_if(found, [](const Found& one) {
    return one.name.ends_with("Vous avez arrêté l’aide à distance.") &&
           one.role == ATK_ROLE_LIST_ITEM;
  });
  EXPECT_EQ(told, 2);
}

TEST_F(AccessibleWindows, OfferNoSheetOfAnEmptyJournal) {
  JournalWindow window(journal_of(0), *line_, [] {});
  const std::vector<Found> found = all_accessibles();
  EXPECT_THAT(found, Not(Contains(Found{ATK_ROLE_PUSH_BUTTON, "Imprimer"})));
  EXPECT_THAT(
      found, Contains(Found{ATK_ROLE_LABEL, "Personne n’a aidé à distance sur cet ordinateur."})
  );
}

TEST_F(AccessibleWindows, PrintTheJournalOnAsManySheetsAsItTakes) {
  const maintendue::test::TempFolder folder;
  const auto sheets_of = [&](int visits) {
    const JournalWords words = words_for(journal_of(visits));
    const std::string file = folder.path() / (std::to_string(visits) + ".pdf");
    const int sheets = Paper(words).write_pdf(file);
    std::ifstream pdf(file);
    std::string begin(4, ' ');
    pdf.read(begin.data(), 4);
    EXPECT_EQ(begin, "%PDF");
    return sheets;
  };
  EXPECT_EQ(sheets_of(1), 1);
  EXPECT_GT(sheets_of(100), 3);
  const JournalWords words = words_for(journal_of(1));
  EXPECT_EQ(Paper(words).write_pdf(folder.path() / "nowhere" / "1.pdf"), 0);
}

TEST_F(AccessibleWindows, NameThePicturesAndTheWayOut) {
  HelpWindow window(HelpDesk{"fr", "La Maison Numérique", "3631", Reach::NoDevice, {}}, *line_, [] {
  });
  EXPECT_THAT(
      all_accessibles(),
      IsSupersetOf({
          Found{ATK_ROLE_FRAME, "Demander de l’aide"},
          Found{ATK_ROLE_LABEL, "Votre ordinateur ne trouve ni clé Internet ni Wi-Fi."},
          Found{ATK_ROLE_LABEL, "2. Attendez une minute."},
          Found{ATK_ROLE_LABEL, "De quoi s’agit-il\u202f?"},
          Found{ATK_ROLE_PUSH_BUTTON, "Internet. Touche 1."},
          Found{ATK_ROLE_PUSH_BUTTON, "Autre. Touche 8."},
          Found{ATK_ROLE_LABEL, "La Maison Numérique\u202f: \u20663631\u2069"},
          Found{ATK_ROLE_PUSH_BUTTON, "Fermer"},
      })
  );
}

TEST_F(AccessibleWindows, NameHowARequestStandsAndWhatCanBeChosen) {
  HelpWindow window(HelpDesk{"fr", "La Maison Numérique", "", Reach::Up, {}}, *line_, [] {});
  HelpStanding standing{.topic = Topic::Slow, .stage = Stage::Taken, .operator_name = "Nadia"};
  window.tell(HelpDesk{"fr", "La Maison Numérique", "", Reach::Up, standing});
  const std::vector<Found> found = all_accessibles();
  EXPECT_THAT(
      found, IsSupersetOf({
                 Found{ATK_ROLE_LABEL, "Nadia s’en occupe."},
                 Found{ATK_ROLE_LABEL, "Lent"},
                 Found{ATK_ROLE_RADIO_BUTTON, "N’importe quand"},
                 Found{ATK_ROLE_RADIO_BUTTON, "Le soir"},
                 Found{ATK_ROLE_PUSH_BUTTON, "Je n’ai plus besoin d’aide"},
                 Found{ATK_ROLE_PUSH_BUTTON, "Choisir une autre image"},
                 Found{ATK_ROLE_PUSH_BUTTON, "Fermer"},
             })
  );
  EXPECT_THAT(found, Not(Contains(Found{ATK_ROLE_PUSH_BUTTON, "Internet. Touche 1."})));
}

TEST_F(AccessibleWindows, NameTheBannerAndItsButtons) {
  BannerWindow window(Banner{"once", Scope::Control, "Nadia", "", {}, "fr"}, *line_);
  const std::vector<Found> found = all_accessibles();
  EXPECT_THAT(found, Contains(Found{ATK_ROLE_PUSH_BUTTON, "ARRÊTER"}));
  EXPECT_THAT(found, Contains(Found{ATK_ROLE_PUSH_BUTTON, "Reprendre ma souris"}));
}

}  // namespace
}  // namespace maintendue::dialog
