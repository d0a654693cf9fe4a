#include "console/console.h"

#include <pthread.h>

#include "base/log.h"
#include "base/private_memory.h"
#include "console/households/upkeep.h"
#include "console/session/session.h"
#include "console/session_log/relay_history.h"
#include "console/session_log/written_log.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kAskRelay = 20s;
constexpr auto kEndDuty = 2s;

local::v1::RelayState to_wire(LineState state) {
  switch (state) {
    case LineState::Connecting:
      return local::v1::RELAY_STATE_CONNECTING;
    case LineState::Connected:
      return local::v1::RELAY_STATE_CONNECTED;
    case LineState::Unreachable:
      return local::v1::RELAY_STATE_UNREACHABLE;
    case LineState::Refused:
      return local::v1::RELAY_STATE_REFUSED;
  }
  return local::v1::RELAY_STATE_UNSPECIFIED;
}

// A session that can't even begin: the page is told why, as at the end of any other.
net::awaitable<void> turn_away(wire::Timeline& timeline, BrowserPtr browser, Errc why) {
  SessionState state;
  state.stage = SessionState::Stage::Ended;
  state.ending.error = name(why);
  auto showing = browser->show(std::move(state));
  (void)co_await within(timeline, 2s, std::move(showing));  // the page may be gone
  co_await browser->close();
}

}  // namespace

Console::Console(
    net::any_io_executor main,
    wire::Timeline& timeline,
    Home home,
    Site site,
    std::uint16_t port,
    MakeDial make_dial,
    std::optional<Address> enrolment
)
    : main_(main),
      timeline_(timeline),
      make_dial_(std::move(make_dial)),
      keyring_(timeline, work_, std::move(home)),
      site_(std::move(site)),
      team_(main, keyring_.home().book, keyring_.home().folder, keyring_.home().owner.id),
      logs_(timeline, keyring_.home()),
      machines_(timeline, team_),
      office_(
          timeline, keyring_, team_, [this] { return exchange_; }, ask_relay()
      ),
      enrolment_(main, timeline, keyring_, team_, std::move(enrolment)),
      session_ended_(main),
      giving_(main, timeline, logs_, ask_relay()),
      signed_in_(main),
      exchanging_(main),
      shown_machines_(timeline, machines_, ask_relay(), signed_in_),
      cards_(keyring_, team_, machines_, ask_relay()),
      help_(timeline, team_, ask_relay()),
      bridge_([this] { return relay_; }),
      premises_{
          timeline, site_, tokens_, bridge_,
          [this](BrowserPtr browser, std::string page) {
            return hold_session(std::move(browser), std::move(page));
          }
      },
      server_(main, port, premises_) {
  net::post(work_, [] { pthread_setname_np(pthread_self(), "work"); });
  using local::v1::GetStatusRequest;
  using local::v1::SignInRequest;
  using local::v1::SignOutRequest;
  auto get_status = [this](std::string page, GetStatusRequest) -> StatusReply {
    co_return status(page);
  };
  auto sign_in_here = [this](std::string page, SignInRequest request) {
    return sign_in(std::move(page), std::move(request));
  };
  auto sign_out_here = [this](std::string page, SignOutRequest) {
    return sign_out(std::move(page));
  };
  bridge_.serve("GetStatus", local_call<GetStatusRequest>(get_status));
  bridge_.serve("SignIn", local_call<SignInRequest>(sign_in_here));
  bridge_.serve("SignOut", local_call<SignOutRequest>(sign_out_here));
  using local::v1::CheckLogsRequest;
  serve_signed_in<CheckLogsRequest>("CheckLogs", [this](CheckLogsRequest request) {
    return check_logs(std::move(request));
  });
  using local::v1::CheckMachinesRequest;
  using CheckMachinesReply = net::awaitable<Result<local::v1::CheckMachinesResponse>>;
  auto check_machines = [this](CheckMachinesRequest request) -> CheckMachinesReply {
    co_return shown_machines_.check(request);
  };
  serve_signed_in<CheckMachinesRequest>("CheckMachines", check_machines);
  serve_roster();
  serve_enrolment();
  serve_cards();
  serve_help();
}

template <class Request, class Handler>
void Console::serve_signed_in(const char* method, Handler handler) {
  using Reply = std::invoke_result_t<Handler, Request>;
  auto guarded = [this, handler = std::move(handler)](std::string page, Request request) -> Reply {
    const bool may_ask = relay_ && tokens_.signed_in(page);
    if (!may_ask) co_return fail(Errc::NotAllowed, "not signed in");
    Reply answering = handler(std::move(request));
    co_return co_await std::move(answering);
  };
  bridge_.serve(method, local_call<Request>(std::move(guarded)));
}

