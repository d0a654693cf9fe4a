#include "agent/service/desktop/seat.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using agent::Seat;

class SeatOfAPc : public ::testing::Test {
 protected:
  void shows(const std::string& text) { std::ofstream(folder_.path() / "seat0") << text; }

  const TempFolder folder_;
  const Seat seat_{folder_.path()};
};

TEST_F(SeatOfAPc, OnlyWhoSitsAtTheMonitorIsTheFamily) {
  shows("# This is private data. Do not parse.\nIS_SEAT0=1\nACTIVE=3\nACTIVE_UID=1001\n");
  EXPECT_TRUE(seat_.may_be_family(1001));
  for (const uid_t other : {1000u, 1002u, 0u, 65534u, 61184u}) {
    EXPECT_FALSE(seat_.may_be_family(other)) << other;
  }
}

TEST_F(SeatOfAPc, AServiceOrNobodyIsNoFamilyThoughItSitsThere) {
  for (const char* user : {"0", "100", "65534", "61184"}) {
    shows(std::string("ACTIVE_UID=") + user + "\n");
    EXPECT_FALSE(seat_.may_be_family(static_cast<uid_t>(std::stoul(user)))) << user;
  }
}

TEST_F(SeatOfAPc, NobodyIsWhileNobodyIsLoggedIn) {
  shows("IS_SEAT0=1\n");
  EXPECT_FALSE(seat_.may_be_family(1001));
  shows("ACTIVE_UID=\n");
  EXPECT_FALSE(seat_.may_be_family(0));
}

TEST_F(SeatOfAPc, NobodyIsWhileItCanNotBeRead) {
  std::filesystem::create_symlink("seat0", folder_.path() / "seat0");
  const Seat no_folder(folder_.path() / "seat0" / "seats");
  std::ofstream(folder_.path() / "file") << "of another kind";
  for (const Seat& seat : {seat_, no_folder, Seat(folder_.path() / "file")}) {
    EXPECT_FALSE(seat.may_be_family(1000)) << seat.folder();
    EXPECT_FALSE(seat.may_be_family(::geteuid())) << seat.folder();
  }
}

TEST_F(SeatOfAPc, NobodyIsUntilLogindOfASystemdPcHasSpoken) {
  const Seat seat(folder_.path() / "seats");
  std::filesystem::create_directory(seat.folder());
  EXPECT_TRUE(seat.may_be_family(1000));
  std::filesystem::create_directory(folder_.path() / "system");
  EXPECT_FALSE(seat.may_be_family(1000));
}

TEST(SeatWithoutLogind, IsAnyOrdinaryUsers) {
  const Seat seat("/nonexistent");
  EXPECT_TRUE(seat.may_be_family(1000));
  EXPECT_TRUE(seat.may_be_family(::geteuid()));
  for (const uid_t other : {65534u, 61184u, 60000u, 999u}) {
    EXPECT_EQ(seat.may_be_family(other), other == ::geteuid()) << other;
  }
}

}  // namespace
}  // namespace maintendue::test
