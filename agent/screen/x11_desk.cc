#include "agent/screen/x11_desk.h"

#include "agent/screen/x11_clipboard.h"
#include "agent/screen/x11_display.h"
#include "agent/screen/x11_screen.h"
#include "agent/screen/xtest_input.h"
#include "base/log.h"

namespace maintendue::screen {
namespace {

class X11Desk final : public Desk {
 public:
  static Result<std::unique_ptr<Desk>> open(std::unique_ptr<X11Display> display) {
    auto screen = X11Screen::open(*display);
    if (!screen) return tl::unexpected(screen.error());
    auto clipboard = std::make_unique<X11Clipboard>(*display);
    auto hands = XTestInput::open(*display, *clipboard);
    if (!hands) return tl::unexpected(hands.error());
    return std::unique_ptr<Desk>(
        new X11Desk(std::move(display), std::move(*screen), std::move(clipboard), std::move(*hands))
    );
  }

  ScreenSource& screen() override { return *screen_; }
  InputSink& hands() override { return *hands_; }
  ClipboardSource& clipboard() override { return *clipboard_; }

  bool take_news() override {
    bool changed = false;
    XEvent event;
    while (display_->next(event)) {
      changed |= screen_->handle(event);
      hands_->handle(event);
      clipboard_->handle(event);
    }
    return changed;
  }

  bool lost() const override { return display_->lost(); }

  int wait_on() override { return display_->has_waiting() ? -1 : display_->descriptor(); }

 private:
  X11Desk(
      std::unique_ptr<X11Display> display,
      std::unique_ptr<X11Screen> screen,
      std::unique_ptr<X11Clipboard> clipboard,
      std::unique_ptr<XTestInput> hands
  )
      : display_(std::move(display)),
        screen_(std::move(screen)),
        clipboard_(std::move(clipboard)),
        hands_(std::move(hands)) {}

  // The connection first: the others let go of what they have on it.
  const std::unique_ptr<X11Display> display_;
  const std::unique_ptr<X11Screen> screen_;
  const std::unique_ptr<X11Clipboard> clipboard_;
  const std::unique_ptr<XTestInput> hands_;
};

}  // namespace

std::unique_ptr<Desk> open_x11_desk() {
  std::unique_ptr<X11Display> display = X11Display::open();
  if (display == nullptr) {
    log::event("screen", log::Level::warning, "no display");
    return nullptr;
  }
  Result<std::unique_ptr<Desk>> desk = X11Desk::open(std::move(display));
  if (!desk) {
    const std::string& detail = desk.error().detail;
    log::event("screen", log::Level::error, "display not usable", {{"detail", detail}});
    return nullptr;
  }
  return std::move(*desk);
}

}  // namespace maintendue::screen
