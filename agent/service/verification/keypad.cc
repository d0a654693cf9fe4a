#include "agent/service/verification/keypad.h"

#include "agent/service/consent/question.h"
#include "base/random.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "seal/spoken_code.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr std::size_t kSecret = 16;

net::awaitable<Result<void>> wait_shown(LocalLine& window) {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(window);
    if (!says) co_return tl::unexpected(says.error());
    if (says->has_shown()) co_return Result<void>{};
  }
}

}  // namespace

net::awaitable<Result<std::unique_ptr<Keypad>>> Keypad::open(
    Desktop& desktop,
    wire::Timeline& timeline,
    std::string operator_name,
    std::string organisation,
    std::string phone
) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop.open_expected_dialog();
  if (!window) co_return tl::unexpected(window.error());
  Bytes secret = random_bytes(kSecret);
  pc::ServiceToDialog says;
  pc::Keypad& out = *says.mutable_keypad();
  out.set_secret(secret);
  out.set_operator_name(std::move(operator_name));
  out.set_organisation(std::move(organisation));
  out.set_language(desktop.language());
  out.set_phone(std::move(phone));
  Result<void> sent = post_message(**window, says);
  if (!sent) co_return tl::unexpected(sent.error());
  Result<void> shown = co_await within(timeline, kToAppear, wait_shown(**window));
  if (!shown) co_return fail(Errc::PeerGone, "the window did not come up");
  co_return std::unique_ptr<Keypad>(new Keypad(std::move(*window), std::move(secret)));
}

net::awaitable<Result<std::string>> Keypad::tapped() {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(*line_);
    if (!says) co_return tl::unexpected(says.error());
    if (says->has_reply() && same_secret(says->reply().secret(), secret_)) {
      co_return fail(Errc::ConsentDenied, "the window was closed");
    }
    if (!says->has_tapped() || !same_secret(says->tapped().secret(), secret_)) continue;
    if (!seal::is_code(says->tapped().digits())) co_return fail(Errc::PeerGone, "no six digits");
    co_return std::move(*says->mutable_tapped()->mutable_digits());
  }
}

void Keypad::show(bool right) {
  pc::ServiceToDialog says;
  says.mutable_keypad_verdict()->set_right(right);
  (void)post_message(*line_, says);  // a window that is gone needs none
}

}  // namespace maintendue::agent
