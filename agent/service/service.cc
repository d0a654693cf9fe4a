#include "agent/service/service.h"

#include "agent/service/journal/journal.h"
#include "agent/service/spare_code.h"
#include "agent/service/state/step.h"
#include "agent/service/verification/card.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.service";
constexpr std::chrono::seconds kToSettle{20};  // attached by then, or waiting for a network

}  // namespace

Service::Service(net::any_io_executor main, ServiceOptions options)
    : timeline_(std::move(options.timeline)),
      machine_(std::make_shared<const MachineState>(std::move(options.machine))),
      state_(options.state),
      roster_(
          std::move(options.book),
          book_file(options.state),
          [this] {
            host_.on_roster();
            help_calls_.roster_changed();
            link_.help_waits();
            help_desk_.refresh();
            refresh_tray();
          }
      ),
      dial_(std::move(options.dial)),
      logs_(*timeline_, machine_, options.state / "log", [this] { link_.log_waits(); }),
      door_(
          main,
          *timeline_,
          options.socket,
          [this] {
            host_.on_desktop(door_.person());
            tray_moved_.notify();
            help_desk_.desktop_changed();
            farewell_desk_.desktop_changed();
            refresh_tray();
            link_.desktop_changed();
            link_.hurry();
          }
      ),
      link_(
          main,
          *timeline_,
          [this] { return dial_for(Purpose::Link); },
          Link::Callbacks{
              .offered = [this](SessionOffer offer) { host_.on_offer(std::move(offer)); },
              .connected =
                  [this](bool connected) {
                    connected_ = connected;
                    logs_.link_stands();
                    help_calls_.link_stands();
                    help_desk_.refresh();
                    refresh_tray();
                  },
              .desktop_present =
                  [this] {
                    const DesktopPtr desktop = door_.desktop();
                    return desktop && desktop->display_present();
                  },
              .book = [this]() -> const roster::Book& { return roster_.book(); },
              .roster_told = [this](v1::RosterNews news) { roster_.hear(news); },
              .log_to_give = [this] { return logs_.to_give(); },
              .log_kept = [this](SessionId session) { logs_.kept(session); },
              .help_to_say = [this] { return help_calls_.to_say(); },
              .help_told = [this](v1::HelpNews news) { help_desk_.told(news); },
              .farewell = [this] { return farewells_.for_hello(); },
              .farewell_to_say = [this] { return farewells_.to_say(); },
              .held_session = [this] { return host_.held(); },
              .shown = [this] { return shown(); },
              .keep_step = [this](const Bytes& step) { return keep_step(step); },
              .urgent = [this] { return host_.session() && host_.session()->cut(); },
          }
      ),
      network_(
          main,
          *timeline_,
          [this] {
            link_.network_changed();
            help_desk_.refresh();
          }
      ),
      host_(
          main,
          *timeline_,
          machine_,
          roster_,
          logs_,
          Restarts(*timeline_, machine_, options.state, std::move(options.start)),
          std::move(options.session),
          Host::Callbacks{
              .dial_tunnel = [this] { return dial_for(Purpose::Tunnel); },
              .desktop = [this] { return door_.desktop(); },
              .help_wanted = [this] { return farewells_.help_wanted(); },
              .tell_relay =
                  [this](SessionId session, News news) { link_.tell(session, std::move(news)); },
              .line_lost = [this](Errc why) { on_line_lost(why); },
              .session_moved = [this] { refresh_tray(); },
          }
      ),
      farewells_(*timeline_, machine_, state_),
      farewell_desk_(main, *timeline_, roster_, farewells_, farewell_callbacks()),
      help_calls_(*timeline_, machine_, roster_, state_),
      help_desk_(main, *timeline_, roster_, help_calls_, help_callbacks()),
      tray_moved_(main),
      tasks_(main) {}

void Service::start() {
  if (!farewells_.help_wanted()) help_desk_.farewell();  // a cut may have come in between
  door_.start();
  tasks_.spawn(link_.run());
  tasks_.spawn(settle());
  tasks_.spawn(network_.run());
  tasks_.spawn(help_desk_.run());
  tasks_.spawn(farewell_desk_.run());
  const auto desktop_now = [this] { return door_.desktop(); };
  Offer card = card_offer(card_of(*machine_, roster_.book().trust()), roster_, *timeline_);
  tasks_.spawn(serve(std::move(card), desktop_now, tray_moved_));
  Offer journal = journal_offer([this](const std::string& language) {
    return journal_of(logs_, roster_.book(), language);
  });
  tasks_.spawn(serve(std::move(journal), desktop_now, tray_moved_));
}

net::awaitable<void> Service::settle() {
  co_await timeline_->sleep_for(kToSettle);
  give_back_spare_code();
}

net::awaitable<void> Service::stop() {
  co_await host_.send_home();
  co_await tasks_.stop();  // no offer comes any more
  co_await host_.stop();
  co_await door_.stop();
}

std::unique_ptr<wire::RpcChannel> Service::dial_for(Purpose purpose) {
  const WallTime floor = trusted_now(*timeline_, *machine_, roster_.book());
  return dial_(machine_, roster_.book().trust(), floor, purpose);
}

Shown Service::shown() const {
  return {
      load_step(state_, MachineId{machine_->machine_id}), marks_of(read_parts(), machine_->key)
  };
}

bool Service::keep_step(const Bytes& step) const {
  const Result<void> kept = agent::keep_step(state_, MachineId{machine_->machine_id}, step);
  if (kept) return true;
  log::event(
      kComponent, log::Level::error, "the step cannot be kept", {{"detail", kept.error().detail}}
  );
  return false;
}

HelpDesk::Callbacks Service::help_callbacks() {
  return {
      .desktop = [this] { return door_.desktop(); },
      .reach = [this] { return reach_of(connected_, read_ways()); },
      .to_say = [this] { link_.help_waits(); },
      .pressed =
          [this] {
            link_.help_waits();
            link_.hurry();
          },
      .help_wanted = [this] { return farewells_.help_wanted(); },
      .may_open = [this](DesktopPtr desktop
                  ) { return farewell_desk_.welcome_back(std::move(desktop)); },
  };
}

FarewellDesk::Callbacks Service::farewell_callbacks() {
  return {
      .desktop = [this] { return door_.desktop(); },
      .connected = [this] { return connected_; },
      .said = [this] { on_farewell(); },
  };
}

// It holds here first; the relay learns it after.
void Service::on_farewell() {
  if (!farewells_.help_wanted()) {
    host_.on_farewell();
    help_desk_.farewell();
  }
  refresh_tray();
  link_.farewell_waits();
  link_.hurry();
}

// When it is not the relay that tells of it, the link may be as dead as the tunnel.
void Service::on_line_lost(Errc why) {
  if (why == Errc::PeerGone) {
    link_.hurry();
  } else {
    link_.network_changed();
  }
}

void Service::refresh_tray() {
  const DesktopPtr desktop = door_.desktop();
  if (!desktop) return;
  DesktopState state;
  state.connected = connected_;
  state.organisation = roster_.book().trust().organisation();
  if (!roster_.book().empty()) state.phone = roster_.book().roster().phone;
  state.farewell = farewells_.said().farewell();
  if (const Session* session = host_.session()) {
    state.visited = true;
    state.watched = session->watched();
    state.operator_name = session->operator_name();
  }
  desktop->show(state);
}

}  // namespace maintendue::agent
