// A PC's parts, read from a sysfs that the test has written.
#include "agent/service/hardware/parts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

namespace fs = std::filesystem;
using agent::Parts;

class PartsOfAPc : public ::testing::Test {
 protected:
  void put(const fs::path& file, const std::string& text) {
    fs::create_directories((sys_ / file).parent_path());
    std::ofstream(sys_ / file, std::ios::binary) << text;
  }
  // An entry of a class, with the device that stands behind it.
  void device(const fs::path& entry, const fs::path& behind) {
    fs::create_directories(sys_ / "devices" / behind);
    fs::create_directories(sys_ / entry);
    fs::create_directory_symlink(sys_ / "devices" / behind, sys_ / entry / "device");
  }
  void card(const std::string& name, const std::string& address, const fs::path& behind) {
    device("class/net/" + name, behind);
    put("class/net/" + name + "/type", "1\n");
    put("class/net/" + name + "/addr_assign_type", "0\n");
    put("class/net/" + name + "/address", address + "\n");
  }
  Parts parts() { return agent::read_parts(sys_); }

  TempFolder folder_;
  const fs::path sys_ = folder_.path();
};

TEST_F(PartsOfAPc, AreItsBoardItsDiskAndItsCard) {
  put("class/dmi/id/board_serial", "PF1A2B3C\n");
  device("class/block/nvme0n1", "pci0000:00/nvme0");
  put("class/block/nvme0n1/device/serial", "S4EWNX0R123456      \n");
  card("enp3s0", "8c:16:45:aa:bb:cc", "pci0000:00/0000:03:00.0");
  EXPECT_EQ(parts(), (Parts{"pf1a2b3c", "s4ewnx0r123456", "8c:16:45:aa:bb:cc"}));
}

TEST_F(PartsOfAPc, AreAbsentWhereNothingIsTold) { EXPECT_EQ(parts(), Parts{}); }

TEST_F(PartsOfAPc, AreAbsentWhereTheMakerHadNothingToSay) {
  for (const char* nothing :
       {"To be filled by O.E.M.", "Default string", "System Serial Number", "None", "0", "00000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "03000200-0400-0500-0006-000700080009", "   "}) {
    put("class/dmi/id/board_serial", std::string(nothing) + "\n");
    EXPECT_EQ(parts().board, "") << nothing;
  }
  put("class/dmi/id/product_uuid", "4c4c4544-0043-3010-8052-b4c04f4a3332\n");
  EXPECT_EQ(parts().board, "4c4c4544-0043-3010-8052-b4c04f4a3332");
}

TEST_F(PartsOfAPc, ADiskTellsItsNumberInMoreThanOneWay) {
  device("class/block/sda", "pci0000:00/ata1/host0");
  put("class/block/sda/device/vpd_pg80",
      std::string("\x00\x80\x00\x14", 4) + "      WD-WCC4N1234567");
  EXPECT_EQ(parts().disk, "wd-wcc4n1234567");
}

TEST_F(PartsOfAPc, WhatIsPluggedInIsNoPartOfIt) {
  device("class/block/sda", "pci0000:00/usb1/1-2/host6");
  put("class/block/sda/device/serial", "STICK-0001");
  device("class/block/sdb", "pci0000:00/ata1/host0");
  put("class/block/sdb/removable", "1\n");
  put("class/block/sdb/device/serial", "CARD-READER-1");
  device("class/block/sdc", "pci0000:00/ata2/host1");
  put("class/block/sdc/device/serial", "DISK-0002");
  put("class/block/sdc1/partition", "1\n");
  card("enx001122334455", "00:11:22:33:44:55", "pci0000:00/usb1/1-3/1-3:1.0");  // a 4G dongle
  EXPECT_EQ(parts(), (Parts{"", "disk-0002", ""}));
}

TEST_F(PartsOfAPc, AWirelessCardOrABorrowedAddressIsNone) {
  card("eno1", "02:00:00:00:00:07", "pci0000:00/0000:00:1f.6");
  put("class/net/eno1/addr_assign_type", "3\n");
  card("wlp2s0", "8c:16:45:00:11:22", "pci0000:00/0000:02:00.0");
  fs::create_directories(sys_ / "class/net/wlp2s0/wireless");
  EXPECT_EQ(parts().network, "");
}

TEST_F(PartsOfAPc, AreToldAsMarksThatACopyOfTheDiskMakesToo) {
  const auto key = identity::PrivateKey::generate();
  const auto other = identity::PrivateKey::generate();
  const Parts mine{"board-1", "disk-1", ""};
  const Parts marks = agent::marks_of(mine, key);
  EXPECT_EQ(marks.board.size(), 32u);
  EXPECT_EQ(marks.network, "");
  EXPECT_EQ(agent::marks_of(mine, key), marks);
  EXPECT_NE(agent::marks_of(mine, other).board, marks.board) << "nobody else can try numbers out";
  EXPECT_NE(agent::marks_of({"disk-1", "", ""}, key).board, marks.disk) << "each part for itself";
}

}  // namespace
}  // namespace maintendue::test
