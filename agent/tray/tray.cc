#include "agent/tray/tray.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "agent/po/catalogue.h"
#include "agent/tray/display.h"
#include "agent/tray/restart.h"
#include "base/log.h"

namespace maintendue::tray {
namespace {

constexpr auto kComponent = "tray";

SteadyTime now() { return std::chrono::steady_clock::now(); }

// What a click on it tells the service; empty: nothing.
Bytes wish_of(MenuId item) {
  if (item == MenuId::Stop) return stop_pressed();
  if (item == MenuId::Help) return help_wished();
  if (item == MenuId::Journal) return journal_wished();
  if (item == MenuId::NoHelp) return farewell_wished(Farewell::NoHelp);
  if (item == MenuId::NotOurs) return farewell_wished(Farewell::NotOurs);
  if (item == MenuId::HelpAgain) return farewell_wished(Farewell::Nothing);
  return item == MenuId::Card ? card_wished() : Bytes();
}

}  // namespace

Tray::Tray(Options options)
    : options_(std::move(options)), children_(options_.programs, options_.session) {
  panel_ = Panel::open([this](MenuId item) { clicked(item); });
  if (panel_) panel_->show(state_, options_.language.tag());
}

void Tray::run(Descriptor signals) {
  for (;;) {
    if (panel_ && !panel_->process()) panel_.reset();
    if (!door_ && now() >= retry_.due()) knock();
    std::optional<sdbus::IConnection::PollData> bus;
    if (panel_) bus = panel_->poll_data();
    std::array<pollfd, 3> wait = {{
        {signals.get(), POLLIN, 0},
        {door_ ? door_->descriptor() : -1, POLLIN, 0},
        {bus ? bus->fd : -1, bus ? bus->events : short{0}, 0},
    }};
    ::poll(wait.data(), wait.size(), wait_limit(bus));
    if (wait[0].revents != 0 && take_signals(signals)) return;
    if (wait[1].revents != 0) listen_at_door();
  }
}

int Tray::wait_limit(const std::optional<sdbus::IConnection::PollData>& bus) const {
  using std::chrono::milliseconds;
  std::optional<milliseconds> limit;
  if (!door_) limit = std::chrono::ceil<milliseconds>(retry_.due() - now());
  const int bus_limit = bus ? bus->getPollTimeout() : -1;
  if (bus_limit >= 0)
    limit = std::min(limit.value_or(milliseconds::max()), milliseconds{bus_limit});
  return limit ? static_cast<int>(std::max(limit->count(), milliseconds::rep{0})) : -1;
}

bool Tray::take_signals(const Descriptor& signals) {
  signalfd_siginfo signal{};
  while (::read(signals.get(), &signal, sizeof(signal)) == sizeof(signal)) {
    if (signal.ssi_signo != SIGCHLD) return true;
    children_.reap();
  }
  return false;
}

void Tray::knock() {
  Result<Door> door = Door::knock(options_.socket);
  if (!door || !door->send(hello(options_.language.tag(), display_answers(options_.display)))) {
    retry_.failed(now());
    return;
  }
  door_ = std::move(*door);
}

void Tray::listen_at_door() {
  for (;;) {
    Result<Delivery> came = door_->receive();
    if (!came && came.error().code == Errc::Cancelled) return;
    if (!came) {
      log::event(
          kComponent, log::Level::warning, "service left", {{"why", name(came.error().code)}}
      );
      return door_shut();
    }
    retry_.answered();
    if (const auto* state = std::get_if<State>(&came->message)) {
      show(*state);
    } else if (std::get_if<Restart>(&came->message)) {
      restart();
    } else if (const auto* wish = std::get_if<Speak>(&came->message)) {
      speak(wish->language);
    } else {
      obey(std::get<Spawn>(came->message), std::move(came->descriptors));
    }
    if (!door_) return;
  }
}

void Tray::door_shut() {
  door_.reset();
  children_.end_all();
  State alone;
  alone.organisation = state_.organisation;
  alone.phone = state_.phone;
  alone.farewell = state_.farewell;
  show(alone);
  retry_.failed(now());
}

void Tray::obey(Spawn spawn, std::vector<Descriptor> descriptors) {
  Result<pid_t> child = spawn.program == Program::Browser
                            ? children_.open(spawn.page)
                            : children_.start(spawn.program, std::move(descriptors));
  if (!child) {
    log::event(
        kComponent, log::Level::error, "program not started", {{"why", child.error().detail}}
    );
  }
  if (!door_->send(spawned(spawn.request_id, child.has_value()))) door_shut();
}

void Tray::restart() {
  const Result<void> taken = restart_pc();
  if (!taken) {
    log::event(
        kComponent, log::Level::warning, "PC not restarted", {{"why", taken.error().detail}}
    );
  }
  if (!door_->send(restart_taken(taken.has_value()))) door_shut();
}

void Tray::show(const State& state) {
  if (state == state_) return;
  state_ = state;
  if (panel_) panel_->show(state_, options_.language.tag());
}

void Tray::speak(const std::string& language) {
  if (!options_.language.choose(language)) return;
  catalogue::speak(language);
  if (panel_) panel_->show(state_, language);
  if (door_ && !door_->send(language_chosen(language))) door_shut();
}

void Tray::clicked(MenuId item) {
  if (const auto language = language_of(item)) return speak(std::string(*language));
  const Bytes wish = wish_of(item);
  if (door_ && !wish.empty() && !door_->send(wish)) door_shut();
}

}  // namespace maintendue::tray
