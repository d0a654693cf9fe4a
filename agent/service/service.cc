#include "agent/service/service.h"

#include "agent/service/consent/notice.h"
#include "agent/service/spare_code.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.service";
constexpr std::chrono::seconds kToSettle{20};  // attached by then, or waiting for a network

}  // namespace

Service::Service(net::any_io_executor main, ServiceOptions options)
    : main_(main),
      timeline_(std::make_shared<wire::SystemTimeline>(main)),
      machine_(std::make_shared<const MachineState>(std::move(options.machine))),
      roster_(std::move(options.book), book_file(options.state), [this] { on_roster(); }),
      relay_(std::move(options.relay)),
      settings_(std::move(options.session)),
      logs_(*timeline_, machine_, options.state / "log", [this] { link_.log_waits(); }),
      door_(
          main,
          *timeline_,
          options.socket,
          [this] {
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
              .offered = [this](SessionOffer offer) { on_offer(std::move(offer)); },
              .connected =
                  [this](bool connected) {
                    connected_ = connected;
                    logs_.link_stands();
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
          }
      ),
      network_(main, *timeline_, [this] { link_.network_changed(); }),
      session_over_(main),
      tasks_(main) {}

void Service::start() {
  door_.start();
  tasks_.spawn(link_.run());
  tasks_.spawn(settle());
  tasks_.spawn(network_.run());
}

net::awaitable<void> Service::settle() {
  co_await timeline_->sleep_for(kToSettle);
  give_back_spare_code();
}

net::awaitable<void> Service::stop() {
  if (session_) session_->end(v1::END_REASON_MACHINE_LOST);
  while (session_) co_await session_over_.wait();  // it says goodbye, within a second
  co_await tasks_.stop();
  co_await door_.stop();
}

std::unique_ptr<wire::RpcChannel> Service::dial_for(Purpose purpose) {
  const WallTime floor = trusted_now(*timeline_, *machine_, roster_.book());
  return dial(main_, relay_, machine_, timeline_, floor, purpose);
}

void Service::on_offer(SessionOffer offer) {
  if (occupied_) {
    log::event(
        kComponent, log::Level::warning, "offer while occupied", {{"session", offer.session.value}}
    );
    return;
  }
  tasks_.spawn(hold_session(std::move(offer)));
}

void Service::on_roster() {
  if (!session_) return;
  const identity::Badge badge{session_->who().id, session_->who().public_key};
  const auto still =
      admit(roster_.book(), badge, trusted_now(*timeline_, *machine_, roster_.book()));
  if (!still) session_->end(v1::END_REASON_OPERATOR_REMOVED);
}

net::awaitable<void> Service::hold_session(SessionOffer offer) {
  occupied_ = true;
  // Whatever becomes of this session, the next one finds the PC free.
  const std::shared_ptr<void> freed(nullptr, [this](void*) { occupied_ = false; });
  co_await assist(std::move(offer));
  give_back_spare_code();
}

net::awaitable<void> Service::assist(SessionOffer offer) {
  const SessionId id = offer.session;
  WitnessPtr witness;
  TellNews tell = [this, &witness](SessionId session, News news) {
    if (witness && session_ && !witness->saw(news)) session_->end(v1::END_REASON_BROKEN);
    link_.tell(session, std::move(news));
    refresh_tray();
  };
  const auto channel = dial_for(Purpose::Tunnel);
  Result<Meeting> meeting =
      co_await meet(*channel, *timeline_, machine_, roster_, std::move(offer));
  if (!meeting) {
    log::event(
        kComponent, log::Level::warning, "session did not begin",
        {{"session", id.value},
         {"error", name(meeting.error().code)},
         {"detail", meeting.error().detail}}
    );
    co_return tell(id, Ended{end_reason(meeting.error().code)});
  }
  const DesktopPtr desktop = door_.desktop();
  const std::string operator_name = meeting->who.name;
  Session::Settings settings = settings_;
  settings.witness = witness = begin_log(id, *meeting);
  session_ = std::make_unique<Session>(main_, *timeline_, id, desktop, tell, std::move(settings));
  if (!witness) session_->end(v1::END_REASON_BROKEN);  // nothing happens that is not written down
  const v1::EndReason why = co_await session_->run(std::move(*meeting));
  const bool was_allowed = session_->was_allowed();
  session_.reset();
  session_over_.notify();
  refresh_tray();
  if (was_allowed && desktop) tasks_.spawn(show_notice(desktop, *timeline_, why, operator_name));
}

WitnessPtr Service::begin_log(SessionId id, const Meeting& meeting) {
  Result<WitnessPtr> witness = logs_.begin(id, meeting.who, meeting.call_kind);
  if (witness) return std::move(*witness);
  log::event(
      kComponent, log::Level::error, "the log of a session can't be begun",
      {{"session", id.value}, {"detail", witness.error().detail}}
  );
  return nullptr;
}

void Service::refresh_tray() {
  const DesktopPtr desktop = door_.desktop();
  if (!desktop) return;
  DesktopState state;
  state.connected = connected_;
  state.organisation = machine_->trust.organisation();
  if (session_) {
    state.visited = true;
    state.watched = session_->watched();
    state.operator_name = session_->operator_name();
  }
  desktop->show(state);
}

}  // namespace maintendue::agent
