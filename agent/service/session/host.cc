#include "agent/service/session/host.h"

#include "agent/service/consent/notice.h"
#include "agent/service/spare_code.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";

}  // namespace

Host::Host(
    net::any_io_executor main,
    wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    KnownRoster& roster,
    SessionLogs& logs,
    Restarts restarts,
    Session::Settings settings,
    Callbacks callbacks
)
    : main_(main),
      timeline_(timeline),
      machine_(std::move(machine)),
      roster_(roster),
      logs_(logs),
      settings_(std::move(settings)),
      callbacks_(std::move(callbacks)),
      restarts_(std::move(restarts)),
      session_over_(main),
      newer_comeback_(main),
      tasks_(main) {}

net::awaitable<void> Host::send_home() {
  closed_ = true;
  if (session_) session_->end(v1::END_REASON_MACHINE_LOST);
  while (session_) co_await session_over_.wait();
}

net::awaitable<void> Host::stop() { co_await tasks_.stop(); }

void Host::on_offer(SessionOffer offer) {
  if (offer.resumes) return on_comeback(std::move(offer));
  if (closed_) return callbacks_.tell_relay(offer.session, Ended{v1::END_REASON_MACHINE_LOST});
  if (!callbacks_.help_wanted()) {
    return callbacks_.tell_relay(offer.session, Ended{v1::END_REASON_FAREWELL});
  }
  if (held_ == SessionId{}) return tasks_.spawn(hold(std::move(offer)));
  if (session_ && session_->cut()) return tasks_.spawn(make_room_for(std::move(offer)));
  log::event(
      kComponent, log::Level::warning, "offer while occupied", {{"session", offer.session.value}}
  );
}

// She calls anew rather than wait: what she had before needs a new consent in any case.
net::awaitable<void> Host::make_room_for(SessionOffer offer) {
  session_->end(v1::END_REASON_NOT_RESUMED);
  while (held_ != SessionId{}) co_await session_over_.wait();
  co_await hold(std::move(offer));
}

void Host::on_roster() {
  if (!session_) return;
  const identity::Badge badge{session_->who().id, session_->who().public_key};
  const auto still =
      admit(roster_.book(), badge, trusted_now(timeline_, *machine_, roster_.book()));
  if (!still) session_->end(v1::END_REASON_OPERATOR_REMOVED);
}

void Host::on_farewell() {
  restarts_.forget();
  if (session_) session_->end(v1::END_REASON_FAREWELL);
}

void Host::on_desktop(std::optional<uid_t> person) {
  if (person) restarts_.came(*person);
  if (session_) session_->desktop_changed();
}

net::awaitable<void> Host::hold(SessionOffer offer) {
  held_ = offer.session;
  // Whatever becomes of this session, the next one finds the PC free.
  const std::shared_ptr<void> freed(nullptr, [this](void*) {
    if (const DesktopPtr there = callbacks_.desktop()) there->expect_dialog(false);
    held_ = {};
    session_over_.notify();
  });
  co_await assist(std::move(offer));
  give_back_spare_code();
}

