#include "agent/service/help/help_desk.h"

#include "agent/service/desktop/contact.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr auto kComponent = "agent.help";

pc::HelpDesk::Line to_wire(Reach reach) {
  switch (reach) {
    case Reach::Relay:
      return pc::HelpDesk::LINE_UP;
    case Reach::NoDevice:
      return pc::HelpDesk::LINE_NO_DEVICE;
    case Reach::NoNetwork:
      return pc::HelpDesk::LINE_NO_NETWORK;
    case Reach::NoInternet:
      return pc::HelpDesk::LINE_NO_INTERNET;
  }
  return pc::HelpDesk::LINE_UNSPECIFIED;
}

}  // namespace

HelpDesk::HelpDesk(
    net::any_io_executor main,
    wire::Timeline& timeline,
    const KnownRoster& roster,
    HelpCalls& calls,
    Callbacks callbacks
)
    : timeline_(timeline),
      roster_(roster),
      calls_(calls),
      callbacks_(std::move(callbacks)),
      moved_(main),
      changed_(main) {}

net::awaitable<void> HelpDesk::run() {
  Offer window{
      .wished = [](Desktop& desktop) { return desktop.help_wished(); },
      .window = [this](DesktopPtr desktop) { return keep(std::move(desktop)); },
  };
  auto offering = serve(std::move(window), callbacks_.desktop, moved_);
  auto minding = mind_the_clock();
  co_await (std::move(offering) || std::move(minding));
}

net::awaitable<void> HelpDesk::keep(DesktopPtr desktop) {
  auto asking = callbacks_.may_open(desktop);
  bool wanted = co_await std::move(asking);
  while (wanted) wanted = co_await show(desktop);
}

net::awaitable<bool> HelpDesk::show(DesktopPtr desktop) {
  auto opening = desktop->open_dialog();
  Result<std::unique_ptr<LocalLine>> window = co_await std::move(opening);
  if (!window) {
    log::event(
        kComponent, log::Level::warning, "the window for help did not open",
        {{"error", name(window.error().code)}, {"detail", window.error().detail}}
    );
    co_return false;
  }
  window_ = std::move(*window);
  const std::shared_ptr<void> closed(nullptr, [this](void*) { window_.reset(); });
  if (!callbacks_.help_wanted()) co_return false;
  language_ = desktop->language();
  if (calls_.speak(language_)) callbacks_.to_say();
  shown_.clear();
  refresh();
  bool there = false;
  for (;;) {
    if (desktop->language() != language_) co_return true;
    auto hearing = read_message<pc::DialogToService>(*window_);
    auto turning = desktop->language_changed();
    const auto first = co_await (std::move(hearing) || std::move(turning));
    if (first.index() == 1) continue;
    const Result<pc::DialogToService>& says = std::get<0>(first);
    if (!says) break;
    if (says->has_shown()) there = true;
    if (says->has_help()) take(says->help(), *desktop);
  }
  const auto state = co_await net::this_coro::cancellation_state;
  const bool stopped = state.cancelled() != net::cancellation_type::none;
  // A window that goes because the service does, or the tray, was closed by nobody.
  if (there && !stopped && callbacks_.desktop() == desktop) calls_.end_seen();
  co_return false;
}

// The relay had too many, and it is time again.
net::awaitable<void> HelpDesk::mind_the_clock() {
  for (;;) {
    const std::optional<SteadyTime> due = calls_.due();
    if (!due || *due <= timeline_.steady()) {
      co_await changed_.wait();
      continue;
    }
    (void)co_await (timeline_.sleep_until(*due) || changed_.wait());  // looked at below
    if (timeline_.steady() >= *due) callbacks_.to_say();
  }
}

void HelpDesk::take(const pc::HelpPressed& pressed, Desktop& desktop) {
  if (!callbacks_.help_wanted()) return;
  switch (pressed.what_case()) {
    case pc::HelpPressed::kTopic:
      calls_.press(pressed.topic(), language_);
      break;
    case pc::HelpPressed::kCallBack:
      calls_.wish(pressed.call_back());
      break;
    case pc::HelpPressed::kCancel:
      if (pressed.cancel()) calls_.cancel();
      break;
    case pc::HelpPressed::kLanguage:
      desktop.speak(pressed.language());
      return;
    default:
      return;
  }
  callbacks_.pressed();  // whoever presses again is tired of waiting
  refresh();
}

void HelpDesk::farewell() {
  if (calls_.cancel()) callbacks_.to_say();
  if (window_) window_->close();  // its end is read
}

void HelpDesk::told(const v1::HelpNews& news) {
  calls_.told(news);
  refresh();
}

void HelpDesk::refresh() {
  changed_.notify();
  if (!window_) return;
  Bytes now = words().SerializeAsString();
  if (now == shown_) return;
  shown_ = std::move(now);
  if (!window_->post(shown_)) window_->close();  // its end is read
}

pc::ServiceToDialog HelpDesk::words() const {
  pc::ServiceToDialog says;
  pc::HelpDesk& out = *says.mutable_help();
  out.set_language(language_);
  tell_contact(roster_.book(), timeline_.wall(), out);
  out.set_line(to_wire(callbacks_.reach()));
  if (auto standing = calls_.standing()) *out.mutable_standing() = std::move(*standing);
  return says;
}

}  // namespace maintendue::agent
