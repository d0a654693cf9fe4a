// A small browser for tests: what it sends is what the test says, right or wrong.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "support/drive.h"

namespace maintendue::test {

namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using Fields = std::vector<std::pair<std::string, std::string>>;
using Answer = http::response<http::string_body>;
using boost::system::error_code;

// One connection to a server on this machine. Every method runs the test's loop until it is done.
class HttpClient {
 public:
  // `window`: how much the kernel takes in for us while we do not read; 0 is its own choice.
  HttpClient(net::io_context& io, std::uint16_t port, int window = 0)
      : HttpClient(io, {net::ip::address_v4::loopback(), port}, window) {}
  HttpClient(net::io_context& io, const net::ip::tcp::endpoint& server, int window = 0)
      : io_(io), socket_(io) {
    socket_.open(server.protocol());
    if (window > 0) socket_.set_option(net::socket_base::receive_buffer_size(window));
    socket_.connect(server);
  }

  // Host is not added by itself.
  void send(http::verb verb, const std::string& target, const Fields& fields, Bytes body = {}) {
    http::request<http::string_body> request{verb, target, 11};
    for (const auto& [name, value] : fields) request.insert(name, value);
    request.body() = std::move(body);
    request.prepare_payload();
    drive(io_, write(std::move(request)));
  }
  // Bytes as they are.
  void send_raw(Bytes bytes) { drive(io_, write_raw(std::move(bytes))); }
  // The next answer; its status is 0 when the server closed instead.
  Answer receive() { return drive(io_, read()); }
  Answer ask(http::verb verb, const std::string& target, const Fields& fields, Bytes body = {}) {
    send(verb, target, fields, std::move(body));
    return receive();
  }
  // The head of an answer that goes on, then what comes of its body, chunk by chunk.
  int receive_head() { return drive(io_, read_head()); }
  Bytes receive_some() { return drive(io_, read_some()); }
  void leave() { socket_.close(); }
  net::ip::tcp::socket take_socket() { return std::move(socket_); }

 private:
  net::awaitable<void> write(http::request<http::string_body> request) {
    error_code error;
    co_await http::async_write(socket_, request, net::redirect_error(net::use_awaitable, error));
  }
  net::awaitable<void> write_raw(Bytes bytes) {
    error_code error;
    co_await net::async_write(
        socket_, net::buffer(bytes), net::redirect_error(net::use_awaitable, error)
    );
  }
  net::awaitable<Answer> read() {
    http::response_parser<http::string_body> parser;
    error_code error;
    co_await http::async_read(
        socket_, buffer_, parser, net::redirect_error(net::use_awaitable, error)
    );
    if (!error) co_return parser.release();
    Answer closed;
    closed.result(0u);
    co_return closed;
  }
  net::awaitable<int> read_head() {
    stream_ = std::make_unique<http::response_parser<http::string_body>>();
    error_code error;
    co_await http::async_read_header(
        socket_, buffer_, *stream_, net::redirect_error(net::use_awaitable, error)
    );
    co_return error ? 0 : static_cast<int>(stream_->get().result_int());
  }
  // What arrives next of the body; nothing once it is over.
  net::awaitable<Bytes> read_some() {
    stream_->get().body().clear();
    error_code error;
    while (!error && stream_->get().body().empty() && !stream_->is_done()) {
      co_await http::async_read_some(
          socket_, buffer_, *stream_, net::redirect_error(net::use_awaitable, error)
      );
    }
    co_return stream_->get().body();
  }

  net::io_context& io_;
  net::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  std::unique_ptr<http::response_parser<http::string_body>> stream_;
};

// One WebSocket to that server.
class WebSocketClient {
 public:
  // `answer` is the HTTP status of the upgrade.
  WebSocketClient(
      net::io_context& io,
      std::uint16_t port,
      const std::string& host,
      Fields fields,
      int window = 0
  )
      : io_(io), socket_(HttpClient(io, port, window).take_socket()) {
    socket_.binary(true);
    answer_ = drive(io_, upgrade(host, std::move(fields)));
  }

  int answer() const { return answer_; }
  void send(Bytes message) { drive(io_, write(std::move(message))); }
  // The next message; nothing once the server closed.
  std::optional<Bytes> receive() { return drive(io_, read()); }
  void leave() { socket_.next_layer().close(); }

 private:
  net::awaitable<int> upgrade(std::string host, Fields fields) {
    socket_.set_option(websocket::stream_base::decorator([fields = std::move(fields
                                                          )](websocket::request_type& request) {
      for (const auto& [name, value] : fields) request.insert(name, value);
    }));
    websocket::response_type response;
    error_code error;
    co_await socket_.async_handshake(
        response, host, "/session", net::redirect_error(net::use_awaitable, error)
    );
    co_return static_cast<int>(response.result_int());
  }
  net::awaitable<void> write(Bytes message) {
    error_code error;
    co_await socket_.async_write(
        net::buffer(message), net::redirect_error(net::use_awaitable, error)
    );
  }
  net::awaitable<std::optional<Bytes>> read() {
    boost::beast::flat_buffer buffer;
    error_code error;
    co_await socket_.async_read(buffer, net::redirect_error(net::use_awaitable, error));
    if (error) co_return std::nullopt;
    co_return Bytes(static_cast<const char*>(buffer.data().data()), buffer.size());
  }

  net::io_context& io_;
  websocket::stream<net::ip::tcp::socket> socket_;
  int answer_ = 0;
};

}  // namespace maintendue::test
