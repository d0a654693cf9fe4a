// The unix socket at which trays knock.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <filesystem>
#include <functional>
#include <optional>

#include "agent/service/desktop/seat.h"
#include "agent/service/desktop/seat_watch.h"
#include "agent/service/desktop/tray_desktop.h"
#include "wire/task_group.h"

namespace maintendue::agent {

// Lets in one tray at a time, that of the user at the monitor (SO_PEERCRED, Seat), before a byte of
// it is read. The tray of somebody who no longer sits there is let go at once; it may knock again.
// Besides, programs of the tray's user that only wish for help: they take nobody's place.
// Lives on `main`; await stop() before it is destroyed.
class TrayDoor {
 public:
  using Changed = std::function<void()>;

  // Throws std::runtime_error with one sentence when the socket can't be made. An old socket at
  // `path` that nobody answers is replaced.
  TrayDoor(
      net::any_io_executor main,
      wire::Timeline& timeline,
      const std::filesystem::path& path,
      Changed changed,
      Seat seat = Seat()
  );
  ~TrayDoor();

  void start();
  net::awaitable<void> stop();
  // The tray that is there, or null.
  DesktopPtr desktop() const { return desktop_; }
  // The account that was last seen at the monitor, of a tray or, where logind tells, without one.
  std::optional<uid_t> person() const { return person_; }

 private:
  net::awaitable<void> accept();
  net::awaitable<void> serve(LocalSocket socket, uid_t user);
  void take_wish(uid_t user);
  void refuse(std::optional<uid_t> user) const;
  // Whoever is here may sit at the monitor no more.
  void look_at_seat();

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const std::filesystem::path path_;
  const Changed changed_;
  net::local::stream_protocol::acceptor acceptor_;
  const Seat seat_;
  SeatWatch seat_watch_;
  std::shared_ptr<TrayDesktop> desktop_;
  uid_t desktop_user_ = 0;  // while desktop_ is there
  std::optional<uid_t> person_;
  int greeting_ = 0;  // visitors that have said nothing yet
  wire::TaskGroup tasks_;
};

}  // namespace maintendue::agent
