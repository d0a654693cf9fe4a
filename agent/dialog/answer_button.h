// One of the two very large answers: the key that gives it, a picture, one word, what it means.
#pragma once

#include <gtk/gtk.h>

#include "agent/dialog/words.h"

namespace maintendue::dialog {

struct AnswerButton {
  GtkWidget* button = nullptr;
  GtkWidget* hint = nullptr;  // the label that says what the answer means
};

// `side_by_side`: picture beside the word, for a screen that is too low for one above the other.
AnswerButton answer_button(
    const Answer& answer,
    const char* icon,
    const char* key,
    const char* style_class,
    bool side_by_side
);

}  // namespace maintendue::dialog
