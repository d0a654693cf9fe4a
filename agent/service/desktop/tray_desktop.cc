#include "agent/service/desktop/tray_desktop.h"

#include <boost/asio/local/connect_pair.hpp>

#include "base/log.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;
namespace pc = maintendue::local::v1;

constexpr auto kComponent = "agent.desktop";
constexpr auto kHello = 5s;
constexpr auto kSpawn = 5s;
constexpr auto kRestart = 15s;  // the system asks its rules first
constexpr std::size_t kLongestLanguage = 16;

Result<void> pair(LocalSocket& ours, LocalSocket& theirs) {
  boost::system::error_code error;
  net::local::connect_pair(ours, theirs, error);
  if (error) return fail(Errc::Internal, error.message());
  return {};
}

}  // namespace

TrayDesktop::TrayDesktop(
    net::any_io_executor main, wire::Timeline& timeline, LocalSocket tray, uid_t account
)
    : main_(main),
      timeline_(timeline),
      tray_(std::move(tray)),
      account_(account),
      ahead_moved_(main),
      answered_(main),
      left_(main),
      stop_(main),
      card_(main),
      journal_(main),
      farewell_(main),
      help_(main),
      spoken_(main) {}

net::awaitable<Result<TrayDesktop::First>> TrayDesktop::greet() {
  Result<pc::TrayToService> says =
      co_await within(timeline_, kHello, read_message<pc::TrayToService>(tray_));
  if (!says) co_return tl::unexpected(says.error());
  if (says->has_help()) co_return First::Help;
  if (!says->has_hello()) co_return fail(Errc::BadMessage, "tray did not say hello");
  display_present_ = says->hello().display_present();
  language_ = says->hello().language().substr(0, kLongestLanguage);
  co_return First::Hello;
}

net::awaitable<void> TrayDesktop::serve() {
  (void)co_await (listen() || start_ahead());  // only the tray's end ends it
  close();
}

net::awaitable<void> TrayDesktop::listen() {
  for (;;) {
    Result<pc::TrayToService> says = co_await read_message<pc::TrayToService>(tray_);
    if (!says) break;
    if (says->has_spawned()) {
      const auto asked = spawns_.find(says->spawned().request_id());
      if (asked == spawns_.end()) continue;  // nobody did, or waits for it
      asked->second = says->spawned().ok();
      answered_.notify();
    } else if (says->has_restart_taken()) {
      restart_taken_ = says->restart_taken().ok();
      answered_.notify();
    } else if (says->has_stop()) {
      stop_.notify();
    } else if (says->has_card()) {
      card_.notify();
    } else if (says->has_journal()) {
      journal_.notify();
    } else if (says->has_farewell() && v1::Farewell_IsValid(says->farewell().farewell())) {
      farewell_wished_ = says->farewell().farewell();
      farewell_.notify();
    } else if (says->has_help()) {
      help_.notify();
    } else if (says->has_language()) {
      language_ = says->language().language().substr(0, kLongestLanguage);
      spoken_.notify();
    }
  }
}

void TrayDesktop::close() {
  if (gone_) return;
  gone_ = true;
  ahead_.reset();
  ahead_moved_.notify();
  tray_.close();
  left_.notify();
  answered_.notify();
}

void TrayDesktop::displace() {
  if (gone_) return;  // why it went is not changed afterwards
  displaced_ = true;
  close();
}

net::awaitable<void> TrayDesktop::gone() {
  while (!gone_) co_await left_.wait();
}

net::awaitable<Result<std::unique_ptr<LocalLine>>> TrayDesktop::open_expected_dialog() {
  while (starting_ && !gone_) co_await ahead_moved_.wait();
  if (gone_) co_return fail(Errc::PeerGone, "no tray");
  std::unique_ptr<LocalLine> ahead = std::move(ahead_);
  expect_dialog(false);
  if (ahead && !ahead->hung_up()) co_return std::move(ahead);
  co_return co_await open_dialog();
}

void TrayDesktop::expect_dialog(bool soon) {
  expects_ = soon;
  ahead_moved_.notify();
}

net::awaitable<void> TrayDesktop::start_ahead() {
  for (;;) {
    while (!expects_) co_await ahead_moved_.wait();
    starting_ = true;
    Result<std::unique_ptr<LocalLine>> started = co_await open_dialog();
    starting_ = false;
    if (!started) expects_ = false;  // it is tried once more when it is wanted
    if (started && expects_ && !gone_) ahead_ = std::move(*started);
    ahead_moved_.notify();
    while (ahead_ && expects_) co_await ahead_moved_.wait();
    ahead_.reset();
  }
}

