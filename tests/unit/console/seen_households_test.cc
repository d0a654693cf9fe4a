#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "console/households/seen.h"
#include "support/temp_folder.h"

namespace maintendue::console {
namespace {

const HouseholdId kMartin{"00000000000000f1"};

local::v1::KeptHousehold kept(std::uint64_t version, const std::string& hash, bool erased = false) {
  local::v1::KeptHousehold what;
  what.set_version(version);
  what.set_hash(hash);
  what.set_erased(erased);
  return what;
}

TEST(SeenHouseholdsTest, KeepTheLatestAcrossARestart) {
  const test::TempFolder home;
  EXPECT_TRUE(SeenHouseholds(home.path()).all()->kept.empty());
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(2, "b")));
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(1, "a")));
  EXPECT_EQ(SeenHouseholds(home.path()).all()->kept.at(kMartin).version(), 2u);
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(2, "another")));
  EXPECT_EQ(SeenHouseholds(home.path()).all()->kept.at(kMartin).hash(), "b")
      << "the first that counted";
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(3, "c", true)));
  EXPECT_TRUE(SeenHouseholds(home.path()).all()->kept.at(kMartin).erased());
}

TEST(SeenHouseholdsTest, PassOverFilesThatAreNone) {
  const test::TempFolder home;
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(2, "b")));
  std::filesystem::copy_file(
      home.path() / "households" / kMartin.value, home.path() / "households" / "notes"
  );
  EXPECT_EQ(SeenHouseholds(home.path()).all()->kept.size(), 1u);
}

TEST(SeenHouseholdsTest, TellWhatCanNotBeReadFromWhatWasNeverSeen) {
  const test::TempFolder home;
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(2, "b")));
  for (const char* spoilt : {"", "no message"}) {
    std::ofstream(home.path() / "households" / kMartin.value) << spoilt;
    const auto all = SeenHouseholds(home.path()).all();
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->kept.empty());
    EXPECT_TRUE(all->unreadable.contains(kMartin)) << "it is no household of version 0";
  }
  ASSERT_TRUE(SeenHouseholds(home.path()).keep(kMartin, kept(3, "c")));
  EXPECT_EQ(SeenHouseholds(home.path()).all()->kept.at(kMartin).version(), 3u);
  std::ofstream(home.path() / "no folder") << "x";
  EXPECT_FALSE(SeenHouseholds(home.path() / "no folder").all());
}

// `serve` and commands beside it, as threads: what one of them was told is kept stays, or is later.
TEST(SeenHouseholdsTest, NeverGoBackWhileSeveralKeep) {
  constexpr std::uint64_t kWriters = 4, kVersions = 100;
  const test::TempFolder home;
  std::atomic<int> went_back = 0;
  std::vector<std::thread> writers;
  for (std::uint64_t writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const SeenHouseholds seen(home.path());
      for (std::uint64_t n = 0; n < kVersions; ++n) {
        const std::uint64_t version = 1 + n * kWriters + writer;
        const bool done = seen.keep(kMartin, kept(version, "a")).has_value();
        const auto all = seen.all();
        const bool stays =
            all && all->kept.contains(kMartin) && all->kept.at(kMartin).version() >= version;
        if (!done || !stays) ++went_back;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(went_back, 0);
  EXPECT_EQ(SeenHouseholds(home.path()).all()->kept.at(kMartin).version(), kWriters * kVersions);
}

TEST(SeenHouseholdsTest, SayWhenTheDiskTakesNothing) {
  const test::TempFolder home;
  EXPECT_FALSE(
      SeenHouseholds(home.path() / "missing" / std::string(300, 'x')).keep(kMartin, kept(1, "a"))
  );
}

}  // namespace
}  // namespace maintendue::console