void Console::serve_enrolment() {
  using namespace local::v1;
  serve_signed_in<OfferCodeRequest>("OfferCode", [this](OfferCodeRequest) {
    return enrolment_.offer_code();
  });
  serve_signed_in<ListNewMachinesRequest>("ListNewMachines", [this](ListNewMachinesRequest) {
    return enrolment_.list();
  });
  serve_signed_in<AdmitMachineRequest>("AdmitMachine", [this](AdmitMachineRequest request) {
    return enrolment_.admit(std::move(request));
  });
}

void Console::serve_cards() {
  using namespace local::v1;
  auto read = [this](ReadCardRequest request) -> net::awaitable<Result<CardReading>> {
    co_return cards_.read(request);
  };
  serve_signed_in<ReadCardRequest>("ReadCard", read);
  serve_signed_in<VerifyByCardRequest>("VerifyByCard", [this](VerifyByCardRequest request) {
    return cards_.verify(std::move(request));
  });
}

void Console::serve_help() {
  using namespace local::v1;
  serve_signed_in<local::v1::ListHelpRequest>("ListHelp", [this](local::v1::ListHelpRequest) {
    return help_.list();
  });
  serve_signed_in<local::v1::AnswerHelpRequest>(
      "AnswerHelp", [this](local::v1::AnswerHelpRequest request
                    ) { return help_.answer(std::move(request), keyring_.keys()->key); }
  );
}

void Console::serve_roster() {
  using namespace local::v1;
  serve_signed_in<GetRosterRequest>("GetRoster", [this](GetRosterRequest) {
    return office_.get();
  });
  serve_signed_in<MarkRosterReadRequest>("MarkRosterRead", [this](MarkRosterReadRequest request) {
    return office_.mark_read(std::move(request));
  });
  serve_signed_in<ChangeRosterRequest>("ChangeRoster", [this](ChangeRosterRequest request) {
    return office_.change(std::move(request));
  });
  serve_signed_in<SuspendOperatorRequest>(
      "SuspendOperator",
      [this](SuspendOperatorRequest request) { return office_.suspend(std::move(request)); }
  );
  serve_signed_in<ExtendRosterRequest>("ExtendRoster", [this](ExtendRosterRequest) {
    return office_.extend();
  });
}

std::string Console::new_address() {
  return "http://" + server_.authority() + "/#t=" + tokens_.new_address_token();
}

net::awaitable<void> Console::stop() {
  stopping_ = true;
  co_await leave(v1::END_REASON_CONSOLE_LOST);
  co_await server_.stop();
}

Console::StatusReply Console::sign_in(std::string page, local::v1::SignInRequest request) {
  const WipedAtEnd wiped(*request.mutable_passphrase());
  auto opening = keyring_.sign_in(page, std::move(*request.mutable_passphrase()));
  Result<void> opened = co_await std::move(opening);
  if (!opened) co_return tl::unexpected(opened.error());
  if (leaving_ > 0) {  // what she left is still at work
    keyring_.sign_out();
    co_return fail(Errc::Overloaded, "signing out");
  }
  if (!relay_) {
    auto dial = make_dial_(keyring_.keys()->key, [this]() -> const identity::Trust& {
      return team_.trust();
    });
    relay_ = std::make_shared<RelayClient>(main_, timeline_, std::move(dial));
    relay_->start();
    exchange_ = std::make_shared<Exchange>(timeline_, team_, relay_, keyring_.keys()->key);
    exchanging_.spawn(exchange_->run());
    logs_.unlocked(keyring_.keys()->key);
    signed_in_.spawn(giving_.run());
    signed_in_.spawn(
        keep_up_households(timeline_, team_, *keyring_.keys(), ask_relay(), work_.get_executor())
    );
  }
  tokens_.sign_in(page);
  co_return status(page);
}

Console::StatusReply Console::sign_out(std::string page) {
  if (tokens_.signed_in(page)) co_await leave(v1::END_REASON_OPERATOR);
  co_return status(page);
}

// A duty is somebody's who is there. It ends by itself where the relay is out of reach.
net::awaitable<void> Console::end_duty(RelayClientPtr relay) {
  const roster::Member* self = team_.book().roster().member(team_.self());
  const bool may_be_on_duty = self != nullptr && household_record::may_write(self->who);
  if (!may_be_on_duty || relay->state() != LineState::Connected) co_return;
  auto ending = relay->call("/maintendue.v1.Duties/EndDuty", Bytes(), kEndDuty);
  const Result<Bytes> ended = co_await std::move(ending);
  if (ended) co_return;
  log::event(
      "console.households", log::Level::warning, "duty not ended",
      {{"error", name(ended.error().code)}, {"detail", ended.error().detail}}
  );
}

