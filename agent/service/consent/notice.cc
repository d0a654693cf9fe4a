#include "agent/service/consent/notice.h"

#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;
namespace pc = maintendue::local::v1;

net::awaitable<Result<void>> wait_closed(LocalLine& window) {
  for (;;) {
    Result<Bytes> says = co_await window.read();
    if (!says) co_return Result<void>{};
  }
}

}  // namespace

net::awaitable<void> show_notice(DesktopPtr desktop, wire::Timeline& timeline, Notice notice) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop->open_dialog();
  if (!window) co_return;  // nobody is there to read it
  pc::ServiceToDialog says;
  pc::Notice& out = *says.mutable_notice();
  out.set_ended(notice.ended);
  out.set_operator_name(notice.operator_name);
  out.set_language(desktop->language());
  if (notice.restart_by_hand) {
    out.set_restart_by_hand(true);
    out.set_back_until_ms(to_unix_ms(*notice.restart_by_hand));
  }
  if (!post_message(**window, says)) co_return;
  (void)co_await within(timeline, 2min, wait_closed(**window));  // closed by its own clock
}

}  // namespace maintendue::agent
