// The tray's door with real sockets and real descriptors; the test is the tray.
#pragma once

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cstring>
#include <filesystem>

#include "agent/service/desktop/tray_door.h"
#include "support/manual_timeline.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace pc = maintendue::local::v1;

class DesktopStage : public ::testing::Test {
 protected:
  DesktopStage() {
    door_ = std::make_unique<agent::TrayDoor>(
        io_.get_executor(), timeline_, path_, [this] { ++changes_; }, agent::Seat(seats_.path())
    );
    door_->start();
  }
  ~DesktopStage() override {
    net::co_spawn(io_, door_->stop(), net::detached);
    settle();
    door_.reset();
  }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  std::unique_ptr<agent::LocalLine> knock() {
    agent::LocalSocket socket(io_);
    socket.connect(path_.string());
    return std::make_unique<agent::LocalLine>(std::move(socket));
  }
  void say_hello(agent::LocalLine& tray) {
    pc::TrayToService says;
    says.mutable_hello()->set_language("fr");
    says.mutable_hello()->set_display_present(true);
    ASSERT_TRUE(agent::post_message(tray, says));
    settle();
  }

  // What the service sent, with the descriptors that came along.
  struct Received {
    pc::ServiceToTray says;
    std::vector<int> descriptors;
  };
  Received receive(agent::LocalLine& tray) {
    char buffer[4096];
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 4)] = {};
    iovec part{buffer, sizeof(buffer)};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof(control);
    const ssize_t got = ::recvmsg(tray.socket().native_handle(), &header, MSG_DONTWAIT);
    Received received;
    EXPECT_GT(got, 4);
    if (got > 4) received.says.ParseFromArray(buffer + 4, static_cast<int>(got) - 4);
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
      const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      received.descriptors.resize(count);
      std::memcpy(received.descriptors.data(), CMSG_DATA(part), count * sizeof(int));
    }
    return received;
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  TempFolder folder_;
  TempFolder seats_;  // nobody is told to sit at the monitor
  const std::filesystem::path path_ = folder_.path() / "agent.sock";
  std::unique_ptr<agent::TrayDoor> door_;
  int changes_ = 0;
};

}  // namespace maintendue::test
