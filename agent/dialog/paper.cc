#include "agent/dialog/paper.h"

#include "agent/dialog/toolkit.h"

namespace maintendue::dialog {
namespace {

constexpr auto kTitle = "Sans Bold 16", kText = "Sans 11";
constexpr double kGap = 14;  // points, between two sessions

// One piece of text that stays together.
struct Block {
  std::string text;
  const char* font = kText;
};

// While it is printed.
struct Printing {
  std::vector<Block> blocks;
  std::vector<std::size_t> first;  // of each sheet
};

PangoLayout* laid_out(GtkPrintContext* context, const Block& block) {
  PangoLayout* layout = gtk_print_context_create_pango_layout(context);
  PangoFontDescription* font = pango_font_description_from_string(block.font);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_width(
      layout, static_cast<int>(gtk_print_context_get_width(context) * PANGO_SCALE)
  );
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout, block.text.c_str(), -1);
  return layout;
}

double height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE + kGap;
}

void share_out(GtkPrintOperation* operation, GtkPrintContext* context, gpointer data) {
  auto& printing = *static_cast<Printing*>(data);
  printing.first = {0};
  double left = gtk_print_context_get_height(context);
  for (std::size_t at = 0; at < printing.blocks.size(); ++at) {
    PangoLayout* layout = laid_out(context, printing.blocks[at]);
    const double height = height_of(layout);
    g_object_unref(layout);
    if (height > left && at > printing.first.back()) {
      printing.first.push_back(at);
      left = gtk_print_context_get_height(context);
    }
    left -= height;
  }
  gtk_print_operation_set_n_pages(operation, static_cast<int>(printing.first.size()));
}

void draw(GtkPrintOperation*, GtkPrintContext* context, gint sheet, gpointer data) {
  const auto& printing = *static_cast<const Printing*>(data);
  const auto at = static_cast<std::size_t>(sheet);
  const bool last = at + 1 == printing.first.size();
  const std::size_t end = last ? printing.blocks.size() : printing.first[at + 1];
  cairo_t* cairo = gtk_print_context_get_cairo_context(context);
  double down = 0;
  for (std::size_t one = printing.first[at]; one < end; ++one) {
    PangoLayout* layout = laid_out(context, printing.blocks[one]);
    cairo_move_to(cairo, 0, down);
    pango_cairo_show_layout(cairo, layout);
    down += height_of(layout);
    g_object_unref(layout);
  }
}

Printing printing_of(const JournalWords& words) {
  Printing printing;
  printing.blocks.push_back({words.title, kTitle});
  printing.blocks.push_back({words.organisation + "\n" + words.about});
  for (const VisitWords& visit : words.visits) {
    printing.blocks.push_back(
        {visit.when + "\n" + visit.who + "\n" + visit.could + " " + visit.ended}
    );
  }
  if (!words.unread.empty()) printing.blocks.push_back({words.unread});
  if (!words.older.empty()) printing.blocks.push_back({words.older});
  return printing;
}

}  // namespace

// It frees what it prints when it ends.
GtkPrintOperation* Paper::operation() const {
  GtkPrintOperation* made = gtk_print_operation_new();
  gtk_print_operation_set_job_name(made, words_.title.c_str());
  gtk_print_operation_set_unit(made, GTK_UNIT_POINTS);
  auto* printing = new Printing(printing_of(words_));
  g_object_set_data_full(G_OBJECT(made), "printing", printing, [](gpointer data) {
    delete static_cast<Printing*>(data);
  });
  g_signal_connect(made, "begin-print", G_CALLBACK(share_out), printing);
  g_signal_connect(made, "draw-page", G_CALLBACK(draw), printing);
  return made;
}

void Paper::print(GtkWindow* over) const {
  const DesktopsTheme theme;  // its window is the toolkit's
  GtkPrintOperation* printing = operation();
  gtk_print_operation_run(printing, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, over, nullptr);
  g_object_unref(printing);
}

int Paper::write_pdf(const std::string& file) const {
  GtkPrintOperation* printing = operation();
  gtk_print_operation_set_export_filename(printing, file.c_str());
  const GtkPrintOperationResult came =
      gtk_print_operation_run(printing, GTK_PRINT_OPERATION_ACTION_EXPORT, nullptr, nullptr);
  const bool written = came == GTK_PRINT_OPERATION_RESULT_APPLY;
  const int sheets = written ? gtk_print_operation_get_n_pages_to_print(printing) : 0;
  g_object_unref(printing);
  return sheets;
}

}  // namespace maintendue::dialog
