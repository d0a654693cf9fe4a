// Messages with descriptors over a real socket pair, cut into every slice.
#include "agent/tray/door.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cstring>

#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::tray {
namespace {

namespace pc = maintendue::local::v1;

class TrayDoor : public ::testing::Test {
 protected:
  TrayDoor() {
    int ends[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    service_ = Descriptor(ends[0]);
    door_.emplace(Descriptor(ends[1]));
  }

  void send(BytesView bytes, const std::vector<int>& rights = {}) {
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 16)] = {};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (!rights.empty()) {
      header.msg_control = control;
      header.msg_controllen = CMSG_SPACE(sizeof(int) * rights.size());
      cmsghdr* with = CMSG_FIRSTHDR(&header);
      with->cmsg_level = SOL_SOCKET;
      with->cmsg_type = SCM_RIGHTS;
      with->cmsg_len = CMSG_LEN(sizeof(int) * rights.size());
      std::memcpy(CMSG_DATA(with), rights.data(), sizeof(int) * rights.size());
    }
    ASSERT_EQ(sendmsg(service_.get(), &header, 0), static_cast<ssize_t>(bytes.size()));
  }

  static Bytes spawn(std::uint64_t id) {
    pc::ServiceToTray says;
    says.mutable_spawn()->set_request_id(id);
    says.mutable_spawn()->set_program(pc::Spawn::DIALOG);
    return local::encode(says.SerializeAsString());
  }
  static Bytes state() {
    pc::ServiceToTray says;
    says.mutable_state()->set_organisation("La Maison Numérique");
    return local::encode(says.SerializeAsString());
  }

  Descriptor service_;
  std::optional<Door> door_;
};

TEST_F(TrayDoor, GivesDescriptorsToTheMessageTheyCameWith) {
  send(state());
  send(spawn(1), {0});
  send(state());
  send(spawn(2));
  send(spawn(3), {0, 1});
  const std::size_t expected[] = {0, 1, 0, 0, 2};
  for (const std::size_t count : expected) {
    Result<Delivery> delivery = door_->receive();
    ASSERT_TRUE(delivery);
    EXPECT_EQ(delivery->descriptors.size(), count);
    for (const Descriptor& each : delivery->descriptors) {
      EXPECT_EQ(fcntl(each.get(), F_GETFD), FD_CLOEXEC);
    }
  }
  EXPECT_EQ(door_->receive().error().code, Errc::Cancelled);
}

TEST_F(TrayDoor, TakesAMessageInAnySlices) {
  const Bytes frame = spawn(9);
  for (std::size_t cut = 1; cut < frame.size(); ++cut) {
    send(frame.substr(0, cut), {0});
    EXPECT_EQ(door_->receive().error().code, Errc::Cancelled);
    send(frame.substr(cut));
    Result<Delivery> delivery = door_->receive();
    ASSERT_TRUE(delivery) << cut;
    EXPECT_EQ(delivery->descriptors.size(), 1u);
  }
}

TEST_F(TrayDoor, IsOverWhenTheServiceTalksNonsenseOrLeaves) {
  send(spawn(1), std::vector<int>(12, 0));
  EXPECT_EQ(door_->receive().error().code, Errc::BadMessage);
  service_.reset();
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  Door left{Descriptor(ends[1])};
  close(ends[0]);
  EXPECT_EQ(left.receive().error().code, Errc::PeerGone);
}

TEST_F(TrayDoor, RefusesAnEndlessMessage) {
  send(Bytes("\xff\xff\xff\xff", 4));
  EXPECT_EQ(door_->receive().error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::tray