net::awaitable<Result<std::unique_ptr<LocalLine>>> TrayDesktop::open_dialog() {
  LocalSocket ours(main_);
  std::vector<LocalSocket> theirs;
  theirs.emplace_back(main_);
  Result<void> paired = pair(ours, theirs[0]);
  if (!paired) co_return tl::unexpected(paired.error());
  Result<void> spawned = co_await spawn(pc::Spawn::DIALOG, std::move(theirs));
  if (!spawned) co_return tl::unexpected(spawned.error());
  co_return std::make_unique<LocalLine>(std::move(ours));
}

net::awaitable<Result<ScreenLines>> TrayDesktop::open_screen() {
  LocalSocket rfb(main_);
  LocalSocket orders(main_);
  std::vector<LocalSocket> theirs;
  theirs.emplace_back(main_);
  theirs.emplace_back(main_);
  for (auto [ours, end] : {std::pair{&rfb, &theirs[0]}, std::pair{&orders, &theirs[1]}}) {
    if (Result<void> paired = pair(*ours, *end); !paired) co_return tl::unexpected(paired.error());
  }
  Result<void> spawned = co_await spawn(pc::Spawn::SCREEN, std::move(theirs));
  if (!spawned) co_return tl::unexpected(spawned.error());
  co_return ScreenLines{std::move(rfb), std::make_unique<LocalLine>(std::move(orders))};
}

net::awaitable<bool> TrayDesktop::open_page(std::string url) {
  Result<void> spawned = co_await spawn(pc::Spawn::BROWSER, {}, std::move(url));
  co_return spawned.has_value();
}

net::awaitable<Result<void>> TrayDesktop::spawn(
    pc::Spawn::Program program, std::vector<LocalSocket> theirs, std::string page
) {
  const std::uint64_t request = next_request_++;
  pc::ServiceToTray says;
  says.mutable_spawn()->set_request_id(request);
  says.mutable_spawn()->set_program(program);
  says.mutable_spawn()->set_page(std::move(page));
  std::vector<int> descriptors;
  for (LocalSocket& end : theirs) descriptors.push_back(end.native_handle());
  if (gone_) co_return fail(Errc::PeerGone, "no tray");
  Result<void> sent = tray_.post(says.SerializeAsString(), descriptors);
  if (!sent) co_return sent;
  theirs.clear();  // the tray has its own copies; ours must not keep the lines open
  struct Asked {
    std::map<std::uint64_t, std::optional<bool>>& all;
    const std::map<std::uint64_t, std::optional<bool>>::iterator place;
    ~Asked() { all.erase(place); }
  } const asked{spawns_, spawns_.emplace(request, std::nullopt).first};
  const std::optional<bool>& answer = asked.place->second;
  const SteadyTime limit = timeline_.steady() + kSpawn;
  while (!gone_ && !answer && timeline_.steady() < limit) {
    (void)co_await (answered_.wait() || timeline_.sleep_until(limit));  // looked at above
  }
  if (!answer) co_return fail(gone_ ? Errc::PeerGone : Errc::TimedOut, "tray did not spawn");
  if (!*answer) co_return fail(Errc::Internal, "tray could not start the program");
  co_return Result<void>{};
}

net::awaitable<bool> TrayDesktop::restart() {
  restart_taken_.reset();
  pc::ServiceToTray says;
  says.mutable_restart();
  if (gone_ || !post_message(tray_, says)) co_return false;
  const SteadyTime limit = timeline_.steady() + kRestart;
  while (!gone_ && !restart_taken_ && timeline_.steady() < limit) {
    (void)co_await (answered_.wait() || timeline_.sleep_until(limit));  // looked at above
  }
  co_return restart_taken_.value_or(gone_);  // a tray that goes is the first sign of a restart
}

net::awaitable<v1::Farewell> TrayDesktop::farewell_wished() {
  co_await farewell_.wait();
  co_return farewell_wished_;
}

void TrayDesktop::speak(const std::string& language) {
  pc::ServiceToTray says;
  says.mutable_speak()->set_language(language);
  post(says);
}

void TrayDesktop::show(const DesktopState& state) {
  pc::ServiceToTray says;
  pc::TrayState& out = *says.mutable_state();
  out.set_connected(state.connected);
  out.set_visited(state.visited);
  out.set_watched(state.watched);
  out.set_organisation(state.organisation);
  out.set_operator_name(state.operator_name);
  out.set_phone(state.phone);
  out.set_farewell(state.farewell);
  post(says);
}

void TrayDesktop::post(const pc::ServiceToTray& says) {
  if (gone_ || post_message(tray_, says)) return;
  log::event(kComponent, log::Level::warning, "tray does not read");
  close();
}

}  // namespace maintendue::agent
