// The PC's card: a QR code for the camera of an operator who stands before it, and the PC's number.
#pragma once

#include <gtk/gtk.h>

#include <functional>

#include "agent/dialog/line.h"
#include "agent/dialog/qr_code.h"
#include "agent/dialog/window.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {

// Stays until somebody closes it, or the service leaves; it asks nothing and says nothing but that
// it is there. Lives on GTK's loop.
class CardWindow final : public Window {
 public:
  using Done = std::function<void()>;

  // `line` outlives us.
  CardWindow(const Card& card, Line& line, Done done);
  ~CardWindow() override;
  void tell(const Message&) override {}  // first and only

 private:
  // With modules of so many pixels.
  void build(int pixels);
  GtkWidget* code(int pixels);
  GtkWidget* sentences();
  void listen(GtkWidget* close);

  static gboolean draw(GtkWidget* area, cairo_t* cairo, gpointer self);
  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  const Card card_;
  const CardWords words_;
  const QrCode code_;
  Line& line_;
  const Done done_;
  GtkWidget* window_ = nullptr;
};

}  // namespace maintendue::dialog