net::awaitable<void> Host::assist(SessionOffer offer) {
  const SessionId id = offer.session;
  WitnessPtr witness;
  TellNews tell = [this, &witness](SessionId session, News news) {
    if (witness && session_ && !witness->saw(news)) session_->end(v1::END_REASON_BROKEN);
    callbacks_.tell_relay(session, std::move(news));
    callbacks_.session_moved();
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
  if (closed_) co_return tell(id, Ended{v1::END_REASON_MACHINE_LOST});
  if (!callbacks_.help_wanted()) co_return tell(id, Ended{v1::END_REASON_FAREWELL});
  const std::string operator_name = meeting->who.name;
  witness = begin_log(id, *meeting);
  const DesktopPtr there = callbacks_.desktop();
  Session::Settings settings = settings_for(meeting->who, there);
  settings.witness = witness;
  session_ = std::make_unique<Session>(main_, timeline_, id, there, tell, std::move(settings));
  if (!witness) session_->end(v1::END_REASON_BROKEN);  // nothing happens that is not written down
  const v1::EndReason why = co_await session_->run(std::move(*meeting));
  const bool was_allowed = session_->was_allowed();
  const DesktopPtr desktop = session_->desktop();
  session_.reset();
  session_over_.notify();
  callbacks_.session_moved();
  const bool told = why == v1::END_REASON_FAREWELL;  // by the window in which it was said
  if (!was_allowed || !desktop || told) co_return;
  if (why == v1::END_REASON_RESTARTING) {
    tasks_.spawn(restart(desktop, operator_name));
  } else {
    tasks_.spawn(show_notice(desktop, timeline_, {why, operator_name}));
  }
}

Session::Settings Host::settings_for(const identity::Operator& who, const DesktopPtr& there) {
  Session::Settings settings = settings_;
  settings.noes = noes_.of(who.public_key, timeline_.steady());
  settings.misses = misses_;
  settings.on_cut = callbacks_.line_lost;
  settings.desktop_now = callbacks_.desktop;
  settings.agreed_to_restart = [this](std::chrono::milliseconds lease_left) {
    return restarts_.agreed(session_->who(), session_->desktop()->account(), lease_left);
  };
  const bool shown = there && there->display_present();
  if (shown) settings.way_back = restarts_.take(who, there->account());
  return settings;
}

net::awaitable<void> Host::restart(DesktopPtr desktop, std::string operator_name) {
  const WallTime until = timeline_.wall() + WayBack::kOpen;
  Notice notice{v1::END_REASON_RESTARTING, std::move(operator_name)};
  if (!co_await desktop->restart()) notice.restart_by_hand = until;
  co_await show_notice(std::move(desktop), timeline_, std::move(notice));
}

net::awaitable<Result<Meeting>> Host::begin(SessionOffer offer) {
  auto opening = open_tunnel(timeline_, callbacks_.dial_tunnel);
  Result<wire::RpcStreamPtr> stream = co_await std::move(opening);
  if (!stream) co_return tl::unexpected(stream.error());
  // She has still to greet and to ask: meanwhile the question's program starts.
  const std::function<void()> on_proven = [this] {
    const DesktopPtr there = callbacks_.desktop();
    const bool asks = !closed_ && callbacks_.help_wanted() && there && there->display_present();
    if (asks) there->expect_dialog(true);
  };
  auto meeting = meet(*stream, timeline_, machine_, roster_, std::move(offer), on_proven);
  co_return co_await std::move(meeting);
}

WitnessPtr Host::begin_log(SessionId id, const Meeting& meeting) {
  Result<WitnessPtr> witness = logs_.begin(id, meeting.who, meeting.call_kind);
  if (witness) return std::move(*witness);
  log::event(
      kComponent, log::Level::error, "the log of a session can't be begun",
      {{"session", id.value}, {"detail", witness.error().detail}}
  );
  return nullptr;
}

void Host::on_comeback(SessionOffer offer) {
  if (!session_ || session_->id() != offer.session) {
    // It ended, and the relay has been told why; or the agent was started anew, and knows nothing.
    return callbacks_.tell_relay(offer.session, Ended{v1::END_REASON_MACHINE_LOST});
  }
  session_->lose_line();  // unless we know that already
  newer_comeback_.notify();
  tasks_.spawn(take_back(std::move(offer)));
}

// Until it is done, or the relay offers it once more.
net::awaitable<void> Host::take_back(SessionOffer offer) {
  (void)co_await (bring_back(std::move(offer)) || newer_comeback_.wait());
}

net::awaitable<void> Host::bring_back(SessionOffer offer) {
  const SessionId id = offer.session;
  const auto failed = [id](const Error& error) {
    log::event(
        kComponent, log::Level::warning, "session not taken up",
        {{"session", id.value}, {"error", name(error.code)}, {"detail", error.detail}}
    );
  };
  const identity::Operator who = session_->who();
  auto opening = open_tunnel(timeline_, callbacks_.dial_tunnel);
  Result<wire::RpcStreamPtr> stream = co_await std::move(opening);
  if (!stream) co_return failed(stream.error());
  auto meeting = meet_again(*stream, timeline_, machine_, roster_, std::move(offer), who);
  Result<Comeback> back = co_await std::move(meeting);
  if (!back) co_return failed(back.error());
  const bool resumed = session_ && session_->id() == id && session_->resume(std::move(*back));
  if (!resumed) failed({Errc::NotAllowed, "too late, or not its secret"});
}

}  // namespace maintendue::agent
