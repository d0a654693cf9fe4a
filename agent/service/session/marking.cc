// The part of Session's story in which she shows something, and takes nothing.
#include "agent/service/session/session.h"

namespace maintendue::agent {

// Nothing of hers stands beside a question, be it the banner's, and nothing where no banner says
// that she is there. Who has the mouse needs no marks.
bool Session::may_mark() const {
  const bool sees = screen_ && banner_ && banner_->in_sight() && visible() == lease::Scope::View;
  const bool asked = input_suspended() || course_.asks(timeline_.steady()) != Course::Asks::Nothing;
  return sees && !asked && !ending_;
}

void Session::show_mark(const v1::Mark& mark) {
  if (!may_mark() || !pace_.take(timeline_.steady())) return;
  marked_ = true;
  if (!banner_->draw(mark)) desktop_failed();
}

void Session::wipe_marks() {
  if (!std::exchange(marked_, false) || !banner_) return;
  v1::Mark nothing;
  nothing.set_kind(v1::Mark::WIPE);
  if (!banner_->draw(nothing)) desktop_failed();
}

}  // namespace maintendue::agent
