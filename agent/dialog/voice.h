// Reads a sentence aloud, with espeak-ng where the PC has it.
#pragma once

#include <glib.h>

#include <string>

namespace maintendue::dialog {

// One sentence at a time. Lives on GTK's loop; silent once it is gone.
class Voice {
 public:
  Voice() = default;
  ~Voice() { be_silent(); }
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  // Whether this PC can read that language aloud.
  static bool speaks(const std::string& language);
  // In place of what it is reading. `sentence` is UTF-8, without marks.
  void read(const std::string& sentence, const std::string& language);

 private:
  void be_silent();

  GPid reader_ = 0;
  guint watch_ = 0;
};

}  // namespace maintendue::dialog
