#include "agent/service/session/screen.h"

#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "lease/scope.h"
#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr std::size_t kLongestSlice = 32 * 1024;  // sealed.proto: RFB frames

}  // namespace

Screen::Screen(ScreenLines lines, wire::Timeline& timeline, net::any_io_executor main)
    : lines_(std::move(lines)), timeline_(timeline), moved_(std::move(main)) {}

net::awaitable<Result<std::unique_ptr<Screen>>> Screen::open(
    Desktop& desktop, wire::Timeline& timeline
) {
  Result<ScreenLines> lines = co_await desktop.open_screen();
  if (!lines) co_return tl::unexpected(lines.error());
  const net::any_io_executor main = co_await net::this_coro::executor;
  co_return std::unique_ptr<Screen>(new Screen(std::move(*lines), timeline, main));
}

Result<void> Screen::allow(ScreenRules rules) {
  scope_ = rules.scope;
  moved_.notify();
  pc::ScreenOrders orders;
  orders.set_scope(to_wire(rules.scope));
  orders.set_input_suspended(rules.input_suspended);
  return post_message(*lines_.orders, orders);
}

net::awaitable<Errc> Screen::send_picture(OperatorLine& line) {
  std::array<char, kLongestSlice> slice;
  for (;;) {
    const auto may_not = [this] { return scope_ == lease::Scope::Nothing && !closed_; };
    while (may_not() || (credit_.available() == 0 && !closed_)) co_await moved_.wait();
    if (closed_) co_return Errc::PeerGone;
    const std::size_t room = std::min(credit_.available(), slice.size());
    boost::system::error_code error;
    const std::size_t got = co_await lines_.rfb.async_read_some(
        net::buffer(slice.data(), room), net::redirect_error(net::use_awaitable, error)
    );
    if (error) co_return Errc::PeerGone;
    // Read while allowed; the family may have said stop meanwhile, and then it does not leave.
    while (may_not()) co_await moved_.wait();
    if (closed_) co_return Errc::PeerGone;
    credit_.sent(got);
    Result<void> written = co_await line.show(Bytes(slice.data(), got));
    if (!written) co_return written.error().code;
  }
}

net::awaitable<Result<void>> Screen::take_input(Bytes rfb) {
  boost::system::error_code error;
  co_await net::async_write(
      lines_.rfb, net::buffer(rfb), net::redirect_error(net::use_awaitable, error)
  );
  if (error) co_return fail(Errc::PeerGone, error.message());
  co_return Result<void>{};
}

bool Screen::taken_in(std::uint64_t total) {
  const bool possible = credit_.received(total, timeline_.steady());
  moved_.notify();
  return possible;
}

net::awaitable<v1::EndReason> Screen::failed() {
  for (;;) {
    Result<pc::ScreenNews> news = co_await read_message<pc::ScreenNews>(*lines_.orders);
    if (!news) co_return v1::END_REASON_DESKTOP_LOST;
    if (!news->has_failed()) continue;
    switch (news->failed().why()) {
      case pc::ScreenFailed::NO_DISPLAY:
        co_return v1::END_REASON_NO_DISPLAY;
      case pc::ScreenFailed::BAD_MESSAGE:
        co_return v1::END_REASON_BROKEN;
      default:
        co_return v1::END_REASON_DESKTOP_LOST;
    }
  }
}

void Screen::close() {
  closed_ = true;
  moved_.notify();
  boost::system::error_code ignored;  // closing a closed line is fine
  lines_.rfb.close(ignored);
  lines_.orders->close();
}

}  // namespace maintendue::agent
