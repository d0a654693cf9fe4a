// WCAG 2.1 AA, 1.4.3 and 1.4.11, in the windows as the toolkit draws them: every word and every
// picture against what lies behind it, in the state it is in and with a pointer over each button.
#include <gtest/gtest.h>
#include <gtk/gtk.h>
#include <sys/socket.h>

#include <algorithm>
#include <cmath>
#include <functional>

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
#include "tests/unit/dialog/desktop.h"

namespace maintendue::dialog {
namespace {

constexpr double kText = 4.5, kLargeTextAndShapes = 3.0;

// https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
double luminance(const GdkRGBA& colour) {
  const auto linear = [](double part) {
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(const GdkRGBA& one, const GdkRGBA& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

GdkRGBA over(const GdkRGBA& above, const GdkRGBA& below) {
  const auto mixed = [&](double a, double b) { return a * above.alpha + b * (1 - above.alpha); };
  return {
      mixed(above.red, below.red), mixed(above.green, below.green), mixed(above.blue, below.blue), 1
  };
}

// A whole colour behind it: of the nearest that has one, with what is thinner on top. None: nothing
// of ours is behind it.
std::optional<GdkRGBA> behind(GtkWidget* widget) {
  if (widget == nullptr) return std::nullopt;
  GtkStyleContext* style = gtk_widget_get_style_context(widget);
  GdkRGBA* own = nullptr;
  gtk_style_context_get(
      style, gtk_style_context_get_state(style), GTK_STYLE_PROPERTY_BACKGROUND_COLOR, &own, nullptr
  );
  const GdkRGBA colour = *own;
  gdk_rgba_free(own);
  if (colour.alpha >= 1) return colour;
  const auto below = behind(gtk_widget_get_parent(widget));
  return below ? std::optional(over(colour, *below)) : std::nullopt;
}

bool is_large(GtkStyleContext* style) {
  PangoFontDescription* font = nullptr;
  gtk_style_context_get(
      style, gtk_style_context_get_state(style), GTK_STYLE_PROPERTY_FONT, &font, nullptr
  );
  double points = static_cast<double>(pango_font_description_get_size(font)) / PANGO_SCALE;
  if (pango_font_description_get_size_is_absolute(font)) points *= 0.75;
  const bool bold = pango_font_description_get_weight(font) >= PANGO_WEIGHT_BOLD;
  pango_font_description_free(font);
  return points >= 18 || (bold && points >= 14);
}

class ContrastOfTheWindows : public ::testing::Test {
 protected:
  ContrastOfTheWindows() {
    int ends[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    line_.emplace(ends[0]);
    catalogue::speak("fr");
    EXPECT_TRUE(start_toolkit());
  }

  // In every window of this process.
  void look_at_all() {
    measured_ = 0;
    GList* windows = gtk_window_list_toplevels();
    for (GList* at = windows; at; at = at->next) look_at(GTK_WIDGET(at->data));
    g_list_free(windows);
    EXPECT_GT(measured_, 2);
  }
  int measured_ = 0;

  maintendue::testing::Desktop desktop_{maintendue::testing::Desktop::Manager::Nobody};
  std::optional<Line> line_;

 private:
  void look_at(GtkWidget* widget) {
    const bool word = GTK_IS_LABEL(widget) && *gtk_label_get_text(GTK_LABEL(widget)) != '\0';
    GtkStyleContext* style = gtk_widget_get_style_context(widget);
    const bool shape = GTK_IS_DRAWING_AREA(widget) && gtk_style_context_has_class(style, "picture");
    if ((word || shape) && gtk_widget_get_visible(widget)) measure(widget, word);
    if (!GTK_IS_CONTAINER(widget)) return;
    const auto go_on = [](GtkWidget* below, gpointer self) {
      static_cast<ContrastOfTheWindows*>(self)->look_at(below);
    };
    gtk_container_forall(GTK_CONTAINER(widget), go_on, this);
    if (!GTK_IS_BUTTON(widget) || gtk_widget_get_state_flags(widget) & GTK_STATE_FLAG_PRELIGHT) {
      return;
    }
    gtk_widget_set_state_flags(widget, GTK_STATE_FLAG_PRELIGHT, FALSE);
    gtk_container_forall(GTK_CONTAINER(widget), go_on, this);
    gtk_widget_unset_state_flags(widget, GTK_STATE_FLAG_PRELIGHT);
  }

  void measure(GtkWidget* widget, bool word) {
    GtkStyleContext* style = gtk_widget_get_style_context(widget);
    const GtkStateFlags state = gtk_style_context_get_state(style);
    if (state & GTK_STATE_FLAG_INSENSITIVE) return;  // 1.4.3: inactive
    const auto ground = behind(widget);
    if (!ground) return;
    GdkRGBA ink{};
    gtk_style_context_get_color(style, state, &ink);
    const double wanted = word && !is_large(style) ? kText : kLargeTextAndShapes;
    ++measured_;
    EXPECT_GE(contrast(over(ink, *ground), *ground), wanted)
        << (word ? gtk_label_get_text(GTK_LABEL(widget)) : "a picture") << ", state " << state;
  }
};

TEST(Contrast, IsThatOfTheStandard) {
  const GdkRGBA black{0, 0, 0, 1}, white{1, 1, 1, 1};
  EXPECT_NEAR(contrast(black, white), 21, 0.001);
  EXPECT_NEAR(contrast(white, white), 1, 0.001);
  const GdkRGBA grey{0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0, 1};
  EXPECT_NEAR(contrast(grey, white), 4.54, 0.01) << "the lightest grey that passes";
}

TEST_F(ContrastOfTheWindows, TellsWhatCanNotBeRead) {
  GtkWidget* window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWidget* pale = gtk_label_new("pale");
  GtkCssProvider* css = gtk_css_provider_new();
  gtk_css_provider_load_from_data(
      css, "window { background: #fff; } label { color: #999; }", -1, nullptr
  );
  for (GtkWidget* widget : {window, pale}) {
    gtk_style_context_add_provider(
        gtk_widget_get_style_context(widget), GTK_STYLE_PROVIDER(css), 900
    );
  }
  g_object_unref(css);
  gtk_container_add(GTK_CONTAINER(window), pale);
  gtk_widget_show_all(window);
  const auto ground = behind(pale);
  ASSERT_TRUE(ground);
  GdkRGBA ink{};
  GtkStyleContext* style = gtk_widget_get_style_context(pale);
  gtk_style_context_get_color(style, gtk_style_context_get_state(style), &ink);
  EXPECT_LT(contrast(ink, *ground), kText);
  EXPECT_FALSE(is_large(style));
  gtk_widget_destroy(window);
}

TEST_F(ContrastOfTheWindows, OfTheQuestions) {
  Question question{"once", Scope::View, "Nadia", "La Maison Numérique", Call::Setup, {}, "fr"};
  question.phone = "3631";
  for (const Scope scope : {Scope::View, Scope::Control}) {
    question.scope = scope;
    QuestionWindow window(question, *line_, [] {});
    look_at_all();
  }
  question.number = "123456";
  QuestionWindow window(question, *line_, [] {});
  look_at_all();
}

TEST_F(ContrastOfTheWindows, OfTheBanner) {
  for (const Asks asks : {Asks::Nothing, Asks::GoOn, Asks::Extend}) {
    Banner banner{"once", Scope::Control, "Nadia", "", {}, "fr"};
    banner.asks = asks;
    BannerWindow window(banner, *line_);
    look_at_all();
  }
}

TEST_F(ContrastOfTheWindows, OfWhatStandsAlone) {
  {
    KeypadWindow window(Keypad{"once", "Nadia", "La Maison Numérique", "fr", "3631"}, *line_, [] {
    });
    look_at_all();
  }
  {
    CardWindow window(Card{"MT1:x", "0123456789abcdef", "La Maison", "fr", "3631"}, *line_, [] {});
    look_at_all();
  }
  {
    Journal journal{"fr", "La Maison Numérique", {Visit{}}, true, true};
    JournalWindow window(journal, *line_, [] {});
    look_at_all();
  }
  NoticeWindow window(Notice{Ended::ByFamily, "Nadia", "fr"}, *line_, [] {});
  look_at_all();
}

TEST_F(ContrastOfTheWindows, OfASlip) {
  Slip slip{.phrase = 1, .operator_name = "Nadia", .organisation = "La Maison", .language = "fr"};
  {
    SlipWindow window(slip, *line_, [] {});
    look_at_all();
  }
  slip.phrase = 0;
  slip.page = *slip::read_page("https://www.example.org/school");
  SlipWindow window(slip, *line_, [] {});
  look_at_all();
}

TEST_F(ContrastOfTheWindows, OfTheWindowThatAsksForHelp) {
  HelpDesk desk{"fr", "La Maison Numérique", "3631", Reach::NoDevice, {}};
  HelpWindow window(desk, *line_, [] {});
  look_at_all();
  for (const Stage stage : {Stage::Waiting, Stage::Taken, Stage::Closed}) {
    desk.standing.emplace(HelpStanding{.topic = Topic::Slow, .stage = stage});
    window.tell(desk);
    look_at_all();
  }
}

TEST_F(ContrastOfTheWindows, OfAFarewell) {
  FarewellDesk desk{.language = "fr", .organisation = "La Maison", .phone = "3631"};
  desk.asked = Farewell::NotOurs;
  FarewellWindow window(desk, *line_, [] {});
  look_at_all();
  desk.stands = Farewell::NotOurs;
  desk.unkept = true;
  window.tell(desk);
  look_at_all();
}

}  // namespace
}  // namespace maintendue::dialog
