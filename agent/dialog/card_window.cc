#include "agent/dialog/card_window.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>

#include "agent/dialog/contact_row.h"
#include "agent/dialog/room.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 34, kTaskWraps = 28;
// Pixels of a module: as many as the screen has room for. 10 are 2.6 mm on a screen of 15 inches,
// which a laptop's camera reads from an arm's length; below 4 it would want the lens on the glass.
constexpr int kLargest = 10, kSmallest = 4;

}  // namespace

CardWindow::CardWindow(const Card& card, Line& line, Done done)
    : card_(card),
      words_(words_for(card)),
      code_(qr_code(card.text).value()),  // 120 bytes always fit
      line_(line),
      done_(std::move(done)) {
  int pixels = kLargest;
  for (build(pixels); pixels > kSmallest && !fits_the_screen(window_); build(pixels)) {
    gtk_widget_destroy(window_);
    --pixels;
  }
  bring_up(window_);
}

CardWindow::~CardWindow() { gtk_widget_destroy(window_); }

void CardWindow::build(int pixels) {
  window_ = headed_window(words_.title, words_.organisation);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.spoken.c_str());
  GtkWidget* close = gtk_button_new_with_label(words_.close.c_str());
  add_class(close, "close");
  gtk_widget_set_halign(close, GTK_ALIGN_START);
  GtkWidget* beside = column(18);
  gtk_widget_set_valign(beside, GTK_ALIGN_CENTER);
  gtk_container_add(GTK_CONTAINER(beside), sentences());
  if (GtkWidget* contact = contact_row(card_.organisation, card_.phone, card_.hours)) {
    gtk_container_add(GTK_CONTAINER(beside), contact);
  }
  gtk_container_add(GTK_CONTAINER(beside), close);
  GtkWidget* body = row(24);
  add_class(body, "body");
  gtk_container_add(GTK_CONTAINER(body), code(pixels));
  gtk_container_add(GTK_CONTAINER(body), beside);
  gtk_container_add(GTK_CONTAINER(window_), body);
  gtk_widget_show_all(body);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  gtk_widget_grab_focus(close);
  listen(close);
}

GtkWidget* CardWindow::code(int pixels) {
  GtkWidget* area = gtk_drawing_area_new();
  const int side = code_.whole_side() * pixels;
  gtk_widget_set_size_request(area, side, side);
  gtk_widget_set_halign(area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign(area, GTK_ALIGN_CENTER);
  g_signal_connect(area, "draw", G_CALLBACK(&CardWindow::draw), this);
  atk_object_set_role(gtk_widget_get_accessible(area), ATK_ROLE_IMAGE);
  speak_as(area, words_.picture);
  return area;
}

GtkWidget* CardWindow::sentences() {
  GtkWidget* made = column(12);
  gtk_container_add(GTK_CONTAINER(made), marked_label(words_.task, "question", kTaskWraps));
  gtk_container_add(GTK_CONTAINER(made), marked_label(words_.number, "situation", kWraps));
  gtk_container_add(GTK_CONTAINER(made), label(words_.says, "detail", kWraps));
  gtk_container_add(GTK_CONTAINER(made), label(words_.warning, "warning", kWraps));
  return made;
}

void CardWindow::listen(GtkWidget* close) {
  g_signal_connect(
      close, "clicked",
      G_CALLBACK(+[](GtkButton*, gpointer self) { static_cast<CardWindow*>(self)->done_(); }), this
  );
  g_signal_connect(window_, "map-event", G_CALLBACK(&CardWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&CardWindow::key_pressed), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&CardWindow::close_asked), this);
}

// Black on white whatever the theme and the direction of the text: a camera reads it, and no camera
// reads colours. Whole pixels, so that no edge is grey.
gboolean CardWindow::draw(GtkWidget* area, cairo_t* cairo, gpointer self) {
  const QrCode& code = static_cast<CardWindow*>(self)->code_;
  const int width = gtk_widget_get_allocated_width(area);
  const int height = gtk_widget_get_allocated_height(area);
  const int pixels = std::max(1, std::min(width, height) / code.whole_side());
  const int left = (width - code.side * pixels) / 2, top = (height - code.side * pixels) / 2;
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  for (int row = 0; row < code.side; ++row) {
    for (int column = 0; column < code.side; ++column) {
      if (!code.at(column, row)) continue;
      cairo_rectangle(cairo, left + column * pixels, top + row * pixels, pixels, pixels);
    }
  }
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_fill(cairo);
  return TRUE;
}

gboolean CardWindow::mapped(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<CardWindow*>(self)->line_.say(shown());
  return FALSE;
}

gboolean CardWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  if (event->keyval != GDK_KEY_Escape) return FALSE;
  static_cast<CardWindow*>(self)->done_();
  return TRUE;
}

gboolean CardWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<CardWindow*>(self)->done_();
  return TRUE;  // it goes when the program does
}

}  // namespace maintendue::dialog
