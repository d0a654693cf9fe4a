// Whether the family can see a window of ours, by asking the X server what lies above it.
// Visibility events alone would not do: under a compositor every window counts as visible.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <vector>

#include "agent/dialog/place.h"

namespace maintendue::dialog {

// Watches one mapped or unmapped, override-redirect window. Lives on GTK's loop.
class Sight {
 public:
  // `changed` is called, soon and once, after anything on the screen was mapped, moved or
  // restacked.
  Sight(GdkWindow* window, std::function<void()> changed);
  ~Sight();
  Sight(const Sight&) = delete;
  Sight& operator=(const Sight&) = delete;

  // Mapped, wholly on the screen, under no other window.
  bool clear() const;
  // Mapped again if somebody unmapped it, and on top of everything.
  void raise();
  // For the server's idle clock, by which screens blank and lock and PCs fall asleep, this is a key
  // that was pressed (X11 protocol, ForceScreenSaver).
  void keep_awake() const;

 private:
  static GdkFilterReturn on_event(GdkXEvent* event, GdkEvent*, gpointer self);
  std::vector<Rect> windows_above() const;

  GdkWindow* const window_;
  GdkWindow* const root_;
  const std::function<void()> changed_;
  guint soon_ = 0;
};

}  // namespace maintendue::dialog
