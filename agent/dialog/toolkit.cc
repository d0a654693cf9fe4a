#include "agent/dialog/toolkit.h"

#include <gtk/gtk.h>

#include <clocale>

#include "agent/dialog/style.h"
#include "agent/dialog/widgets.h"

namespace maintendue::dialog {
namespace {

constexpr const char* kTheme = "Maintendue";  // dialog.gresource.xml.in

}  // namespace

bool start_toolkit() {
  gtk_disable_setlocale();
  g_setenv("GTK_THEME", kTheme, TRUE);  // above what the desktop's settings say
  if (!gtk_init_check(nullptr, nullptr)) return false;
  gdk_set_program_class("Maintendue-dialog");
  load_style();
  return true;
}

// The toolkit holds to the locale that it finds with the first text it measures.
void rehearse() {
  setlocale(LC_CTYPE, "");
  GtkWidget* window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
  GtkWidget* text = label("a", "text");
  gtk_container_add(GTK_CONTAINER(window), text);
  gtk_widget_show(text);  // what is hidden is not measured
  int width = 0;
  gtk_widget_get_preferred_width(text, nullptr, &width);
  gtk_widget_destroy(window);
}

DesktopsTheme::DesktopsTheme() {
  char* name = nullptr;
  g_object_get(gtk_settings_get_default(), "gtk-theme-name", &name, nullptr);
  theme_ = GTK_STYLE_PROVIDER(gtk_css_provider_get_named(name ? name : "", nullptr));
  g_free(name);
  gtk_style_context_add_provider_for_screen(
      gdk_screen_get_default(), theme_, GTK_STYLE_PROVIDER_PRIORITY_THEME + 1
  );
}

DesktopsTheme::~DesktopsTheme() {
  gtk_style_context_remove_provider_for_screen(gdk_screen_get_default(), theme_);
}

}  // namespace maintendue::dialog
