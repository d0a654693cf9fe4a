#include "agent/dialog/toolkit.h"

#include <gtk/gtk.h>

#include <clocale>

#include "agent/dialog/style.h"
#include "agent/dialog/widgets.h"

namespace maintendue::dialog {
namespace {

// It stands above what the desktop's settings say. In dialog.gresource.xml.in.
constexpr const char* kVariable = "GTK_THEME";
constexpr const char* kOurs = "Maintendue";

void theme_changed() { g_object_notify(G_OBJECT(gtk_settings_get_default()), "gtk-theme-name"); }

// Letters and looks are found and read for the first text that is measured, so one is. The toolkit
// holds to the locale it finds then.
void rehearse() {
  setlocale(LC_CTYPE, "");
  GtkWidget* window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWidget* text = label("a", "text");
  gtk_container_add(GTK_CONTAINER(window), text);
  int width = 0;
  gtk_widget_get_preferred_width(text, nullptr, &width);
  gtk_widget_destroy(window);
}

}  // namespace

bool start_toolkit() {
  gtk_disable_setlocale();
  g_setenv(kVariable, kOurs, TRUE);
  if (!gtk_init_check(nullptr, nullptr)) return false;
  gdk_set_program_class("Maintendue-dialog");
  load_style();
  rehearse();
  return true;
}

DesktopsTheme::DesktopsTheme() {
  g_unsetenv(kVariable);
  theme_changed();
}

DesktopsTheme::~DesktopsTheme() {
  g_setenv(kVariable, kOurs, TRUE);
  theme_changed();
}

}  // namespace maintendue::dialog
