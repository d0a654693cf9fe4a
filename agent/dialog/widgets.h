// The few pieces of which the windows are made.
#pragma once

#include <gtk/gtk.h>

#include <string>

namespace maintendue::dialog {

void add_class(GtkWidget* widget, const char* name);
// Begins at the reading side, wraps when `wraps_at` characters are reached (0: never).
GtkWidget* label(const std::string& text, const char* style_class, int wraps_at = 0);
GtkWidget* marked_label(const std::string& marked, const char* style_class, int wraps_at = 0);
GtkWidget* row(int spacing);
GtkWidget* column(int spacing);
// The dark bar with our hand and a name, which is also the handle to move the window by.
GtkWidget* head(const std::string& text);
// A window of ours with that bar: on top, on all workspaces, in the middle, not resizable.
GtkWidget* headed_window(const std::string& title, const std::string& head_text);
// In the middle of the screen, with the keys: a window manager gives them only to what says that it
// comes now.
void bring_up(GtkWidget* window);
// A picture and a word; a click gives it no focus.
GtkWidget* worded_button(const char* icon, const std::string& word, const char* style_class);
void speak_as(GtkWidget* widget, const std::string& name);

}  // namespace maintendue::dialog
