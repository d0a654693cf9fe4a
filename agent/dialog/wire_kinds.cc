#include "agent/dialog/wire_kinds.h"

namespace maintendue::dialog {

Scope from_wire(v1::Scope scope) {
  switch (scope) {
    case v1::SCOPE_VIEW:
      return Scope::View;
    case v1::SCOPE_CONTROL:
      return Scope::Control;
    default:
      return Scope::Nothing;
  }
}

Paused from_wire(v1::Held held) {
  switch (held) {
    case v1::HELD_LOOKS_AWAY:
      return Paused::LooksAway;
    case v1::HELD_CALLS_BACK:
      return Paused::CallsBack;
    case v1::HELD_HIDDEN:
      return Paused::Hidden;
    default:
      return Paused::No;
  }
}

Call from_wire(v1::CallKind kind) {
  switch (kind) {
    case v1::CALL_KIND_SETUP:
      return Call::Setup;
    case v1::CALL_KIND_FOLLOW_UP_1:
      return Call::FollowUp1;
    case v1::CALL_KIND_FOLLOW_UP_2:
      return Call::FollowUp2;
    case v1::CALL_KIND_FOLLOW_UP_3:
      return Call::FollowUp3;
    case v1::CALL_KIND_OPEN_HOURS:
      return Call::OpenHours;
    default:
      return Call::Unknown;
  }
}

Ended from_wire(v1::EndReason reason) {
  switch (reason) {
    case v1::END_REASON_OPERATOR:
      return Ended::ByOperator;
    case v1::END_REASON_FAMILY:
      return Ended::ByFamily;
    case v1::END_REASON_CONSOLE_LOST:
      return Ended::ConsoleLost;
    case v1::END_REASON_MACHINE_LOST:
      return Ended::MachineLost;
    case v1::END_REASON_RELAY_LOST:
      return Ended::RelayLost;
    case v1::END_REASON_DESKTOP_LOST:
      return Ended::DesktopLost;
    case v1::END_REASON_NO_DISPLAY:
      return Ended::NoDisplay;
    case v1::END_REASON_LEASE_EXPIRED:
      return Ended::LeaseExpired;
    case v1::END_REASON_MACHINE_UNREACHED:
      return Ended::MachineUnreached;
    case v1::END_REASON_NOT_TRUSTED:
      return Ended::NotTrusted;
    case v1::END_REASON_BROKEN:
      return Ended::Broken;
    case v1::END_REASON_NEVER_ALLOWED:
      return Ended::NeverAllowed;
    case v1::END_REASON_ROSTER_STALE:
      return Ended::RosterStale;
    case v1::END_REASON_OPERATOR_REMOVED:
      return Ended::OperatorRemoved;
    case v1::END_REASON_FAMILY_REFUSED:
      return Ended::FamilyRefused;
    case v1::END_REASON_NOT_RESUMED:
      return Ended::NotResumed;
    case v1::END_REASON_PERSON_CHANGED:
      return Ended::PersonChanged;
    case v1::END_REASON_RESTARTING:
      return Ended::Restarting;
    case v1::END_REASON_FAREWELL:
      return Ended::Farewell;
    default:
      return Ended::Unknown;
  }
}

std::optional<Farewell> from_wire(v1::Farewell farewell) {
  switch (farewell) {
    case v1::FAREWELL_UNSPECIFIED:
      return Farewell::Nothing;
    case v1::FAREWELL_NO_HELP:
      return Farewell::NoHelp;
    case v1::FAREWELL_NOT_OURS:
      return Farewell::NotOurs;
    default:
      return std::nullopt;
  }
}

v1::Farewell to_wire(Farewell farewell) {
  switch (farewell) {
    case Farewell::NoHelp:
      return v1::FAREWELL_NO_HELP;
    case Farewell::NotOurs:
      return v1::FAREWELL_NOT_OURS;
    case Farewell::Nothing:
      break;
  }
  return v1::FAREWELL_UNSPECIFIED;
}

Asks from_wire(pc::BannerAsks asks) {
  switch (asks) {
    case pc::BANNER_ASKS_GO_ON:
      return Asks::GoOn;
    case pc::BANNER_ASKS_RESUME:
      return Asks::Resume;
    case pc::BANNER_ASKS_EXTEND:
      return Asks::Extend;
    default:
      return Asks::Nothing;
  }
}

Reach from_wire(pc::HelpDesk::Line line) {
  switch (line) {
    case pc::HelpDesk::LINE_UP:
      return Reach::Up;
    case pc::HelpDesk::LINE_NO_DEVICE:
      return Reach::NoDevice;
    case pc::HelpDesk::LINE_NO_NETWORK:
      return Reach::NoNetwork;
    case pc::HelpDesk::LINE_NO_INTERNET:
      return Reach::NoInternet;
    default:
      return Reach::Unknown;
  }
}

// In both, the contract's first value says that there is none.
Topic from_wire(v1::HelpTopic topic) { return static_cast<Topic>(topic - 1); }
v1::HelpTopic to_wire(Topic topic) {
  return static_cast<v1::HelpTopic>(static_cast<int>(topic) + 1);
}
Stage from_wire(pc::HelpStanding::Stage stage) { return static_cast<Stage>(stage - 1); }

static_assert(static_cast<int>(Topic::Other) + 1 == v1::HELP_TOPIC_OTHER);
static_assert(static_cast<int>(Stage::Cancelled) + 1 == pc::HelpStanding::CANCELLED);
static_assert(static_cast<int>(CallBack::Evening) == v1::CALL_BACK_EVENING);
static_assert(static_cast<int>(Outcome::Mistake) == v1::HELP_OUTCOME_MISTAKE);

pc::Pressed::Button to_wire(Press button) {
  switch (button) {
    case Press::Stop:
      return pc::Pressed::STOP;
    case Press::TakeBack:
      return pc::Pressed::TAKE_BACK;
    case Press::Yes:
      return pc::Pressed::YES;
    case Press::No:
      return pc::Pressed::NO;
    case Press::Hide:
      return pc::Pressed::HIDE;
    case Press::Show:
      return pc::Pressed::SHOW;
  }
  return pc::Pressed::BUTTON_UNSPECIFIED;
}

pc::InputClass to_wire(Means by) {
  switch (by) {
    case Means::Pointer:
      return pc::INPUT_CLASS_POINTER;
    case Means::Keyboard:
      return pc::INPUT_CLASS_KEYBOARD;
    case Means::Closed:
      return pc::INPUT_CLASS_CLOSED;
  }
  return pc::INPUT_CLASS_UNSPECIFIED;
}

v1::SlipAnswer to_wire(SlipAnswer answer) {
  switch (answer) {
    case SlipAnswer::Yes:
      return v1::SLIP_ANSWER_YES;
    case SlipAnswer::No:
      return v1::SLIP_ANSWER_NO;
    case SlipAnswer::Again:
      return v1::SLIP_ANSWER_AGAIN;
    case SlipAnswer::NotUnderstood:
      return v1::SLIP_ANSWER_NOT_UNDERSTOOD;
    case SlipAnswer::CallMe:
      return v1::SLIP_ANSWER_CALL_ME;
    case SlipAnswer::Opened:
      return v1::SLIP_ANSWER_OPENED;
  }
  return v1::SLIP_ANSWER_UNSPECIFIED;
}

std::optional<Mark::Kind> from_wire(v1::Mark::Kind kind) {
  switch (kind) {
    case v1::Mark::POINT:
      return Mark::Kind::Point;
    case v1::Mark::PRESS:
      return Mark::Kind::Press;
    case v1::Mark::DRAW:
      return Mark::Kind::Draw;
    case v1::Mark::DRAW_ON:
      return Mark::Kind::DrawOn;
    case v1::Mark::AWAY:
      return Mark::Kind::Away;
    case v1::Mark::WIPE:
      return Mark::Kind::Wipe;
    default:
      return std::nullopt;
  }
}

}  // namespace maintendue::dialog
