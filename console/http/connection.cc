#include "console/http/connection.h"

#include <string.h>

#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "base/log.h"
#include "base/private_memory.h"
#include "console/http/session_socket.h"

namespace maintendue::console {

namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

namespace {

using namespace std::chrono_literals;
using Parser = http::request_parser<http::string_body>;
using boost::system::error_code;

constexpr auto kComponent = "console.http";
constexpr auto kHead = 20s;
constexpr auto kBody = 10s;
constexpr auto kSend = 30s;
constexpr auto kDrain = 2s;
constexpr std::size_t kLongestDrain = 1024 * 1024;
constexpr std::uint32_t kLongestHead = 8 * 1024;
constexpr std::uint64_t kLongestBody = connect::kLongestRequest + 5;  // with its envelope
constexpr std::size_t kLongestBuffer = 64 * 1024;

net::awaitable<error_code> read_head(
    Socket& socket, boost::beast::flat_buffer& buffer, Parser& to
) {
  error_code error;
  co_await http::async_read_header(
      socket, buffer, to, net::redirect_error(net::use_awaitable, error)
  );
  co_return error;
}

net::awaitable<error_code> read_body(
    Socket& socket, boost::beast::flat_buffer& buffer, Parser& to
) {
  error_code error;
  co_await http::async_read(socket, buffer, to, net::redirect_error(net::use_awaitable, error));
  co_return error;
}

net::awaitable<error_code> write_reply(Socket& socket, const HttpReply& reply) {
  error_code error;
  co_await http::async_write(socket, reply, net::redirect_error(net::use_awaitable, error));
  co_return error;
}

// Takes in what was still on its way: closing on unread bytes would take our answer back.
net::awaitable<std::size_t> drain(Socket& socket) {
  error_code error;
  socket.shutdown(net::socket_base::shutdown_send, error);
  std::array<char, 4096> sink;
  std::size_t total = 0;
  while (!error && total < kLongestDrain) {
    total += co_await socket.async_read_some(
        net::buffer(sink), net::redirect_error(net::use_awaitable, error)
    );
  }
  co_return total;
}

// What a request that can't be read is answered; 0: nobody is there to hear it.
int status_of(error_code error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == http::error::body_limit) return 413;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return 0;
  return error.category() == make_error_code(http::error::bad_value).category() ? 400 : 0;
}

}  // namespace

Connection::Connection(Socket socket, std::string authority, const Premises& premises)
    : socket_(std::move(socket)),
      authority_(std::move(authority)),
      premises_(premises),
      buffer_(kLongestBuffer) {}

net::awaitable<void> Connection::run() {
  Then then = Then::Next;
  while (then == Then::Next) then = co_await serve_one();
}

net::awaitable<Connection::Then> Connection::serve_one() {
  HttpRequest request;
  std::optional<HttpReply> refused = co_await read(request);
  if (refused) {
    request.keep_alive(false);
    (void)co_await send(std::move(*refused), request);  // it closes anyway
    auto draining = drain(socket_);
    (void)co_await or_hang_up(premises_.timeline, kDrain, socket_, std::move(draining));
    co_return Then::Close;
  }
  if (!socket_.is_open()) co_return Then::Close;
  forget_what_was_read();
  co_return co_await answer(std::move(request));
}

// All of the buffer but what came already of the next request.
void Connection::forget_what_was_read() {
  const auto free = buffer_.prepare(buffer_.capacity() - buffer_.size());
  ::explicit_bzero(free.data(), free.size());
}

// The request, or the answer that refuses it; with neither, the socket is closed.
net::awaitable<std::optional<HttpReply>> Connection::read(HttpRequest& request) {
  Parser parser;
  parser.header_limit(kLongestHead);
  parser.body_limit(kLongestBody);
  auto head = read_head(socket_, buffer_, parser);
  auto error = co_await or_hang_up(premises_.timeline, kHead, socket_, std::move(head));
  if (error && !*error) {
    request.base() = parser.get().base();
    if (const auto why = refusal(parser.get(), authority_)) {
      log::event(kComponent, log::Level::debug, "request refused");
      co_return reply_refusal(authority_, *why);
    }
    auto body = read_body(socket_, buffer_, parser);
    error = co_await or_hang_up(premises_.timeline, kBody, socket_, std::move(body));
  }
  if (error && !*error) {
    request = parser.release();
    co_return std::nullopt;
  }
  const int status = error ? status_of(*error) : 0;
  if (status != 0) co_return reply_text(authority_, status, "not understood\n");
  error_code ignored;  // it is closed either way
  socket_.close(ignored);
  co_return std::nullopt;
}

net::awaitable<Connection::Then> Connection::answer(HttpRequest request) {
  const WipedAtEnd wiped(request.body());  // a passphrase may stand in it
  if (websocket::is_upgrade(request) && request.target() == "/session") {
    co_return co_await hold_session(std::move(request));
  }
  const bool reads = request.method() == http::verb::get || request.method() == http::verb::head;
  if (reads) co_return co_await send(answer_page(request), request);
  if (request.method() != http::verb::post) {
    co_return co_await send(reply_text(authority_, 405, "not here\n"), request);
  }
  if (request.target() == "/token") co_return co_await send(answer_token(request), request);
  co_return co_await answer_method(request);
}

HttpReply Connection::answer_page(const HttpRequest& request) const {
  const auto target = request.target();
  const PageFile* file = premises_.site.find({target.data(), target.size()});
  return file ? reply_page(authority_, *file) : reply_text(authority_, 404, "not found\n");
}

HttpReply Connection::answer_token(const HttpRequest& request) const {
  const std::optional<std::string> token = premises_.tokens.redeem(request.body());
  if (token) return reply_text(authority_, 200, *token);
  log::event(kComponent, log::Level::debug, "address token refused");
  return reply_failure(authority_, connect::unauthenticated());
}

net::awaitable<Connection::Then> Connection::hold_session(HttpRequest request) {
  if (request.count(http::field::origin) == 0) {  // no page of ours leaves it out
    co_return co_await send(reply_refusal(authority_, Refusal::WrongOrigin), request);
  }
  const auto socket = std::make_shared<SessionSocket>(premises_.timeline, std::move(socket_));
  Result<std::string> token = co_await socket->accept(std::move(request));
  if (token && premises_.tokens.known(*token)) {
    co_await premises_.hold_session(socket, std::move(*token));
  } else {
    log::event(kComponent, log::Level::debug, "session socket refused");
    co_await socket->close();
  }
  co_return Then::Close;
}

net::awaitable<Connection::Then> Connection::send(HttpReply reply, const HttpRequest& request) {
  reply.keep_alive(request.keep_alive());
  reply.prepare_payload();
  if (request.method() == http::verb::head) reply.body().clear();
  auto writing = write_reply(socket_, reply);
  const auto error = co_await or_hang_up(premises_.timeline, kSend, socket_, std::move(writing));
  co_return error && !*error && reply.keep_alive() ? Then::Next : Then::Close;
}

}  // namespace maintendue::console
