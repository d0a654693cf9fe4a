// A browser's connection: a socket whose every wait ends.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <optional>

#include "wire/timeline.h"

namespace maintendue::console {

using Socket = net::ip::tcp::socket;

// Hangs up when the time is over; what is under way on the socket then ends with an error.
inline net::awaitable<void> hang_up_after(
    wire::Timeline& timeline, std::chrono::milliseconds limit, Socket& socket
) {
  co_await timeline.sleep_for(limit);
  boost::system::error_code ignored;  // closed already is as good
  socket.close(ignored);
}

// `op` with a limit: an operation on `socket`, which is closed when the time is over.
template <class T>
net::awaitable<std::optional<T>> or_hang_up(
    wire::Timeline& timeline, std::chrono::milliseconds limit, Socket& socket, net::awaitable<T> op
) {
  auto first = co_await (std::move(op) || hang_up_after(timeline, limit, socket));
  if (first.index() == 1) co_return std::nullopt;
  co_return std::get<0>(std::move(first));
}

// Returns when the browser left, or spoke before its turn, which no browser does.
inline net::awaitable<void> until_left(Socket& socket) {
  boost::system::error_code ignored;  // a broken connection has left too
  co_await socket.async_wait(
      net::socket_base::wait_read, net::redirect_error(net::use_awaitable, ignored)
  );
}

}  // namespace maintendue::console
