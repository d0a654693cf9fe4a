#include "agent/dialog/contact_row.h"

#include "agent/dialog/contact_words.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/widgets.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 52;
constexpr int kPicture = 32;

}  // namespace

GtkWidget* contact_row(
    const std::string& organisation, const std::string& phone, const hours::Hours& hours
) {
  const std::string number = contact_words(organisation, phone);
  if (number.empty()) return nullptr;
  GtkWidget* lines = column(0);
  gtk_widget_set_valign(lines, GTK_ALIGN_CENTER);
  gtk_container_add(GTK_CONTAINER(lines), marked_label(number, "situation", kWraps));
  const std::string when = hours_words(hours, std::chrono::system_clock::now());
  if (!when.empty()) gtk_container_add(GTK_CONTAINER(lines), label(when, "detail", kWraps));
  GtkWidget* made = row(12);
  GtkWidget* shape = picture("phone-call", kPicture);
  add_class(shape, "calling");
  gtk_container_add(GTK_CONTAINER(made), shape);
  gtk_container_add(GTK_CONTAINER(made), lines);
  return made;
}

}  // namespace maintendue::dialog
