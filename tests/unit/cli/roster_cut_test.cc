// An administrator's command whose line to the relay breaks before the relay's answer comes.
#include <thread>

#include "desk.h"
#include "maintendue/v1/operators.pb.h"
#include "wire/rpc_server.h"

namespace maintendue::cli {
namespace {

using test::Desk;

const WallTime kNow = std::chrono::system_clock::now();

// The counter of a relay, on a thread of its own: what is brought it takes, and says what it is
// told to say.
class Counter {
 public:
  Counter(const wire::TlsIdentity& identity, const std::string& root, roster::Book book)
      : book_(std::move(book)) {
    wire::ServerOptions options;
    options.identity = identity;
    options.client_roots = root;
    server_ = wire::RpcServer::create(io_.get_executor(), options);
    server_->on_call("/maintendue.v1.Operators/GetRoster", [this](wire::Caller, Bytes) {
      return get();
    });
    server_->on_call("/maintendue.v1.Operators/PutRoster", [this](wire::Caller, Bytes news) {
      return put(std::move(news));
    });
    server_->start([](const wire::Caller&) { return Result<void>(); });
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Counter() {
    net::post(io_, [this] { net::co_spawn(io_, leave(), net::detached); });
    thread_.join();
  }

  std::string address() const { return "localhost:" + std::to_string(server_->port()); }
  // Those of the counter's thread, while no command runs.
  roster::Book& book() { return book_; }
  std::optional<Errc> answer;  // in place of the right one, once it was done or not
  bool takes = true;

 private:
  net::awaitable<Result<Bytes>> get() { co_return book_.news().SerializeAsString(); }
  net::awaitable<Result<Bytes>> put(Bytes bytes) {
    v1::RosterNews news;
    const bool parsed = news.ParseFromString(bytes);
    if (takes && (!parsed || !book_.take_in(news))) co_return fail(Errc::BadMessage);
    if (answer) co_return fail(*answer);
    co_return Bytes();
  }
  net::awaitable<void> leave() {
    co_await server_->stop(std::chrono::seconds{1});
    open_.reset();
  }

  net::io_context io_{1};
  net::executor_work_guard<net::io_context::executor_type> open_{io_.get_executor()};
  roster::Book book_;
  std::unique_ptr<wire::RpcServer> server_;
  std::thread thread_;
};

class CutRosterCommands : public Desk {
 protected:
  CutRosterCommands() {
    auto here = with(init(), "--relay", "localhost");
    EXPECT_EQ(run(here, kNow), 0) << terminal_->complained();
    const wire::TlsIdentity identity{
        read(at("ORG/relay/relay.key")), read(at("ORG/relay/relay.crt"))
    };
    counter_.emplace(identity, read(at("ORG/root.crt")), book_in("ORG/operators/camille"));
  }
  std::vector<std::string> here(std::vector<std::string> command) const {
    command.insert(command.end(), {"--relay", counter_->address()});
    return command;
  }
  std::vector<std::string> publish() const {
    return here(
        {"roster", "publish", "--home", at("ORG/operators/camille"), "--passphrase-file",
         at("camille.pass")}
    );
  }
  // Whether the relay's roster names her by the key of the folder that was made for her.
  bool holds_her_key(const std::string& folder) {
    const auto badge = badge_in(folder);
    return badge && counter_->book().recognise(*badge, kNow).has_value();
  }

  std::optional<Counter> counter_;
};

TEST_F(CutRosterCommands, KeepTheColleaguesFolderThatTheRelaysRosterMayName) {
  struct {
    const char* who;
    Errc cut;
    bool taken;
  } const cuts[] = {
      {"Nadia", Errc::PeerGone, true},       {"Omar", Errc::PeerGone, false},
      {"Paul", Errc::TimedOut, true},        {"Rosa", Errc::TimedOut, false},
      {"Ali", Errc::RelayUnreachable, true}, {"Eva", Errc::RelayUnreachable, false},
  };
  for (const auto& [who, cut, taken] : cuts) {
    const std::string folder = "ORG/operators/" + folder_name(who);
    counter_->answer = cut;
    counter_->takes = taken;
    EXPECT_EQ(run(here(add(who, "mediator")), kNow), 1);
    EXPECT_NE(terminal_->complained().find("roster publish"), std::string::npos)
        << terminal_->complained();
    EXPECT_EQ(holds_her_key(folder), taken) << who;

    counter_->answer.reset();
    counter_->takes = true;
    EXPECT_EQ(run(publish(), kNow), 0) << terminal_->complained();
    EXPECT_TRUE(holds_her_key(folder)) << who;
    EXPECT_EQ(book_in("ORG/operators/camille").edition(), counter_->book().edition());
  }
}

TEST_F(CutRosterCommands, ChangeNothingThatTheRelayRefused) {
  counter_->answer = Errc::BadMessage;
  counter_->takes = false;
  const auto before = book_in("ORG/operators/camille").edition();
  EXPECT_EQ(run(here(add("Nadia", "mediator")), kNow), 1);
  EXPECT_FALSE(test::fs::exists(at("ORG/operators/nadia")));
  EXPECT_EQ(book_in("ORG/operators/camille").edition(), before);
}

TEST_F(CutRosterCommands, SayWhatElseIsToBeDoneThoughTheLineBroke) {
  ASSERT_EQ(run(here(add("Inès", "admin")), kNow), 0) << terminal_->complained();
  counter_->answer = Errc::PeerGone;
  auto remove = here(
      {"roster", "remove", "--home", at("ORG/operators/camille"), "--passphrase-file",
       at("camille.pass"), "--name", "Inès"}
  );
  EXPECT_EQ(run(remove, kNow), 1);
  EXPECT_NE(terminal_->said().find("replace-roster-key"), std::string::npos) << terminal_->said();
  EXPECT_EQ(counter_->book().edition(), book_in("ORG/operators/camille").edition());
}

}  // namespace
}  // namespace maintendue::cli
