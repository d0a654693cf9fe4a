// The part of Session's story in which the screen is seen, stretch by stretch.
#include "agent/service/session/session.h"

namespace maintendue::agent {

net::awaitable<Result<void>> Session::open_screen() {
  const int line = lines_;
  const DesktopPtr desktop = desktop_;
  opening_ = true;
  Result<std::shared_ptr<Screen>> screen = co_await Screen::open(*desktop, timeline_);
  opening_ = false;
  const bool same = line_ && line == lines_ && desktop == desktop_ && !lost_ && !ending_;
  if (!screen && same && !desktop->displaced()) co_return tl::unexpected(screen.error());
  const bool wanted =
      same && banner_ && !screen_ && picture_begun_ && unless_held() != lease::Scope::Nothing;
  if (screen && wanted) {
    screen_ = std::move(*screen);
    line_parts_.spawn(watch_screen(screen_));
    line_parts_.spawn(send_picture(screen_));
    enforce();
  } else {  // what it was for is gone
    if (screen) (*screen)->close();
    attend_picture();
  }
  co_return Result<void>{};
}

net::awaitable<void> Session::show_again() {
  Result<void> shown = co_await open_screen();
  if (!shown) desktop_failed();
}

// A screen program of its own for each stretch: its picture begins with the whole screen.
void Session::attend_picture() {
  const bool possible = line_ && !lost_ && !ending_ && picture_begun_ && banner_;
  const bool wanted = possible && unless_held() != lease::Scope::Nothing;
  if (wanted && !screen_ && !opening_) line_parts_.spawn(show_again());
}

// The screen program goes, which releases every key; of its picture nothing more leaves but what is
// on the line already.
void Session::end_picture() {
  if (!screen_) return;
  screen_->close();
  screen_.reset();
  picture_begun_ = false;
  if (settings_.witness && !settings_.witness->saw(ScreenRules{})) end(v1::END_REASON_BROKEN);
}

net::awaitable<void> Session::send_picture(std::shared_ptr<Screen> screen) {
  const Errc why = co_await screen->send_picture(*line_);
  if (lost_) co_return;
  if (screen != screen_) co_return tell_new_picture();
  // The screen program says itself why it left (watch_screen); give that reason the first word.
  if (why != Errc::PeerGone) lose_line(why);
}

// Nothing of the old one is on its way any more behind this word.
void Session::tell_new_picture() {
  v1::MachineSays says;
  says.set_new_picture(++picture_);
  tell_operator(std::move(says));
}

// Nothing that she sends from here on is about the old one.
void Session::picture_begun(std::uint32_t number) {
  if (number != picture_ || number == 0) return;
  picture_begun_ = true;
  attend_picture();
}

net::awaitable<void> Session::watch_screen(std::shared_ptr<Screen> screen) {
  const v1::EndReason why = co_await screen->failed();
  if (lost_ || screen != screen_) co_return;  // it is we who closed it
  if (why == v1::END_REASON_DESKTOP_LOST) co_return desktop_failed();
  end(why);
}

}  // namespace maintendue::agent
