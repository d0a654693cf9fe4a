#include "agent/dialog/answer_button.h"

#include "agent/dialog/picture.h"
#include "agent/dialog/widgets.h"

namespace maintendue::dialog {
namespace {

constexpr int kPicturePixels = 60;
constexpr int kSmallPicturePixels = 30;
constexpr int kHintWraps = 34;

GtkWidget* key_cap(const char* key) {
  GtkWidget* cap = label(key, "key");
  gtk_widget_set_halign(cap, GTK_ALIGN_START);
  gtk_widget_set_valign(cap, GTK_ALIGN_START);
  return cap;
}

}  // namespace

AnswerButton answer_button(
    const Answer& answer,
    const char* icon,
    const char* key,
    const char* style_class,
    bool side_by_side
) {
  GtkWidget* top = side_by_side ? row(14) : column(4);
  gtk_container_add(
      GTK_CONTAINER(top), picture(icon, side_by_side ? kSmallPicturePixels : kPicturePixels)
  );
  gtk_container_add(GTK_CONTAINER(top), label(answer.word, "word"));
  gtk_widget_set_halign(top, GTK_ALIGN_CENTER);
  gtk_container_foreach(
      GTK_CONTAINER(top),
      [](GtkWidget* piece, gpointer) { gtk_widget_set_halign(piece, GTK_ALIGN_CENTER); }, nullptr
  );
  GtkWidget* middle = gtk_overlay_new();
  gtk_container_add(GTK_CONTAINER(middle), top);
  gtk_overlay_add_overlay(GTK_OVERLAY(middle), key_cap(key));

  GtkWidget* hint = label(answer.hint, "hint", kHintWraps);
  gtk_label_set_justify(GTK_LABEL(hint), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign(hint, GTK_ALIGN_CENTER);

  GtkWidget* inside = column(side_by_side ? 2 : 6);
  gtk_container_add(GTK_CONTAINER(inside), middle);
  gtk_container_add(GTK_CONTAINER(inside), hint);
  gtk_widget_set_valign(inside, GTK_ALIGN_START);  // both answers on one line, however long a hint

  GtkWidget* button = gtk_button_new();
  gtk_container_add(GTK_CONTAINER(button), inside);
  add_class(button, "answer");
  add_class(button, style_class);
  speak_as(button, answer.spoken);
  return {button, hint};
}

}  // namespace maintendue::dialog
