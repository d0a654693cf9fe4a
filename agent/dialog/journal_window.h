// The PC's journal: who helped from a distance, when, and what was allowed. It asks nothing.
#pragma once

#include <gtk/gtk.h>

#include <functional>

#include "agent/dialog/journal_words.h"
#include "agent/dialog/line.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// Stays until somebody closes it, or the service leaves. Lives on GTK's loop.
class JournalWindow final : public Window {
 public:
  using Done = std::function<void()>;

  // `line` outlives us.
  JournalWindow(const Journal& journal, Line& line, Done done);
  ~JournalWindow() override;
  void tell(const Message&) override {}  // first and only

 private:
  void build();
  GtkWidget* visits();
  GtkWidget* visit(const VisitWords& words);
  GtkWidget* foot();
  // With the desktop's own window for that.
  void print();

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  const JournalWords words_;
  Line& line_;
  const Done done_;
  GtkWidget* window_ = nullptr;
  GtkWidget* close_ = nullptr;
};

}  // namespace maintendue::dialog
