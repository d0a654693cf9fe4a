#include "relay/families/family_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/random.h"
#include "relay/database/database.h"
#include "relay/store/base64.h"
#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using test::wait_for;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const OperatorId kNadia{"00000000000000aa"};
const Bytes kKeyHash(32, 'k');
const Bytes kOldHash(32, 'o');

HouseholdId numbered(int n) {
  char text[17];
  std::snprintf(text, sizeof text, "%016x", n);
  return {text};
}

Household written(HouseholdId id, std::uint64_t version = 1, Bytes data_key = kKeyHash) {
  return {
      .id = std::move(id),
      .version = version,
      .owner = kNadia,
      .changed = kStart,
      .data_key_hash = std::move(data_key),
      .signed_record = random_bytes(900),
      .sealed_key = random_bytes(330),
  };
}

Household erased(HouseholdId id, std::uint64_t version) {
  Household gone{.id = std::move(id), .version = version, .owner = {}, .changed = kStart};
  gone.signed_erasure = random_bytes(120);
  return gone;
}

class StoredHouseholds : public ::testing::Test {
 protected:
  StoredHouseholds() { open_store(); }

  void open_store(FamilyLimits limits = {}) {
    store_.reset();
    store_ = FamilyStore::open(io_.get_executor(), folder_.path(), kStart, limits);
  }
  // In place of the version before.
  Errc put(const Household& household) { return put(household, household.version - 1); }
  Errc put(const Household& household, std::uint64_t replaces) {
    const auto done = wait_for(io_, store_->put_household(household, replaces, kKeyHash));
    return done ? kDone : done.error().code;
  }
  Errc erase(const Household& gone) { return erase(gone, gone.version - 1); }
  Errc erase(const Household& gone, std::uint64_t replaces) {
    const auto done = wait_for(io_, store_->erase_household(gone, replaces, kKeyHash));
    return done ? kDone : done.error().code;
  }
  HouseholdPage page(HouseholdId after = {}) {
    return wait_for(io_, store_->households(std::move(after))).value();
  }
  // How many of them are kept.
  int put_keys(std::vector<SealedDataKey> keys) {
    return wait_for(io_, store_->put_data_keys(std::move(keys), kKeyHash)).value();
  }
  std::vector<SealedDataKey> keys() { return wait_for(io_, store_->data_keys()).value(); }
  // Whether a piece of these bytes, as they are or as the store writes them, is in one of the
  // relay's files: the families', the fleet's, or a log of either.
  bool is_on_the_disk(const Bytes& bytes) const { return is_in(folder_.path(), bytes); }
  static bool is_in(const std::filesystem::path& folder, const Bytes& bytes) {
    const std::string text = to_base64(bytes);
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      std::ifstream stream(file.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(stream), {}};
      for (std::size_t at = 0; at + 24 <= text.size(); at += 24) {
        if (all.find(text.substr(at, 24)) != std::string::npos) return true;
      }
      if (all.find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  static constexpr auto kDone = Errc::Cancelled;
  test::TempFolder folder_;
  net::io_context io_;
  const std::unique_ptr<SqliteStore> fleet_ =
      SqliteStore::open(io_.get_executor(), folder_.path(), kStart);
  std::unique_ptr<FamilyStore> store_;
};

TEST_F(StoredHouseholds, AreThereAfterARestartAsTheyWerePut) {
  const Household first = written(numbered(1)), second = written(numbered(2));
  EXPECT_EQ(put(second), kDone);
  EXPECT_EQ(put(first), kDone);
  open_store();
  EXPECT_THAT(page().households, testing::ElementsAre(first, second));
  EXPECT_FALSE(page().more);
  EXPECT_EQ(wait_for(io_, store_->household(numbered(2))), second);
  EXPECT_EQ(wait_for(io_, store_->household(numbered(3))).error().code, Errc::NotFound);
}

TEST_F(StoredHouseholds, AVersionFollowsTheOneThatIsKept) {
  EXPECT_EQ(put(written(numbered(1), 2)), Errc::OutOfDate) << "nothing was there";
  EXPECT_EQ(put(written(numbered(1), 1)), kDone);
  EXPECT_EQ(put(written(numbered(1), 1)), Errc::OutOfDate) << "somebody was faster";
  EXPECT_EQ(put(written(numbered(1), 3)), Errc::OutOfDate);
  const Household second = written(numbered(1), 2);
  EXPECT_EQ(put(second), kDone);
  EXPECT_THAT(page().households, testing::ElementsAre(second));
  EXPECT_EQ(put(written(numbered(1), 9), 2), kDone) << "its writer had seen an eighth";
}

TEST_F(StoredHouseholds, ComeInPages) {
  for (int n = 1; n <= kHouseholdsAtOnce + 1; ++n) EXPECT_EQ(put(written(numbered(n))), kDone);
  const HouseholdPage first = page();
  EXPECT_EQ(first.households.size(), static_cast<std::size_t>(kHouseholdsAtOnce));
  EXPECT_TRUE(first.more);
  const HouseholdPage rest = page(first.households.back().id);
  EXPECT_EQ(rest.households.size(), 1u);
  EXPECT_FALSE(rest.more);
}

TEST_F(StoredHouseholds, OfAnErasedOneTheErasureAloneIsLeft) {
  EXPECT_EQ(erase(erased(numbered(1), 2)), Errc::OutOfDate) << "there is none";
  EXPECT_EQ(put(written(numbered(1))), kDone);
  EXPECT_EQ(erase(erased(numbered(1), 3)), Errc::OutOfDate);
  const Household gone = erased(numbered(1), 2);
  EXPECT_EQ(erase(gone), kDone);
  EXPECT_EQ(erase(gone), Errc::OutOfDate);
  EXPECT_EQ(erase(gone, 2), kDone) << "the answer may have been lost";
  EXPECT_EQ(erase(erased(numbered(1), 3)), Errc::OutOfDate);
  EXPECT_EQ(put(written(numbered(1), 3)), Errc::OutOfDate) << "nothing follows an erasure";
  EXPECT_THAT(page().households, testing::ElementsAre(gone));
}

TEST_F(StoredHouseholds, AnErasureOfNothingIsKept) {
  const Household gone = erased(numbered(1), 7);
  EXPECT_EQ(erase(gone, 0), kDone);
  EXPECT_EQ(erase(erased(numbered(1), 8), 0), Errc::OutOfDate);
  EXPECT_EQ(put(written(numbered(1), 8), 0), Errc::OutOfDate);
  EXPECT_EQ(put(written(numbered(1), 8), 7), Errc::OutOfDate);
  EXPECT_THAT(page().households, testing::ElementsAre(gone));
}

TEST_F(StoredHouseholds, OfErasuresOfNothingTheLastAreKept) {
  open_store({.erasures_of_nothing = 2});
  ASSERT_EQ(put(written(numbered(9))), kDone);
  const Household martin = erased(numbered(9), 2), second = erased(numbered(2), 1),
                  third = erased(numbered(3), 1);
  ASSERT_EQ(erase(martin), kDone);
  EXPECT_EQ(erase(erased(numbered(1), 1), 0), kDone);
  EXPECT_EQ(erase(second, 0), kDone);
  EXPECT_EQ(erase(third, 0), kDone);
  EXPECT_THAT(page().households, testing::ElementsAre(second, third, martin))
      << "that of somebody who was there stays";
  EXPECT_EQ(erase(second, 1), kDone) << "said again, it is the last";
  const Household fourth = erased(numbered(4), 1);
  EXPECT_EQ(erase(fourth, 0), kDone);
  EXPECT_THAT(page().households, testing::ElementsAre(second, fourth, martin));
}

// Whatever SQLite did with its pages meanwhile.
TEST_F(StoredHouseholds, WhatIsErasedIsInNoFileAnyMore) {
  constexpr int kMany = 60;
  std::vector<Household> all;
  for (int n = 0; n < kMany; ++n) {
    all.push_back(written(numbered(n + 1)));
    all.back().signed_record = random_bytes(static_cast<std::size_t>(60 + n * 97));
    ASSERT_EQ(put(all.back()), kDone);
  }
  std::vector<Household> before = all;
  for (int n = 0; n < kMany; n += 2) {
    Household& next = all[static_cast<std::size_t>(n)];
    next = written(next.id, 2);
    next.signed_record = random_bytes(static_cast<std::size_t>(4000 - n * 61));
    ASSERT_EQ(put(next), kDone);
  }
  EXPECT_TRUE(is_on_the_disk(all[0].sealed_key)) << "the test would see it";
  EXPECT_TRUE(is_on_the_disk(all[0].signed_record));
  for (int n = 0; n < kMany; n += 3) {
    const Household& gone = all[static_cast<std::size_t>(n)];
    ASSERT_EQ(erase(erased(gone.id, gone.version + 1)), kDone);
  }
  for (int n = 0; n < kMany; n += 3) {
    for (const auto* versions : {&before, &all}) {
      const Household& gone = (*versions)[static_cast<std::size_t>(n)];
      EXPECT_FALSE(is_on_the_disk(gone.sealed_key)) << n;
      EXPECT_FALSE(is_on_the_disk(gone.signed_record)) << n;
    }
  }
  EXPECT_TRUE(is_on_the_disk(all[1].sealed_key)) << "and the others are still there";
}

// Somebody who has read a database and is not done: a backup.
class SlowReader {
 public:
  explicit SlowReader(const std::filesystem::path& file) {
    database::open(database_, file);
    int tables = 0;
    database_ << "BEGIN";
    database_ << "SELECT COUNT(*) FROM sqlite_master", soci::into(tables);
  }

 private:
  soci::session database_;
};

std::string bytes_in(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(StoredHouseholds, AreErasedWhateverIsDoneWithTheFleetsFile) {
  const Household martin = written(numbered(1));
  ASSERT_EQ(put(martin), kDone);
  ASSERT_TRUE(
      wait_for(io_, fleet_->seen({MachineId{"00000000000000bb"}, "salon", "", "", kStart, kStart}))
  );
  const SlowReader backup(folder_.path() / "relay.db");
  const std::string before =
      bytes_in(folder_.path() / "relay.db") + bytes_in(folder_.path() / "relay.db-wal");
  ASSERT_GT(before.size(), 4096u);
  EXPECT_EQ(erase(erased(martin.id, 2)), kDone);
  EXPECT_FALSE(is_on_the_disk(martin.sealed_key));
  const std::string after =
      bytes_in(folder_.path() / "relay.db") + bytes_in(folder_.path() / "relay.db-wal");
  EXPECT_EQ(after, before) << "it is as large as the fleet's history";
}

TEST_F(StoredHouseholds, AreNoMoreThanIsToBeKept) {
  open_store({.households = 2});
  EXPECT_EQ(put(written(numbered(1))), kDone);
  EXPECT_EQ(put(written(numbered(2))), kDone);
  EXPECT_EQ(put(written(numbered(3))), Errc::NoRoom);
  EXPECT_EQ(put(written(numbered(2), 2)), kDone) << "what is there is written on";
  EXPECT_EQ(put(written(numbered(2), 2)), Errc::OutOfDate) << "and somebody may be faster";
  EXPECT_EQ(page().households.size(), 2u);
  EXPECT_EQ(erase(erased(numbered(1), 2)), kDone);
  EXPECT_EQ(put(written(numbered(3))), kDone) << "one that was erased leaves room";
  EXPECT_EQ(put(written(numbered(4))), Errc::NoRoom);
  EXPECT_EQ(erase(erased(numbered(5), 1), 0), kDone) << "what the relay lost is erased too";
}

TEST_F(StoredHouseholds, TakeNoMoreRoomThanIsToBeTaken) {
  constexpr std::int64_t kRoom = 200 * 1024;
  open_store({.bytes = kRoom});
  int n = 1;
  while (n < 1000 && put(written(numbered(n))) == kDone) ++n;
  ASSERT_GT(n, 20);
  ASSERT_LT(n, 1000);
  EXPECT_EQ(put(written(numbered(n))), Errc::NoRoom);
  EXPECT_LT(std::filesystem::file_size(folder_.path() / "families.db"), kRoom + 64 * 1024u);
  Household longer = written(numbered(1), 2);
  longer.signed_record = random_bytes(9000);
  EXPECT_EQ(put(longer), Errc::NoRoom);
  Household sealed_anew = written(numbered(1), 2);
  sealed_anew.signed_record += "ab";  // signatures differ by a byte or two
  EXPECT_EQ(put(sealed_anew), kDone);
  EXPECT_EQ(erase(erased(numbered(2000), 1), 0), kDone) << "of which there are never many";
  for (int gone = 1; gone < 20; ++gone) {
    const std::uint64_t version = gone == 1 ? 3 : 2;
    EXPECT_EQ(erase(erased(numbered(gone), version)), kDone) << "whoever asks is forgotten";
  }
  EXPECT_EQ(put(written(numbered(n))), kDone);
}

class InterruptedErasure : public StoredHouseholds {
 protected:
  // It is told, the erasure stands, and what was erased is still there.
  void begin() {
    ASSERT_EQ(put(martin_), kDone);
    reader_.emplace(folder_.path() / "families.db");
    ASSERT_EQ(erase(gone_), Errc::Internal);
    EXPECT_THAT(page().households, testing::ElementsAre(gone_));
    EXPECT_TRUE(is_there()) << "the test would see it";
  }
  bool is_there() const { return is_there(folder_.path()); }
  bool is_there(const std::filesystem::path& folder) const {
    return is_in(folder, martin_.sealed_key) || is_in(folder, martin_.signed_record);
  }

  const Household martin_ = written(numbered(1));
  const Household gone_ = erased(numbered(1), 2);
  std::optional<SlowReader> reader_;
};

TEST_F(InterruptedErasure, IsFinishedWhenTheStoreIsOpenedAgain) {
  begin();
  // As after a crash: nobody has had the time to tidy up.
  const test::TempFolder crashed;
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    if (file.path().extension() == ".db-shm") continue;
    std::filesystem::copy(file.path(), crashed.path() / file.path().filename());
  }
  EXPECT_TRUE(is_there(crashed.path()));
  store_ = FamilyStore::open(io_.get_executor(), crashed.path(), kStart);
  EXPECT_FALSE(is_there(crashed.path()));
  EXPECT_THAT(page().households, testing::ElementsAre(gone_));
}

TEST_F(InterruptedErasure, WaitsForWhoeverIsStillReadingAtTheNextStart) {
  begin();
  open_store();
  EXPECT_TRUE(is_there()) << "and it has started nevertheless";
  reader_.reset();
  EXPECT_EQ(put_keys({}), 0);
  EXPECT_FALSE(is_there());
}

TEST_F(InterruptedErasure, IsFinishedBeforeTheNextChange) {
  begin();
  EXPECT_EQ(put(written(numbered(2))), kDone) << "nobody is kept waiting by it";
  EXPECT_TRUE(is_there());
  reader_.reset();
  EXPECT_EQ(put(written(numbered(3))), kDone);
  EXPECT_FALSE(is_there());
}

TEST_F(InterruptedErasure, IsFinishedBeforeTheNextQuestion) {
  begin();
  reader_.reset();
  EXPECT_THAT(page().households, testing::ElementsAre(gone_));
  EXPECT_FALSE(is_there());
}

// Whoever stole a key and says it a thousand times keeps nobody waiting.
TEST_F(InterruptedErasure, IsNotBegunByWordsAboutNothing) {
  open_store();
  SlowReader reader(folder_.path() / "families.db");
  EXPECT_EQ(erase(erased(numbered(7), 1), 0), kDone);
  EXPECT_EQ(erase(erased(numbered(7), 1), 1), kDone) << "nor when it is said again";
}

TEST_F(InterruptedErasure, IsFinishedWhenItIsSaidAgain) {
  begin();
  EXPECT_EQ(erase(gone_, 2), Errc::Internal);
  reader_.reset();
  EXPECT_EQ(erase(gone_, 2), kDone);
  EXPECT_FALSE(is_there());
}

TEST_F(StoredHouseholds, ADataKeyGoesWithTheLastRecordUnderIt) {
  const SealedDataKey old{kOldHash, kNadia, Bytes(32, 'r'), Bytes(300, 's')};
  const SealedDataKey current{kKeyHash, kNadia, Bytes(32, 'r'), Bytes(300, 't')};
  const SealedDataKey sheet{kKeyHash, {}, Bytes(32, 'q'), Bytes(300, 'u')};
  EXPECT_EQ(put(written(numbered(1), 1, kOldHash)), kDone);
  EXPECT_EQ(put_keys({old, current, sheet}), 3);
  EXPECT_THAT(keys(), testing::UnorderedElementsAre(old, current, sheet));
  EXPECT_EQ(put(written(numbered(1), 2)), kDone);
  EXPECT_THAT(keys(), testing::UnorderedElementsAre(current, sheet));
  EXPECT_EQ(put_keys({old}), 0);
  EXPECT_THAT(keys(), testing::UnorderedElementsAre(current, sheet)) << "nothing is under it";
}

TEST_F(StoredHouseholds, AnEnvelopeIsReplacedForAnotherKeyAlone) {
  const SealedDataKey hers{kKeyHash, kNadia, Bytes(32, 'r'), Bytes(300, 's')};
  const SealedDataKey sheet{kKeyHash, {}, Bytes(32, 'q'), Bytes(300, 'u')};
  EXPECT_EQ(put_keys({hers, sheet}), 2);
  SealedDataKey junk = hers, junk_for_the_sheet = sheet;
  junk.sealed = junk_for_the_sheet.sealed = Bytes(300, 'v');
  EXPECT_EQ(put_keys({junk, junk_for_the_sheet}), 0);
  EXPECT_THAT(keys(), testing::UnorderedElementsAre(hers, sheet));
  SealedDataKey for_her_new_key = hers;
  for_her_new_key.recipient_hash = Bytes(32, 'n');
  EXPECT_EQ(put_keys({for_her_new_key}), 1);
  EXPECT_THAT(keys(), testing::UnorderedElementsAre(for_her_new_key, sheet));
}

TEST_F(StoredHouseholds, SayInOneSentenceWhyTheyCanNotBeOpened) {
  const test::TempFolder other;
  std::ofstream(other.path() / "families.db") << std::string(8192, 'x');
  const auto open = [&] { FamilyStore::open(io_.get_executor(), other.path(), kStart); };
  EXPECT_THAT(
      open, testing::ThrowsMessage<std::runtime_error>(testing::HasSubstr("can't use the database"))
  );
}

}  // namespace
}  // namespace maintendue::relay
