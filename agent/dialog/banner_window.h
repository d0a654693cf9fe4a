// The yellow bar that says somebody is there, with STOP.
#pragma once

#include <gtk/gtk.h>

#include <memory>
#include <optional>

#include "agent/dialog/frame_window.h"
#include "agent/dialog/line.h"
#include "agent/dialog/marks_window.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/sight.h"
#include "agent/dialog/stop_keys.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// No window manager manages it, so that none can close, hide or stack it; it raises itself when
// something covers it. Says Alive each second in which it can be seen whole, and only then: a
// window that keeps covering it makes it silent. While she sees, the screen neither blanks nor
// locks by itself, and the PC does not fall asleep. Lives on GTK's loop until the line ends.
class BannerWindow final : public Window {
 public:
  // `line` outlives us.
  BannerWindow(const Banner& banner, Line& line);
  ~BannerWindow() override;
  void tell(const Message& message) override;

 private:
  void build();
  void listen();
  void show(Banner banner);
  void draw(const Mark& mark);
  bool she_sees() const { return banner_.scope != Scope::Nothing && !banner_.line_cut; }
  void show_photo();
  void place();
  void cover_changed();
  // Soon and often until it is first seen, then once a second.
  void beat_every(guint ms);
  void beat();
  bool can_be_seen() const;
  void press(Press button);
  // To what it asks; a click that was on its way when the question came up answers nothing.
  void answer(Press button);
  // One that was on its way when the button began to say something else does nothing: as the second
  // half of a double click.
  void hide_or_show();
  // Whether it was pressed down before the banner said what it says now, as when her mouse is taken
  // away and lets go. Asked once a click.
  bool take_pressed_across();
  GtkWidget* build_asking();
  void drag_to(int pointer);

  Banner banner_;
  Line& line_;
  GtkWidget* window_ = nullptr;
  GtkWidget* bar_ = nullptr;
  GtkWidget* photo_place_ = nullptr;  // hidden while there is no photo
  Bytes shown_photo_;                 // that stands there
  GtkWidget* sentence_ = nullptr;
  GtkWidget* take_back_ = nullptr;
  GtkWidget* hide_ = nullptr;  // or shows again
  GtkWidget* stop_ = nullptr;
  GtkWidget* stop_word_ = nullptr;
  GtkWidget* both_ = nullptr;    // the bar, and under it what it asks
  GtkWidget* asking_ = nullptr;  // hidden while it asks nothing
  GtkWidget* asks_ = nullptr;
  GtkWidget* yes_ = nullptr;
  GtkWidget* no_ = nullptr;
  std::optional<Moment> asked_at_;
  int told_ = 0;                   // how often what it says about her or asks was another
  std::optional<int> pressed_at_;  // told_, as *yes* or *hide* was pressed down
  std::optional<Moment> hide_since_;
  std::unique_ptr<StopKeys> keys_;
  std::unique_ptr<Sight> sight_;
  std::unique_ptr<MarksWindow> marks_;
  std::unique_ptr<FrameWindow> frame_;
  std::optional<int> dragged_to_;  // the family's own choice of place
  int grip_ = 0;                   // where on the bar the pointer holds it
  int raises_left_ = 0;            // until the next beat
  guint beats_ = 0;
  gulong monitors_ = 0;
  bool shown_ = false;
};

}  // namespace maintendue::dialog
