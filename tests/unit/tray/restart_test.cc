// A restart, asked of a logind of ours on a private bus.
#include "agent/tray/restart.h"

#include <gtest/gtest.h>
#include <sdbus-c++/sdbus-c++.h>

#include <atomic>

#include "tests/unit/tray/private_bus.h"

namespace maintendue::testing {
namespace {

constexpr auto kLogind = "org.freedesktop.login1";

class RestartedPc : public ::testing::Test {
 protected:
  RestartedPc() { setenv("DBUS_SYSTEM_BUS_ADDRESS", bus_.address().c_str(), 1); }
  ~RestartedPc() override {
    unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
    if (connection_) connection_->leaveEventLoop();
  }
  void with_logind(bool refuses) {
    connection_ = sdbus::createSessionBusConnectionWithAddress(bus_.address());
    manager_ = sdbus::createObject(*connection_, "/org/freedesktop/login1");
    manager_->registerMethod("Reboot")
        .onInterface("org.freedesktop.login1.Manager")
        .implementedAs([this, refuses](bool interactive) {
          ++orders_;
          asks_for_password_ = interactive;
          if (refuses) throw sdbus::Error("org.freedesktop.DBus.Error.AccessDenied", "not now");
        });
    manager_->finishRegistration();
    connection_->requestName(kLogind);
    connection_->enterEventLoopAsync();
  }

  PrivateBus bus_;
  std::unique_ptr<sdbus::IConnection> connection_;
  std::unique_ptr<sdbus::IObject> manager_;
  std::atomic<int> orders_ = 0;
  std::atomic<bool> asks_for_password_ = true;
};

TEST_F(RestartedPc, IsOrderedWithoutAskingForAPassword) {
  with_logind(false);
  EXPECT_TRUE(tray::restart_pc());
  EXPECT_EQ(orders_, 1);
  EXPECT_FALSE(asks_for_password_);
}

TEST_F(RestartedPc, IsNotToBeHadWhereLogindRefuses) {
  with_logind(true);
  const Result<void> taken = tray::restart_pc();
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Errc::NotAllowed);
  EXPECT_EQ(orders_, 1);
}

TEST_F(RestartedPc, IsNotToBeHadWithoutLogindOrABus) {
  EXPECT_FALSE(tray::restart_pc());
  setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent", 1);
  EXPECT_FALSE(tray::restart_pc());
}

}  // namespace
}  // namespace maintendue::testing
