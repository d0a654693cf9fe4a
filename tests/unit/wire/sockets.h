// Plain TCP sockets for strangers at the door.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <utility>

#include "wire/net.h"

namespace maintendue::wire {

class Socket {
 public:
  explicit Socket(std::uint16_t port, const char* from = "127.0.0.1") : fd_(connected(port, from)) {
    EXPECT_GE(fd_, 0) << "no connection";
  }
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Socket() { close(); }

  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  int descriptor() const { return fd_; }
  // As whoever is at the other end sees it.
  net::ip::tcp::endpoint name() const {
    net::ip::tcp::endpoint name;
    auto size = static_cast<socklen_t>(name.capacity());
    EXPECT_EQ(::getsockname(fd_, name.data(), &size), 0);
    return name;
  }
  void send(const std::string& text) {
    EXPECT_EQ(
        ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size())
    );
  }
  bool closed_by_peer() const {
    char byte;
    const ssize_t got = ::recv(fd_, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
    return got == 0 || (got < 0 && errno != EAGAIN);
  }
  static bool can_open() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0) ::close(fd);
    return fd >= 0;
  }
  static bool can_connect(std::uint16_t port) {
    const int fd = connected(port, "127.0.0.1");
    if (fd >= 0) ::close(fd);
    return fd >= 0;
  }

 private:
  static int connected(std::uint16_t port, const char* from) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    inet_pton(AF_INET, from, &address.sin_addr);
    const auto* const plain = reinterpret_cast<const sockaddr*>(&address);
    bool good = fd >= 0 && ::bind(fd, plain, sizeof address) == 0;
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    address.sin_port = htons(port);
    good = good && ::connect(fd, plain, sizeof address) == 0;
    if (good) return fd;
    if (fd >= 0) ::close(fd);
    return -1;
  }
  int fd_;
};

}  // namespace maintendue::wire
