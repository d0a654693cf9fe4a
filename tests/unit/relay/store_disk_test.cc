// A disk that fills up: the kernel's file size limit plays it.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using test::wait_for;

const WallTime kStart = from_unix_ms(1'764'000'000'000);

MachineRecord machine(int n) {
  return {MachineId{std::to_string(n)}, std::string(60, 'x'), "", "", kStart, kStart};
}

// While it lives, files of this process can't grow beyond `bytes`.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit full{bytes, limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int);
};

TEST(RelayStoreDisk, RefusesWhatItCanNotKeepAndGoesOnWhenThereIsRoom) {
  const test::TempFolder folder;
  net::io_context io;
  const auto store = SqliteStore::open(io.get_executor(), folder.path(), kStart);
  std::vector<MachineId> acknowledged;
  int n = 0;
  {
    const FullDisk full(256 * 1024);
    Result<MachineRecord> last = wait_for(io, store->seen(machine(n++)));
    for (; last && n < 10'000; last = wait_for(io, store->seen(machine(n++)))) {
      acknowledged.push_back(last->id);
    }
    ASSERT_FALSE(last) << "the disk never filled up";
    EXPECT_EQ(last.error().code, Errc::Internal);
    EXPECT_TRUE(wait_for(io, store->machines())) << "reading goes on";
  }
  EXPECT_FALSE(acknowledged.empty());
  ASSERT_TRUE(wait_for(io, store->seen(machine(n)))) << "writing goes on once there is room";
  for (const MachineId& id : acknowledged) EXPECT_TRUE(wait_for(io, store->machine(id)));
}

}  // namespace
}  // namespace maintendue::relay
