#include "agent/service/desktop/tray_door.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/redirect_error.hpp>
#include <stdexcept>

#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.desktop";
constexpr int kMostGreeting = 8;

// The user at the other end, or nothing.
std::optional<uid_t> peer_user(LocalSocket& socket) {
  ucred peer{};
  socklen_t size = sizeof(peer);
  if (getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) {
    return std::nullopt;
  }
  return peer.uid;
}

}  // namespace

TrayDoor::TrayDoor(
    net::any_io_executor main,
    wire::Timeline& timeline,
    const std::filesystem::path& path,
    Changed changed,
    Seat seat
)
    : main_(main),
      timeline_(timeline),
      path_(path),
      changed_(std::move(changed)),
      acceptor_(main),
      seat_(std::move(seat)),
      seat_watch_(main, timeline, seat_.folder(), [this] { look_at_seat(); }),
      tasks_(main) {
  boost::system::error_code error;
  LocalSocket probe(main);
  probe.connect(path_.string(), error);
  if (!error) throw std::runtime_error("Another agent already listens at " + path_.string() + ".");
  ::unlink(path_.c_str());
  acceptor_.open();
  acceptor_.bind(path_.string(), error);
  if (!error) acceptor_.listen(8, error);
  if (error) {
    throw std::runtime_error(
        "The socket " + path_.string() + " cannot be made (" + error.message() +
        "). Is its folder there, and may this user write to it?"
    );
  }
  ::chmod(path_.c_str(), 0666);  // who may speak is decided by SO_PEERCRED
}

TrayDoor::~TrayDoor() { ::unlink(path_.c_str()); }

void TrayDoor::start() {
  tasks_.spawn(accept());
  tasks_.spawn(seat_watch_.run());
}

void TrayDoor::look_at_seat() {
  if (desktop_ && !seat_.may_be_family(desktop_user_)) desktop_->displace();
  const std::optional<uid_t> person = seat_.person();
  if (!person || person == person_) return;
  person_ = person;
  changed_();
}

net::awaitable<void> TrayDoor::stop() {
  if (desktop_) desktop_->close();
  co_await tasks_.stop();
}

net::awaitable<void> TrayDoor::accept() {
  for (;;) {
    boost::system::error_code error;
    LocalSocket socket =
        co_await acceptor_.async_accept(net::redirect_error(net::use_awaitable, error));
    if (error) {  // out of descriptors: the next tray may find room
      co_await timeline_.sleep_for(std::chrono::seconds{1});
      continue;
    }
    const std::optional<uid_t> user = peer_user(socket);
    const bool family = user && seat_.may_be_family(*user);
    if (family) look_at_seat();
    if (!family || greeting_ == kMostGreeting) {
      refuse(user);
      continue;
    }
    tasks_.spawn(serve(std::move(socket), *user));
  }
}

void TrayDoor::refuse(std::optional<uid_t> user) const {
  log::event(  // any user of this PC can cause it
      kComponent, log::Level::debug, "tray refused",
      {{"user", user ? static_cast<int>(*user) : -1}, {"occupied", desktop_ ? "yes" : "no"}}
  );
}

void TrayDoor::take_wish(uid_t user) {
  if (desktop_ && desktop_user_ == user) return desktop_->wish_for_help();
  log::event(
      kComponent, log::Level::info, "help wished where no tray is",
      {{"user", static_cast<int>(user)}}
  );
}

net::awaitable<void> TrayDoor::serve(LocalSocket socket, uid_t user) {
  auto desktop = std::make_shared<TrayDesktop>(main_, timeline_, std::move(socket), user);
  ++greeting_;
  const Result<TrayDesktop::First> first = co_await desktop->greet();
  --greeting_;
  if (!first) co_return;
  if (*first == TrayDesktop::First::Help) co_return take_wish(user);
  if (desktop_) co_return refuse(user);
  desktop_ = desktop;
  desktop_user_ = user;
  person_ = user;
  log::event(
      kComponent, log::Level::info, "tray came",
      {{"display", desktop->display_present() ? "yes" : "no"}}
  );
  changed_();
  co_await desktop->serve();
  desktop_.reset();
  log::event(kComponent, log::Level::info, "tray went");
  changed_();
}

}  // namespace maintendue::agent
