#include "console/session/asking.h"

namespace maintendue::console {
namespace {

v1::LogEvent wished(v1::Scope scope) {
  v1::LogEvent event;
  event.set_wished(scope);
  return event;
}

v1::LogEvent wished_restart() {
  v1::LogEvent event;
  event.mutable_restart()->set_what(v1::LogRestart::WISHED);
  return event;
}

}  // namespace

Asking first_asking(bool come_back) {
  Asking asking;
  if (come_back) {
    asking.says.mutable_come_back();
  } else {
    asking.says.set_ask(v1::SCOPE_VIEW);
  }
  asking.noted = wished(v1::SCOPE_VIEW);
  return asking;
}

std::optional<Asking> asking_of(Wish wish) {
  Asking asking;
  if (const auto* ask = std::get_if<AskWish>(&wish)) {
    asking.says.set_ask(to_wire(ask->scope));
    asking.noted = wished(asking.says.ask());
  } else if (const auto* aloud = std::get_if<AskByNumberWish>(&wish)) {
    asking.says.set_ask_by_number(to_wire(aloud->scope));
    asking.noted = wished(asking.says.ask_by_number());
  } else if (std::get_if<RestartWish>(&wish)) {
    asking.says.mutable_ask_restart();
    asking.noted = wished_restart();
  } else if (auto* number = std::get_if<NumberWish>(&wish)) {
    asking.says.set_number_heard(std::move(number->number));
  } else if (const auto* taken = std::get_if<TakenIn>(&wish)) {
    asking.says.set_received(taken->total);
  } else if (auto* shown = std::get_if<ShowWish>(&wish)) {
    *asking.says.mutable_mark() = std::move(shown->mark);
  } else if (const auto* pause = std::get_if<PauseWish>(&wish)) {
    asking.says.set_pause(pause->what);
  } else if (auto* laid = std::get_if<SlipWish>(&wish)) {
    *asking.says.mutable_slip() = std::move(laid->slip);
  } else if (std::get_if<GiveBackWish>(&wish)) {
    asking.says.mutable_give_back();
  } else {
    return std::nullopt;
  }
  return asking;
}

}  // namespace maintendue::console
