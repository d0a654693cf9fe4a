// How a Connection answers calls of the Connect protocol: one answer, or a stream of them.
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/write.hpp>

#include "base/log.h"
#include "console/http/connection.h"

namespace maintendue::console {

namespace http = boost::beast::http;

namespace {

using namespace std::chrono_literals;
using boost::system::error_code;

constexpr auto kLongestCall = 12s;
constexpr auto kSend = 30s;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// Ends the relay's stream when the page's is over, for whatever reason.
struct EndsWithThis {
  explicit EndsWithThis(wire::RpcStreamPtr stream) : stream(std::move(stream)) {}
  EndsWithThis(const EndsWithThis&) = delete;
  EndsWithThis& operator=(const EndsWithThis&) = delete;
  ~EndsWithThis() { stream->finish(); }
  const wire::RpcStreamPtr stream;
};

net::awaitable<error_code> write_head(Socket& socket, const std::string& authority) {
  http::response<http::empty_body> head{http::status::ok, 11};
  protect(head, authority);
  head.set(
      http::field::content_type,
      boost::beast::string_view(connect::kStreaming.data(), connect::kStreaming.size())
  );
  head.chunked(true);
  head.keep_alive(false);
  http::response_serializer<http::empty_body> serializer{head};
  error_code error;
  co_await http::async_write_header(
      socket, serializer, net::redirect_error(net::use_awaitable, error)
  );
  co_return error;
}

net::awaitable<error_code> write_chunk(Socket& socket, Bytes envelope) {
  error_code error;
  const auto chunk = http::make_chunk(net::buffer(envelope));
  co_await net::async_write(socket, chunk, net::redirect_error(net::use_awaitable, error));
  co_return error;
}

net::awaitable<error_code> write_last(Socket& socket, Bytes envelope) {
  error_code error = co_await write_chunk(socket, std::move(envelope));
  if (error) co_return error;
  const auto last = http::make_chunk_last();
  co_await net::async_write(socket, last, net::redirect_error(net::use_awaitable, error));
  co_return error;
}

// What the page is told, for whoever is asked for help.
void tell_refused(const Bridge::Method& method, const Error& why) {
  log::event(
      "console.http", log::Level::info, "call of a page refused",
      {{"method", method.path}, {"error", name(why.code)}, {"detail", why.detail}}
  );
}

// What the relay says, as it says it, one message in hand, until either side is done.
net::awaitable<void> pass_on(
    Socket& socket,
    const std::string& authority,
    wire::Timeline& timeline,
    wire::RpcStreamPtr stream
) {
  const EndsWithThis ending(stream);
  auto written = co_await or_hang_up(timeline, kSend, socket, write_head(socket, authority));
  while (written && !*written) {
    Result<Bytes> message = co_await stream->read();
    if (!message) {
      const Errc why = message.error().code;
      Bytes end = connect::end_of_stream();
      if (why != Errc::PeerGone) end = connect::end_of_stream(connect::refusal(why));
      auto writing = write_last(socket, std::move(end));
      (void)co_await or_hang_up(timeline, kSend, socket, std::move(writing));  // it closes anyway
      co_return;
    }
    auto writing = write_chunk(socket, connect::envelope(*message));
    written = co_await or_hang_up(timeline, kSend, socket, std::move(writing));
  }
}

}  // namespace

net::awaitable<Connection::Then> Connection::answer_method(const HttpRequest& request) {
  const auto token = request["X-Maintendue-Token"];
  if (!premises_.tokens.known(view(token))) {
    co_return co_await send(reply_failure(authority_, connect::unauthenticated()), request);
  }
  const Bridge::Method* method = premises_.bridge.find(view(request.target()));
  if (!method) {
    co_return co_await send(reply_failure(authority_, connect::unimplemented()), request);
  }
  const std::string_view wanted = method->streams ? connect::kStreaming : connect::kUnary;
  if (view(request[http::field::content_type]) != wanted) {
    co_return co_await send(reply_text(authority_, 415, "another content type\n"), request);
  }
  if (request.count(http::field::content_encoding) != 0) {
    co_return co_await send(reply_failure(authority_, connect::unimplemented()), request);
  }
  if (method->streams) co_return co_await answer_stream(*method, request);
  co_return co_await answer_call(*method, request);
}

net::awaitable<Connection::Then> Connection::answer_call(
    const Bridge::Method& method, const HttpRequest& request
) {
  const std::string page(view(request["X-Maintendue-Token"]));
  if (!method.local && !premises_.tokens.signed_in(page)) {
    co_return co_await send(reply_failure(authority_, connect::unauthenticated()), request);
  }
  const auto limit = connect::time_limit(view(request["Connect-Timeout-Ms"]), kLongestCall);
  auto calling = premises_.bridge.call(method, page, request.body(), limit);
  auto first = co_await (std::move(calling) || until_left(socket_));
  if (first.index() == 1) co_return Then::Close;  // and the call was cancelled
  Result<Bytes> answer = std::get<0>(std::move(first));
  if (!answer) {
    tell_refused(method, answer.error());
    const connect::Refusal why = connect::refusal(answer.error().code);
    co_return co_await send(reply_failure(authority_, why), request);
  }
  co_return co_await send(reply_message(authority_, std::move(*answer)), request);
}

net::awaitable<Connection::Then> Connection::answer_stream(
    const Bridge::Method& method, const HttpRequest& request
) {
  if (!premises_.tokens.signed_in(view(request["X-Maintendue-Token"]))) {
    co_return co_await send(reply_ended_stream(authority_, connect::unauthenticated()), request);
  }
  Result<wire::RpcStreamPtr> stream = fail(Errc::BadMessage);
  Result<Bytes> message = connect::open_envelope(request.body());
  if (message) {
    auto opening = premises_.bridge.stream(method, std::move(*message));
    auto first = co_await (std::move(opening) || until_left(socket_));
    if (first.index() == 1) co_return Then::Close;
    stream = std::get<0>(std::move(first));
  }
  if (!stream) {
    tell_refused(method, stream.error());
    const connect::Refusal why = connect::refusal(stream.error().code);
    co_return co_await send(reply_ended_stream(authority_, why), request);
  }
  auto passing = pass_on(socket_, authority_, premises_.timeline, std::move(*stream));
  (void)co_await (std::move(passing) || until_left(socket_));  // the first of them ends it
  co_return Then::Close;
}

}  // namespace maintendue::console
