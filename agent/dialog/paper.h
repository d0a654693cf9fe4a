// The PC's journal on paper.
#pragma once

#include <gtk/gtk.h>

#include <string>
#include <vector>

#include "agent/dialog/journal_words.h"

namespace maintendue::dialog {

// Black on white, in the letters of the desktop, a session never torn across two sheets. Lives on
// GTK's loop.
class Paper final {
 public:
  // `words` outlive it.
  explicit Paper(const JournalWords& words) : words_(words) {}

  // With the desktop's own window, which asks for printer and sheets; returns when that is closed.
  void print(GtkWindow* over) const;
  // Into a file of that name, without asking: how many sheets; 0 when it is not there.
  int write_pdf(const std::string& file) const;

 private:
  GtkPrintOperation* operation() const;

  const JournalWords& words_;
};

}  // namespace maintendue::dialog
