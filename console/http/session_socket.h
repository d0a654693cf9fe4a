// The WebSocket that carries one session between this console and a page (console.proto, last
// part).
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "console/http/line.h"
#include "console/http/reply.h"
#include "console/session/browser.h"
#include "wire/turns.h"

namespace maintendue::console {

// Lives on `main`. Its socket keeps little unsent (64 KiB asked of the kernel), so that a page that
// stalls is felt by whoever writes to it.
class SessionSocket final : public Browser {
 public:
  SessionSocket(wire::Timeline& timeline, Socket socket);

  // Answers the upgrade and reads the page's hello: its header token. TimedOut after 5 s.
  net::awaitable<Result<std::string>> accept(HttpRequest upgrade);

  net::awaitable<Result<Wish>> read() override;
  net::awaitable<Result<void>> show(SessionState state) override;
  net::awaitable<Result<void>> show_rfb(Bytes bytes) override;
  net::awaitable<void> close() override;

 private:
  net::awaitable<Result<std::string>> greet(HttpRequest upgrade);
  net::awaitable<Result<Bytes>> read_message();
  net::awaitable<Result<void>> write(char channel, Bytes payload);

  wire::Timeline& timeline_;  // outlives us
  boost::beast::websocket::stream<Socket> socket_;
  boost::beast::flat_buffer buffer_;
  wire::Turns turns_;  // to write a message whole
};

}  // namespace maintendue::console
