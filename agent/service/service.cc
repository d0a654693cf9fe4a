#include "agent/service/service.h"

#include "agent/service/consent/notice.h"
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
    : main_(main),
      timeline_(std::move(options.timeline)),
      machine_(std::make_shared<const MachineState>(std::move(options.machine))),
      state_(options.state),
      roster_(std::move(options.book), book_file(options.state), [this] { on_roster(); }),
      dial_(std::move(options.dial)),
      settings_(std::move(options.session)),
      logs_(*timeline_, machine_, options.state / "log", [this] { link_.log_waits(); }),
      restarts_(*timeline_, machine_, options.state),
      door_(
          main,
          *timeline_,
          options.socket,
          [this] {
            if (const auto person = door_.person()) restarts_.came(*person);
            if (session_) session_->desktop_changed();
            tray_moved_.notify();
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
              .held_session = [this] { return held_; },
              .shown = [this] { return shown(); },
              .keep_step = [this](const Bytes& step) { return keep_step(step); },
              .urgent = [this] { return session_ && session_->cut(); },
          }
      ),
      network_(main, *timeline_, [this] { link_.network_changed(); }),
      session_over_(main),
      newer_comeback_(main),
      tray_moved_(main),
      tasks_(main) {}

void Service::start() {
  door_.start();
  tasks_.spawn(link_.run());
  tasks_.spawn(settle());
  tasks_.spawn(network_.run());
  tasks_.spawn(offer_card(
      [this] { return door_.desktop(); }, tray_moved_, card_of(*machine_, roster_.book().trust())
  ));
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

void Service::on_offer(SessionOffer offer) {
  if (offer.resumes) return on_comeback(std::move(offer));
  if (held_ == SessionId{}) return tasks_.spawn(hold_session(std::move(offer)));
  if (session_ && session_->cut()) return tasks_.spawn(make_room_for(std::move(offer)));
  log::event(
      kComponent, log::Level::warning, "offer while occupied", {{"session", offer.session.value}}
  );
}

// She calls anew rather than wait: what she had before needs a new consent in any case.
net::awaitable<void> Service::make_room_for(SessionOffer offer) {
  session_->end(v1::END_REASON_NOT_RESUMED);
  while (held_ != SessionId{}) co_await session_over_.wait();
  co_await hold_session(std::move(offer));
}

void Service::on_roster() {
  if (!session_) return;
  const identity::Badge badge{session_->who().id, session_->who().public_key};
  const auto still =
      admit(roster_.book(), badge, trusted_now(*timeline_, *machine_, roster_.book()));
  if (!still) session_->end(v1::END_REASON_OPERATOR_REMOVED);
}

net::awaitable<void> Service::hold_session(SessionOffer offer) {
  held_ = offer.session;
  // Whatever becomes of this session, the next one finds the PC free.
  const std::shared_ptr<void> freed(nullptr, [this](void*) {
    held_ = {};
    session_over_.notify();
  });
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
  Result<Meeting> meeting = co_await begin(std::move(offer));
  if (!meeting) {
    log::event(
        kComponent, log::Level::warning, "session did not begin",
        {{"session", id.value},
         {"error", name(meeting.error().code)},
         {"detail", meeting.error().detail}}
    );
    co_return tell(id, Ended{end_reason(meeting.error().code)});
  }
  const std::string operator_name = meeting->who.name;
  Session::Settings settings = settings_;
  settings.witness = witness = begin_log(id, *meeting);
  settings.noes = noes_.of(meeting->who.public_key, timeline_->steady());
  settings.misses = misses_;
  settings.on_cut = [this](Errc why) { on_cut(why); };
  settings.desktop_now = [this] { return door_.desktop(); };
  settings.agreed_to_restart = [this](std::chrono::milliseconds lease_left) {
    return restarts_.agreed(session_->who(), session_->desktop()->account(), lease_left);
  };
  const DesktopPtr there = door_.desktop();
  if (there && there->display_present()) {
    settings.way_back = restarts_.take(meeting->who, there->account());
  }
  session_ = std::make_unique<Session>(main_, *timeline_, id, there, tell, std::move(settings));
  if (!witness) session_->end(v1::END_REASON_BROKEN);  // nothing happens that is not written down
  const v1::EndReason why = co_await session_->run(std::move(*meeting));
  const bool was_allowed = session_->was_allowed();
  const DesktopPtr desktop = session_->desktop();
  session_.reset();
  session_over_.notify();
  refresh_tray();
  if (!was_allowed || !desktop) co_return;
  if (why == v1::END_REASON_RESTARTING) {
    tasks_.spawn(restart(desktop, operator_name));
  } else {
    tasks_.spawn(show_notice(desktop, *timeline_, {why, operator_name}));
  }
}

net::awaitable<void> Service::restart(DesktopPtr desktop, std::string operator_name) {
  const WallTime until = timeline_->wall() + WayBack::kOpen;
  Notice notice{v1::END_REASON_RESTARTING, std::move(operator_name)};
  if (!co_await desktop->restart()) notice.restart_by_hand = until;
  co_await show_notice(std::move(desktop), *timeline_, std::move(notice));
}

net::awaitable<Result<Meeting>> Service::begin(SessionOffer offer) {
  auto opening = open_tunnel(*timeline_, [this] { return dial_for(Purpose::Tunnel); });
  Result<wire::RpcStreamPtr> stream = co_await std::move(opening);
  if (!stream) co_return tl::unexpected(stream.error());
  co_return co_await meet(*stream, *timeline_, machine_, roster_, std::move(offer));
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

// When it is not the relay that tells of it, the link may be as dead as the tunnel.
void Service::on_cut(Errc why) {
  if (why == Errc::PeerGone) {
    link_.hurry();
  } else {
    link_.network_changed();
  }
}

void Service::on_comeback(SessionOffer offer) {
  if (!session_ || session_->id() != offer.session) {
    // It ended, and the relay has been told why; or the agent was started anew, and knows nothing.
    return link_.tell(offer.session, Ended{v1::END_REASON_MACHINE_LOST});
  }
  session_->lose_line();  // unless we know that already
  newer_comeback_.notify();
  tasks_.spawn(take_back(std::move(offer)));
}

// Until it is done, or the relay offers it once more.
net::awaitable<void> Service::take_back(SessionOffer offer) {
  (void)co_await (bring_back(std::move(offer)) || newer_comeback_.wait());
}

net::awaitable<void> Service::bring_back(SessionOffer offer) {
  const SessionId id = offer.session;
  const auto failed = [id](const Error& error) {
    log::event(
        kComponent, log::Level::warning, "session not taken up",
        {{"session", id.value}, {"error", name(error.code)}, {"detail", error.detail}}
    );
  };
  const identity::Operator who = session_->who();
  auto opening = open_tunnel(*timeline_, [this] { return dial_for(Purpose::Tunnel); });
  Result<wire::RpcStreamPtr> stream = co_await std::move(opening);
  if (!stream) co_return failed(stream.error());
  auto meeting = meet_again(*stream, *timeline_, machine_, roster_, std::move(offer), who);
  Result<Comeback> back = co_await std::move(meeting);
  if (!back) co_return failed(back.error());
  const bool resumed = session_ && session_->id() == id && session_->resume(std::move(*back));
  if (!resumed) failed({Errc::NotAllowed, "too late, or not its secret"});
}

void Service::refresh_tray() {
  const DesktopPtr desktop = door_.desktop();
  if (!desktop) return;
  DesktopState state;
  state.connected = connected_;
  state.organisation = roster_.book().trust().organisation();
  if (session_) {
    state.visited = true;
    state.watched = session_->watched();
    state.operator_name = session_->operator_name();
  }
  desktop->show(state);
}

}  // namespace maintendue::agent
