// One connection of a browser: request after request, until either side has enough.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>

#include "console/http/line.h"
#include "console/http/premises.h"
#include "console/http/reply.h"

namespace maintendue::console {

// Lives on `main`, as long as its run(). Waits 20 s for a request's head, 10 s for its body.
class Connection {
 public:
  // `authority` is the only Host that is answered.
  Connection(Socket socket, std::string authority, const Premises& premises);

  net::awaitable<void> run();

 private:
  // What happens to the connection after a request.
  enum class Then { Next, Close };

  net::awaitable<Then> serve_one();
  net::awaitable<std::optional<HttpReply>> read(HttpRequest& request);
  void forget_what_was_read();
  net::awaitable<Then> answer(HttpRequest request);
  HttpReply answer_page(const HttpRequest& request) const;
  HttpReply answer_token(const HttpRequest& request) const;
  net::awaitable<Then> answer_method(const HttpRequest& request);
  net::awaitable<Then> answer_call(const Bridge::Method& method, const HttpRequest& request);
  net::awaitable<Then> answer_stream(const Bridge::Method& method, const HttpRequest& request);
  net::awaitable<Then> hold_session(HttpRequest request);
  net::awaitable<Then> send(HttpReply reply, const HttpRequest& request);

  Socket socket_;
  const std::string authority_;  // fixed after construction
  const Premises& premises_;     // outlives us
  boost::beast::flat_buffer buffer_;
};

}  // namespace maintendue::console
