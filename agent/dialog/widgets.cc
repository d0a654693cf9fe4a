#include "agent/dialog/widgets.h"

#include <gdk/gdkx.h>

#include "agent/dialog/picture.h"

namespace maintendue::dialog {
namespace {

constexpr int kHandPixels = 30, kIconPixels = 26;

GtkWidget* finished_label(GtkWidget* label, const char* style_class, int wraps_at) {
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  if (wraps_at > 0) {
    gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
    gtk_label_set_max_width_chars(GTK_LABEL(label), wraps_at);
  }
  add_class(label, style_class);
  return label;
}

}  // namespace

void add_class(GtkWidget* widget, const char* name) {
  gtk_style_context_add_class(gtk_widget_get_style_context(widget), name);
}

GtkWidget* label(const std::string& text, const char* style_class, int wraps_at) {
  return finished_label(gtk_label_new(text.c_str()), style_class, wraps_at);
}

GtkWidget* marked_label(const std::string& marked, const char* style_class, int wraps_at) {
  GtkWidget* made = gtk_label_new(nullptr);
  gtk_label_set_markup(GTK_LABEL(made), marked.c_str());
  return finished_label(made, style_class, wraps_at);
}

GtkWidget* row(int spacing) { return gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing); }

GtkWidget* column(int spacing) { return gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing); }

GtkWidget* head(const std::string& text) {
  GtkWidget* bar = row(12);
  add_class(bar, "head");
  gtk_container_add(GTK_CONTAINER(bar), picture("hand-helping", kHandPixels));
  gtk_container_add(GTK_CONTAINER(bar), label(text, "name"));
  return bar;
}

GtkWidget* headed_window(const std::string& title, const std::string& head_text) {
  GtkWidget* made = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWindow* window = GTK_WINDOW(made);
  add_class(made, "card");
  gtk_window_set_title(window, title.c_str());
  gtk_window_set_titlebar(window, head(head_text));
  gtk_window_set_type_hint(window, GDK_WINDOW_TYPE_HINT_DIALOG);
  gtk_window_set_resizable(window, FALSE);
  gtk_window_set_keep_above(window, TRUE);
  gtk_window_stick(window);
  gtk_window_set_skip_taskbar_hint(window, TRUE);
  speak_as(made, title);
  return made;
}

void bring_up(GtkWidget* window) {
  gtk_window_set_position(GTK_WINDOW(window), GTK_WIN_POS_CENTER_ALWAYS);
  gtk_widget_show(window);
  const guint32 now = gdk_x11_get_server_time(gtk_widget_get_window(window));
  gtk_window_present_with_time(GTK_WINDOW(window), now);
}

GtkWidget* worded_button(const char* icon, const std::string& word, const char* style_class) {
  GtkWidget* inside = row(10);
  gtk_widget_set_halign(inside, GTK_ALIGN_CENTER);
  gtk_container_add(GTK_CONTAINER(inside), picture(icon, kIconPixels));
  gtk_container_add(GTK_CONTAINER(inside), label(word, "text"));
  GtkWidget* made = gtk_button_new();
  gtk_container_add(GTK_CONTAINER(made), inside);
  add_class(made, style_class);
  speak_as(made, word);
  gtk_widget_set_focus_on_click(made, FALSE);
  return made;
}

void speak_as(GtkWidget* widget, const std::string& name) {
  atk_object_set_name(gtk_widget_get_accessible(widget), name.c_str());
}

}  // namespace maintendue::dialog
