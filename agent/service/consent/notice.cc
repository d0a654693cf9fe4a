#include "agent/service/consent/notice.h"

#include "maintendue/local/v1/pc.pb.h"

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

net::awaitable<void> show_notice(
    DesktopPtr desktop, wire::Timeline& timeline, v1::EndReason ended, std::string operator_name
) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop->open_dialog();
  if (!window) co_return;  // nobody is there to read it
  pc::ServiceToDialog says;
  says.mutable_notice()->set_ended(ended);
  says.mutable_notice()->set_operator_name(operator_name);
  says.mutable_notice()->set_language(desktop->language());
  if (!post_message(**window, says)) co_return;
  (void)co_await within(timeline, 30s, wait_closed(**window));  // closed by its own clock
}

}  // namespace maintendue::agent
