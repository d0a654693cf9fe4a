#include "agent/service/desktop/offer.h"

namespace maintendue::agent {

net::awaitable<void> serve(
    Offer offer, std::function<DesktopPtr()> desktop_now, wire::Signal& moved
) {
  for (;;) {
    const DesktopPtr desktop = desktop_now();
    if (!desktop) {
      co_await moved.wait();
      continue;
    }
    auto wished = offer.wished(*desktop);
    auto gone = moved.wait();
    const auto first = co_await (std::move(wished) || std::move(gone));
    if (first.index() != 0) continue;
    auto window = offer.window(desktop);
    auto left = desktop->gone();  // a window that stays behind keeps nobody from theirs
    co_await (std::move(window) || std::move(left));
  }
}

net::awaitable<void> show(DesktopPtr desktop, local::v1::ServiceToDialog says) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop->open_dialog();
  if (!window) co_return;  // nobody is there to see it
  if (!post_message(**window, says)) co_return;
  for (;;) {
    const Result<Bytes> heard = co_await (*window)->read();  // that it is there; then its end
    if (!heard) co_return;
  }
}

}  // namespace maintendue::agent
