// The part of Session's story in which the picture is held back for a moment: by her, so that the
// family is alone with its screen, or by the family.
#include "agent/service/session/session.h"

namespace maintendue::agent {
namespace {

constexpr std::chrono::seconds kPace{2};  // sealed.proto, pause

}  // namespace

// She ends what she alone began. Each pause costs a screen program and a whole picture, so they
// come no faster than somebody means them.
void Session::obey_pause(v1::Pause wish) {
  const SteadyTime now = timeline_.steady();
  if (ending_) return;
  if (wish == v1::PAUSE_OVER) {
    if (paused_ == v1::HELD_LOOKS_AWAY) end_pause();
    return;
  }
  const bool seen = allowed() != lease::Scope::Nothing && held() == v1::HELD_UNSPECIFIED;
  if (!seen || input_suspended() || now < pause_again_) return;
  pause_again_ = now + kPace;
  pause(wish == v1::PAUSE_CALL_BACK ? v1::HELD_CALLS_BACK : v1::HELD_LOOKS_AWAY);
}

// At any time: also beside a question, and in the place of her own pause.
void Session::hide_screen() {
  if (!ending_ && allowed() != lease::Scope::Nothing) pause(v1::HELD_HIDDEN);
}

// The press may have been the operator's own, with the mouse that she had a moment ago.
void Session::show_screen_again() {
  const bool familys = paused_ == v1::HELD_HIDDEN || paused_ == v1::HELD_CALLS_BACK;
  const bool hers = her_hand_.may_have_pressed(timeline_.steady());
  if (familys && !hers && !ending_) end_pause();
}

void Session::pause(v1::Held why) {
  paused_ = why;
  announce();
}

// It begins again without the mouse: a password that was typed meanwhile is not followed by her
// hand.
void Session::end_pause() {
  paused_ = v1::HELD_UNSPECIFIED;
  lease_.back_to_view();
  announce();
}

}  // namespace maintendue::agent
