#include "tests/unit/screen/screen_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "local/frames.h"
#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::test {
namespace {

std::pair<int, int> socket_pair() {
  int both[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) != 0) {
    throw std::runtime_error("no socketpair");
  }
  return {both[0], both[1]};
}

}  // namespace

ScreenProgram::ScreenProgram(const std::string& display) {
  const auto [rfb, its_rfb] = socket_pair();
  const auto [service, its_service] = socket_pair();
  rfb_ = rfb;
  service_ = service;
  process_ = ::fork();
  if (process_ == 0) {
    // Out of the way of 3 and 4 first.
    const int a = ::fcntl(its_rfb, F_DUPFD_CLOEXEC, 10),
              b = ::fcntl(its_service, F_DUPFD_CLOEXEC, 10);
    ::dup2(a, 3);
    ::dup2(b, 4);
    ::setenv("DISPLAY", display.c_str(), 1);
    ::execl(MAINTENDUE_SCREEN, "maintendue-screen", nullptr);
    ::_exit(127);
  }
  ::close(its_rfb);
  ::close(its_service);
  viewer_.emplace(rfb_);
}

ScreenProgram::~ScreenProgram() {
  close_rfb();
  close_service();
  exit_code();
}

void ScreenProgram::order(lease::Scope scope, bool input_suspended) {
  local::v1::ScreenOrders orders;
  orders.set_scope(static_cast<maintendue::v1::Scope>(scope));
  orders.set_input_suspended(input_suspended);
  const Bytes bytes = local::encode(orders.SerializeAsString());
  if (::send(service_, bytes.data(), bytes.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("the program left");
  }
}

std::optional<News> ScreenProgram::news() {
  const auto read = [this](std::size_t count) -> std::optional<std::string> {
    std::string out;
    while (out.size() < count) {
      pollfd one{service_, POLLIN, 0};
      if (::poll(&one, 1, 10000) <= 0) throw std::runtime_error("no news");
      char c = 0;
      if (::recv(service_, &c, 1, 0) != 1) return std::nullopt;
      out.push_back(c);
    }
    return out;
  };
  const auto header = read(4);
  if (!header) return std::nullopt;
  const auto byte = [&](int i) { return static_cast<std::uint8_t>((*header)[i]); };
  const auto body = read(byte(2) << 8 | byte(3));
  local::v1::ScreenNews news;
  if (!body || !news.ParseFromString(*body)) throw std::runtime_error("news not understood");
  News out{static_cast<int>(news.ready().width()), static_cast<int>(news.ready().height()), {}};
  if (news.has_failed()) out.failed = local::v1::ScreenFailed::Why_Name(news.failed().why());
  return out;
}

void ScreenProgram::look(const std::vector<std::int32_t>& encodings) {
  viewer_->handshake();
  viewer_->set_encodings(encodings);
  viewer_->whole_picture();
}

void ScreenProgram::close_rfb() {
  if (rfb_ >= 0) ::close(std::exchange(rfb_, -1));
}

void ScreenProgram::close_service() {
  if (service_ >= 0) ::close(std::exchange(service_, -1));
}

void ScreenProgram::tell_to_go() { ::kill(process_, SIGTERM); }

int ScreenProgram::exit_code() {
  if (process_ <= 0) return -1;
  int status = 0;
  ::waitpid(std::exchange(process_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace maintendue::test