// The session first: it needs the line for its last word. Done to the end, whoever asked for it.
net::awaitable<void> Console::leave(v1::EndReason why) {
  co_await net::this_coro::reset_cancellation_state(net::disable_cancellation());
  ++leaving_;
  const RelayClientPtr relay = std::move(relay_);
  relay_.reset();
  keyring_.sign_out();
  tokens_.sign_out_all();
  co_await signed_in_.stop();
  while (session_) {
    session_->end(why);
    co_await session_ended_.wait();
  }
  co_await exchanging_.stop();
  exchange_.reset();
  if (relay) {
    co_await end_duty(relay);
    co_await relay->stop();
  }
  --leaving_;
}

net::awaitable<void> Console::hold_session(BrowserPtr browser, std::string page) {
  // A session is never cut off: it ends by end(), with a word to both sides.
  co_await net::this_coro::reset_cancellation_state(net::disable_cancellation());
  // One that is over, and only tidies up, is waited for: its page has said so, and calls again.
  while (session_ && session_->over()) co_await session_ended_.wait();
  if (session_) co_return co_await turn_away(timeline_, browser, Errc::Overloaded);
  const bool allowed = relay_ && !stopping_ && tokens_.signed_in(page);
  if (!allowed) co_return co_await turn_away(timeline_, browser, Errc::NotAllowed);
  const Home& home = keyring_.home();
  SessionKey key{{keyring_.keys()->key, home.certificate}, team_, machines_, misses_};
  {
    Session session(main_, timeline_, std::move(key), relay_, browser, new_witness());
    session_ = &session;
    co_await session.run();
    session_ = nullptr;
  }
  session_ended_.notify();
  giving_.log_waits();
}

AskRelay Console::ask_relay() {
  return [this](std::string method, Bytes request) {
    return ask(std::move(method), std::move(request));
  };
}

net::awaitable<Result<Bytes>> Console::ask(std::string method, Bytes request) {
  const RelayClientPtr relay = relay_;
  if (!relay) co_return fail(Errc::NotAllowed, "signed out");
  co_return co_await relay->call(std::move(method), std::move(request), kAskRelay);
}

std::unique_ptr<Witness> Console::new_witness() {
  const Home& home = keyring_.home();
  return std::make_unique<WrittenLog>(logs_, team_, keyring_.keys()->key, home.owner, ask_relay());
}

Console::CheckReply Console::check_logs(local::v1::CheckLogsRequest request) {
  HistoryPage history;
  history.machine = MachineId{std::move(*request.mutable_machine_id())};
  history.wanted.assign(request.session_ids().begin(), request.session_ids().end());
  const bool sensible = identity::is_id(history.machine.value) && !history.wanted.empty() &&
                        history.wanted.size() <= kMostLogsAtOnce;
  if (!sensible) co_return fail(Errc::BadMessage, "logs of 1 to 20 sessions of a PC");
  history.kept = logs_.kept(history.machine);
  history.keys = machines_.keys(history.machine);
  Result<HistoryPage> told = co_await ask_about(ask_relay(), std::move(history));
  if (!told) co_return tl::unexpected(told.error());
  told->now = timeline_.wall();
  co_return checked(*told, team_.trust());
}

local::v1::Status Console::status(const std::string& page) const {
  const Home& home = keyring_.home();
  local::v1::Status status;
  const bool signed_in = relay_ && tokens_.signed_in(page);
  status.set_signed_in(signed_in);
  const roster::Member* self = team_.book().roster().member(team_.self());
  const identity::Operator& owner = self != nullptr ? self->who : home.owner;
  status.set_operator_name(owner.name);
  status.set_organisation(home.trust().organisation());
  for (const v1::Role role : owner.roles) status.add_roles(role);
  if (signed_in) status.set_relay(to_wire(relay_->state()));
  status.set_sign_in_wait_ms(std::chrono::milliseconds{Misses::kWait}.count());
  status.set_console_version(MAINTENDUE_VERSION);
  status.set_offers_codes(enrolment_.offers_codes());
  const WallTime ends = std::min(home.certificate_ends, team_.book().ends());
  status.set_certificate_ends_ms(to_unix_ms(ends));
  return status;
}

}  // namespace maintendue::console
