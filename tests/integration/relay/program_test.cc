// The program itself: how it starts, how it stops, and what it leaves behind.
#include "program.h"

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <sys/stat.h>

#include "guest.h"
#include "relay/database/database.h"

namespace maintendue::test {
namespace {

using ::testing::HasSubstr;

const std::string kMachineId = "00000000000000bb";

class RelayProgramTest : public ::testing::Test {
 protected:
  std::vector<std::string> arguments(const std::string& listen = "127.0.0.1:0") const {
    return {"--keys", site_.keys(), "--data", site_.data(), "--listen", listen};
  }
  // It ends with 1 and says one sentence of its own, holding `words`, last on standard error.
  static void expect_refusal(std::vector<std::string> arguments, const std::string& words) {
    RelayProgram program(std::move(arguments));
    EXPECT_EQ(program.first_line(), "");
    EXPECT_EQ(program.exit_code(), 1);
    const std::string said = program.errors();
    const std::size_t sentence = said.find("maintendue-relay: ");
    ASSERT_NE(sentence, std::string::npos) << said;
    EXPECT_THAT(said.substr(sentence), HasSubstr(words));
    EXPECT_EQ(said.find('\n', sentence), said.size() - 1) << said;
  }
  std::unique_ptr<MachineGuest> machine(std::uint16_t port) {
    const Holder holder = site_.organisation().machine(kMachineId);
    return std::make_unique<MachineGuest>(site_, port, holder);
  }
  std::unique_ptr<OperatorGuest> console(std::uint16_t port) {
    const Holder holder = site_.nadia();
    return std::make_unique<OperatorGuest>(site_, port, holder);
  }

  net::awaitable<void> attach_and_be_sent_away(
      MachineGuest& pc, RelayProgram& program, int signal
  ) {
    co_await pc.attach();
    program.send(signal);
    const v1::RelaySays last = required(co_await pc.hear(), "restart");
    EXPECT_GT(last.restart_ms(), 0u);
    EXPECT_FALSE(co_await pc.hear());
  }
  net::awaitable<void> open_session(MachineGuest& pc, OperatorGuest& nadia) {
    std::string hostname = "PC-de-la-famille";
    co_await pc.attach(std::move(hostname));
    session_ = required(co_await nadia.open(kMachineId), "open").session_id();
    (void)co_await pc.offer();
  }
  // As the relay would keep it.
  net::awaitable<void> knows(Bytes news) {
    const auto store = relay::SqliteStore::open(site_.main(), site_.data(), WallTime{});
    required(co_await store->keep_roster(std::move(news)), "keep");
  }
  // Open still, until a PC comes that does not hold it.
  net::awaitable<void> expect_one_session_lost(OperatorGuest& nadia, MachineGuest& pc) {
    co_await nadia.arrive();
    co_await nadia.watch();
    co_await pc.arrive();
    co_await pc.attach();
    (void)co_await nadia.session_over(session_);
    v1::ListSessionsRequest page;
    page.set_machine_id(kMachineId);
    auto asked = nadia.ask<v1::ListSessionsResponse>("Sessions/ListSessions", page);
    const auto sessions = required(co_await std::move(asked), "sessions");
    EXPECT_EQ(sessions.sessions_size(), 1);
    EXPECT_EQ(sessions.sessions(0).session_id(), session_);
    EXPECT_EQ(sessions.sessions(0).end_reason(), v1::END_REASON_RELAY_LOST);
    EXPECT_GE(sessions.sessions(0).ended_ms(), sessions.sessions(0).opened_ms());
  }

