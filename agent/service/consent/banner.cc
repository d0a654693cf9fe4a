#include "agent/service/consent/banner.h"

#include "base/random.h"
#include "lease/scope.h"
#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;
namespace pc = maintendue::local::v1;

constexpr auto kAliveFor = 3s;

pc::BannerAsks to_wire(Course::Asks asks) {
  switch (asks) {
    case Course::Asks::Nothing:
      break;
    case Course::Asks::GoOn:
      return pc::BANNER_ASKS_GO_ON;
    case Course::Asks::Resume:
      return pc::BANNER_ASKS_RESUME;
    case Course::Asks::Extend:
      return pc::BANNER_ASKS_EXTEND;
  }
  return pc::BANNER_ASKS_NOTHING;
}

}  // namespace

Banner::Banner(
    wire::Timeline& timeline,
    std::unique_ptr<LocalLine> line,
    std::string language,
    net::any_io_executor main
)
    : timeline_(timeline),
      line_(std::move(line)),
      language_(std::move(language)),
      secret_(random_bytes(16)),
      alive_(std::move(main)) {}

net::awaitable<Result<std::unique_ptr<Banner>>> Banner::open(
    Desktop& desktop, wire::Timeline& timeline
) {
  Result<std::unique_ptr<LocalLine>> line = co_await desktop.open_expected_dialog();
  if (!line) co_return tl::unexpected(line.error());
  const net::any_io_executor main = co_await net::this_coro::executor;
  co_return std::unique_ptr<Banner>(new Banner(timeline, std::move(*line), desktop.language(), main)
  );
}

Result<void> Banner::show(const Telling& telling) {
  pc::ServiceToDialog says;
  pc::Banner& out = *says.mutable_banner();
  out.set_secret(secret_);
  out.set_scope(lease::to_wire(telling.scope));
  out.set_operator_name(about_.operator_name);
  out.set_organisation(about_.organisation);
  out.set_until_ms(to_unix_ms(telling.until));
  out.set_language(language_);
  out.set_line_cut(telling.line_cut);
  out.set_asks(to_wire(telling.asks));
  out.set_press_again(telling.press_again);
  out.set_photo(about_.photo);
  out.set_returns_in_s(static_cast<std::uint32_t>(telling.returns_in_s));
  out.set_paused(telling.paused);
  return post_message(*line_, says);
}

Result<void> Banner::draw(const v1::Mark& mark) {
  pc::ServiceToDialog says;
  *says.mutable_mark() = mark;
  return post_message(*line_, says);
}

net::awaitable<Result<Banner::Pressed>> Banner::pressed() {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(*line_);
    if (!says) co_return tl::unexpected(says.error());
    if (says->has_alive() || says->has_shown()) {
      last_alive_ = timeline_.steady();
      alive_.notify();
    }
    if (!says->has_pressed() || !same_secret(says->pressed().secret(), secret_)) continue;
    if (says->pressed().button() == pc::Pressed::STOP) co_return Pressed::Stop;
    if (says->pressed().button() == pc::Pressed::TAKE_BACK) co_return Pressed::TakeBack;
    if (says->pressed().button() == pc::Pressed::YES) co_return Pressed::Yes;
    if (says->pressed().button() == pc::Pressed::NO) co_return Pressed::No;
    if (says->pressed().button() == pc::Pressed::HIDE) co_return Pressed::Hide;
    if (says->pressed().button() == pc::Pressed::SHOW) co_return Pressed::Show;
  }
}

bool Banner::in_sight() const {
  return last_alive_ && timeline_.steady() < *last_alive_ + kAliveFor;
}

net::awaitable<void> Banner::sight_changed() {
  if (in_sight()) {
    co_await timeline_.sleep_until(*last_alive_ + kAliveFor);
  } else {
    co_await alive_.wait();
  }
}

}  // namespace maintendue::agent
