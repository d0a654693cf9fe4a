// What the family is being asked: one thing at a time.
#pragma once

#include <optional>
#include <variant>

#include "agent/service/consent/question.h"
#include "agent/service/consent/spoken_number.h"

namespace maintendue::agent {

// By one of two answers that the family presses.
struct ByPress {
  bool number_wanted = false;  // the operator wants a window with a number in its place
};

// Whether the operator may see, or use the mouse.
struct AskedToAllow {
  explicit AskedToAllow(lease::Scope about) : scope(about) {}

  const SpokenNumber* number() const { return std::get_if<SpokenNumber>(&answered_by); }
  SpokenNumber* number() { return std::get_if<SpokenNumber>(&answered_by); }
  bool number_wanted() const {
    const auto* pressed = std::get_if<ByPress>(&answered_by);
    return pressed != nullptr && pressed->number_wanted;
  }

  lease::Scope scope;
  std::variant<ByPress, SpokenNumber> answered_by = {};
  std::optional<Reply> text = {};  // that stands on the screen, unanswered; none: no window does
};

// Whether the PC may be restarted.
struct AskedToRestart {
  bool shown = false;  // it is on the screen
};

// To tap six digits.
struct AskedForDigits {};

// A value; no I/O. Open from before a window opens until its answer is in force.
class OpenQuestion {
 public:
  using What = std::variant<std::monostate, AskedToAllow, AskedToRestart, AskedForDigits>;

  void begin(What what) { what_ = std::move(what); }
  void close() { what_ = {}; }

  bool open() const { return !std::holds_alternative<std::monostate>(what_); }
  // Each null while it is about something else. Good until begin() or close().
  const AskedToAllow* to_allow() const { return std::get_if<AskedToAllow>(&what_); }
  AskedToAllow* to_allow() { return std::get_if<AskedToAllow>(&what_); }
  AskedToRestart* to_restart() { return std::get_if<AskedToRestart>(&what_); }
  bool for_digits() const { return std::holds_alternative<AskedForDigits>(what_); }

  // By which it is answered; null when it is not.
  const SpokenNumber* number() const { return to_allow() ? to_allow()->number() : nullptr; }
  // What may be allowed by the window that is on the screen; Nothing when there is none.
  lease::Scope shown() const {
    const bool stands = to_allow() && to_allow()->text;
    return stands ? to_allow()->scope : lease::Scope::Nothing;
  }

 private:
  What what_;
};

}  // namespace maintendue::agent
