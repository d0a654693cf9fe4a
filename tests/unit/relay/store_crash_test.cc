// Acknowledged means durable: a child process writes and tells what was acknowledged to it, and is
// killed in the middle.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <map>

#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const MachineId kMachine{"00000000000000bb"};

SessionRecord numbered(std::uint64_t n) {
  SessionRecord record;
  record.machine = kMachine;
  record.opened_by = OperatorId{"00000000000000aa"};
  record.opened = kStart + std::chrono::milliseconds{n};
  return record;
}

// Opens sessions for ever, several under way at a time, and writes each acknowledged id to `told`.
net::awaitable<void> open_for_ever(SqliteStore& store, int told) {
  for (std::uint64_t n = 1;; ++n) {
    const Result<SessionId> id = co_await store.open(numbered(n));
    if (!id) _exit(2);
    if (write(told, &id->value, sizeof id->value) != sizeof id->value) _exit(3);
  }
}

[[noreturn]] void be_the_child(const std::filesystem::path& folder, int told) {
  net::io_context io;
  const auto store = SqliteStore::open(io.get_executor(), folder, kStart);
  if (!test::wait_for(io, store->seen({kMachine, "salon", "", "", kStart, kStart}))) _exit(1);
  for (int i = 0; i < 8; ++i) net::co_spawn(io, open_for_ever(*store, told), net::detached);
  io.restart();
  io.run();
  _exit(4);
}

// What the child was told before it was killed after `count` acknowledgements.
std::vector<SessionId> killed_after(std::size_t count, const std::filesystem::path& folder) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    be_the_child(folder, ends[1]);
  }
  close(ends[1]);
  std::vector<SessionId> acknowledged;
  std::uint64_t id = 0;
  while (read(ends[0], &id, sizeof id) == sizeof id) {
    acknowledged.push_back(SessionId{id});
    if (acknowledged.size() == count) kill(child, SIGKILL);
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
  return acknowledged;
}

TEST(RelayStoreCrash, LosesNothingThatWasAcknowledged) {
  for (const std::size_t count : {1u, 7u, 60u, 200u}) {
    const test::TempFolder folder;
    const std::vector<SessionId> acknowledged = killed_after(count, folder.path());
    ASSERT_GE(acknowledged.size(), count);

    net::io_context io;
    const WallTime restart = kStart + 1h;
    const auto store = SqliteStore::open(io.get_executor(), folder.path(), restart);
    const auto page = test::wait_for(io, store->sessions(kMachine, 100'000, SessionId{})).value();
    std::map<SessionId, SessionRecord> kept;
    for (const SessionRecord& record : page.sessions) kept[record.id] = record;
    for (const SessionId id : acknowledged) ASSERT_TRUE(kept.contains(id)) << id.value;
    EXPECT_EQ(store->left_open().size(), kept.size()) << "for the switchboard to take over";
  }
}

}  // namespace
}  // namespace maintendue::relay