  Site site_;
  std::uint64_t session_ = 0;
};

TEST_F(RelayProgramTest, SaysInOneSentenceWhatIsWrong) {
  expect_refusal({}, "usage:");
  expect_refusal(
      {"--keys", "/nonexistent", "--data", site_.data(), "--listen", "127.0.0.1:0"}, "no key folder"
  );
  expect_refusal(
      {"--keys", site_.keys(), "--data", "/proc/x", "--listen", "127.0.0.1:0"}, "data folder"
  );
  std::ofstream(site_.keys() / "relay.key") << "rust";
  expect_refusal(arguments(), "relay.key is not a readable key");
}

TEST_F(RelayProgramTest, SaysThatItsPortIsTaken) {
  RelayProgram first(arguments());
  const std::string taken = "127.0.0.1:" + std::to_string(first.port());
  const auto other = site_.data() / "other";
  expect_refusal(
      {"--keys", site_.keys(), "--data", other, "--listen", taken},
      taken.substr(taken.find(':') + 1)
  );
  expect_refusal(arguments(), "another relay uses the data folder");
}

TEST_F(RelayProgramTest, RefusesADatabaseOfANewerVersion) {
  {
    RelayProgram first(arguments());
    (void)first.port();
    first.send(SIGTERM);
    EXPECT_EQ(first.exit_code(), 0);
  }
  {
    soci::session database;
    database::open(database, site_.data() / "relay.db");
    database << "INSERT INTO schema_steps VALUES (1000, 0)";
  }
  expect_refusal(arguments(), "newer version");
}

TEST_F(RelayProgramTest, DoesNotStartWithKeysOfAnotherRootThanTheOneItKnows) {
  const auto next = site_.organisation().under_next_root(std::chrono::system_clock::now());
  std::filesystem::create_directories(site_.data());
  site_.play(knows(next.news().SerializeAsString()));
  expect_refusal(arguments(), "not of the root that this server knows");
}

TEST_F(RelayProgramTest, SaysThatItsCertificateEndsSoon) {
  const auto key = identity::PrivateKey::generate();
  const auto own = identity::issue_server(
      site_.organisation().root(), key.public_key(), identity::Server::Relay, "localhost",
      std::chrono::system_clock::now() - std::chrono::days{700}
  );
  std::ofstream(site_.keys() / "relay.key") << key.to_pem();
  std::ofstream(site_.keys() / "relay.crt") << own.to_pem();
  RelayProgram program(arguments());
  (void)program.port();
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_THAT(program.errors(), HasSubstr("the server's certificate ends soon"));
}

TEST_F(RelayProgramTest, KeepsItsDataToItself) {
  RelayProgram program(arguments());
  (void)program.port();
  for (const auto& entry : std::filesystem::directory_iterator(site_.data())) {
    struct stat status{};
    ASSERT_EQ(stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 077, 0u) << entry.path();
  }
  struct stat folder{};
  ASSERT_EQ(stat(site_.data().c_str(), &folder), 0);
  EXPECT_EQ(folder.st_mode & 077, 0u);
}

TEST_F(RelayProgramTest, StopsWellAtEitherSignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    RelayProgram program(arguments());
    const auto pc = machine(program.port());
    site_.play(attach_and_be_sent_away(*pc, program, signal));
    EXPECT_EQ(program.exit_code(), 0);
  }
}

TEST_F(RelayProgramTest, SaysNoNameOfAnybodyInItsLog) {
  RelayProgram program(arguments());
  const std::uint16_t port = program.port();
  const auto pc = machine(port);
  const auto nadia = console(port);
  site_.play(open_session(*pc, *nadia));
  program.send(SIGTERM);
  EXPECT_EQ(program.exit_code(), 0);
  const std::string log = program.errors();
  EXPECT_THAT(log, HasSubstr(kMachineId));
  EXPECT_EQ(log.find("Nadia"), std::string::npos);
  EXPECT_EQ(log.find("famille"), std::string::npos);
}

TEST_F(RelayProgramTest, ClosesAfterItsNextStartWhatAKillLeftOpenAndNoPcHolds) {
  {
    RelayProgram program(arguments());
    const std::uint16_t port = program.port();
    const auto pc = machine(port);
    const auto nadia = console(port);
    site_.play(open_session(*pc, *nadia));
    program.send(SIGKILL);
    EXPECT_EQ(program.exit_code(), -1);
  }
  RelayProgram program(arguments());
  const std::uint16_t port = program.port();
  const auto nadia = console(port);
  const auto pc = machine(port);
  site_.play(expect_one_session_lost(*nadia, *pc));
}

}  // namespace
}  // namespace maintendue::test
