// A short sentence after the fact. Closes itself.
#pragma once

#include <gtk/gtk.h>

#include <functional>

#include "agent/dialog/line.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// Takes no focus from what the family is doing. Lives on GTK's loop.
class NoticeWindow final : public Window {
 public:
  static constexpr guint kSeconds = 6;
  static constexpr guint kSecondsToAct = 60;  // when the family is asked to do something
  using Done = std::function<void()>;

  // `line` outlives us.
  NoticeWindow(const Notice& notice, Line& line, Done done);
  ~NoticeWindow() override;
  void tell(const Message&) override {}  // first and only

 private:
  const Done done_;
  Line& line_;
  GtkWidget* window_;
  guint timer_ = 0;
};

}  // namespace maintendue::dialog
