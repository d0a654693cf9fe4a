#include "agent/service/farewell/farewell_desk.h"

#include "agent/service/desktop/contact.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr auto kComponent = "agent.farewell";
constexpr std::chrono::minutes kDiskAgain{1};

}  // namespace

FarewellDesk::FarewellDesk(
    net::any_io_executor main,
    wire::Timeline& timeline,
    const KnownRoster& roster,
    Farewells& farewells,
    Callbacks callbacks
)
    : timeline_(timeline),
      roster_(roster),
      farewells_(farewells),
      callbacks_(std::move(callbacks)),
      moved_(main),
      said_(main) {}

net::awaitable<void> FarewellDesk::run() {
  Offer window{
      .wished = [this](Desktop& desktop) { return wait_for_wish(desktop); },
      .window = [this](DesktopPtr desktop
                ) { return ask(std::move(desktop), wished_, Stay::UntilClosed); },
  };
  auto offering = serve(std::move(window), callbacks_.desktop, moved_);
  auto insisting = insist();
  co_await (std::move(offering) || std::move(insisting));
}

net::awaitable<void> FarewellDesk::insist() {
  for (;;) {
    while (farewells_.on_disk()) co_await said_.wait();
    co_await timeline_.sleep_for(kDiskAgain);
    farewells_.try_again();
  }
}

net::awaitable<void> FarewellDesk::wait_for_wish(Desktop& desktop) {
  wished_ = co_await desktop.farewell_wished();
}

net::awaitable<bool> FarewellDesk::welcome_back(DesktopPtr desktop) {
  if (!farewells_.help_wanted()) {
    co_await ask(std::move(desktop), v1::FAREWELL_UNSPECIFIED, Stay::UntilWanted);
  }
  co_return farewells_.help_wanted();
}

net::awaitable<void> FarewellDesk::ask(DesktopPtr desktop, v1::Farewell asked, Stay stay) {
  auto opening = desktop->open_dialog();
  Result<std::unique_ptr<LocalLine>> window = co_await std::move(opening);
  if (!window) {
    log::event(
        kComponent, log::Level::warning, "the window for a farewell did not open",
        {{"error", name(window.error().code)}, {"detail", window.error().detail}}
    );
    co_return;
  }
  const std::string language = desktop->language();
  for (;;) {
    if (!post_message(**window, words(language, asked))) co_return;
    // Its yes; or, once that was told, that it is taken back.
    for (bool answered = false; !answered;) {
      const auto says = co_await read_message<pc::DialogToService>(**window);
      if (!says) co_return;
      answered = says->has_farewell() && v1::Farewell_IsValid(says->farewell());
      if (answered) asked = says->farewell();
    }
    farewells_.say(asked);
    said_.notify();
    callbacks_.said();
    if (stay == Stay::UntilWanted && farewells_.help_wanted() && farewells_.on_disk()) co_return;
  }
}

pc::ServiceToDialog FarewellDesk::words(const std::string& language, v1::Farewell asked) const {
  pc::ServiceToDialog says;
  pc::FarewellWindow& out = *says.mutable_farewell();
  out.set_language(language);
  out.set_asked(asked);
  *out.mutable_stands() = farewells_.said();
  out.set_unkept(!farewells_.on_disk());
  out.set_untold(!callbacks_.connected());
  tell_contact(roster_.book(), timeline_.wall(), out);
  return says;
}

}  // namespace maintendue::agent
