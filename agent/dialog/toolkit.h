// The toolkit, as the windows of this program need it.
#pragma once

#include <gtk/gtk.h>

namespace maintendue::dialog {

// Once, before anything else of GTK. False when there is no display. Our windows look the same on
// every desktop: what lies under style.css is theme.css, not the desktop's theme.
bool start_toolkit();

// Letters and looks are found and read for the first text that is measured. This measures one that
// nobody sees, for a program that has time; after start_toolkit().
void rehearse();

// While the toolkit shows a window of its own, which theme.css says nothing about: that one looks
// as the desktop's do, and ours below it has the desktop's theme under style.css so long.
class DesktopsTheme {
 public:
  DesktopsTheme();
  ~DesktopsTheme();
  DesktopsTheme(const DesktopsTheme&) = delete;
  DesktopsTheme& operator=(const DesktopsTheme&) = delete;

 private:
  GtkStyleProvider* theme_;  // the toolkit keeps it
};

}  // namespace maintendue::dialog
