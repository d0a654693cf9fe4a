// Who is let in when the service stops, and while no help is wanted.
#include "agent/service/session/host.h"

#include <gtest/gtest.h>

#include <fstream>

#include "fake_desktop.h"
#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

// A line to a relay that is only memory.
class MemoryChannel final : public wire::RpcChannel {
 public:
  explicit MemoryChannel(wire::RpcStreamPtr stream) : stream_(std::move(stream)) {}
  net::awaitable<Result<void>> connect(std::chrono::milliseconds) override {
    co_return Result<void>{};
  }
  net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
    co_return fail(Errc::NotFound);
  }
  wire::RpcStreamPtr stream(std::string) override { return stream_; }

 private:
  const wire::RpcStreamPtr stream_;
};

class HostThatStops : public ::testing::Test {
 protected:
  HostThatStops()
      : nadia_(organisation_.operator_named()),
        roster_(roster::Book(organisation_.trust()), folder_.path() / "roster", [] {}) {
    roster_.hear(organisation_.news());
    net::co_spawn(io_, be_nadia(), net::detached);
  }
  ~HostThatStops() override { EXPECT_TRUE(done(host_.stop())); }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  // Whether it came to its end, within five seconds of the PC's.
  bool done(net::awaitable<void> story) {
    bool over = false;
    net::co_spawn(io_, std::move(story), [&over](std::exception_ptr) { over = true; });
    for (int i = 0; i < 5 && !over; ++i) {
      settle();
      timeline_.advance(1s);
    }
    settle();
    return over;
  }
  void offer(std::uint64_t session) {
    host_.on_offer({SessionId{session}, "ticket"});
    settle();
  }
  void greets() {
    greets_.notify();
    settle();
  }
  std::vector<v1::EndReason> ended(std::uint64_t session) const {
    std::vector<v1::EndReason> all;
    for (const auto& [id, news] : news_) {
      const auto* end = std::get_if<agent::Ended>(&news);
      if (end != nullptr && id == SessionId{session}) all.push_back(end->why);
    }
    return all;
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  const Organisation organisation_;
  const Holder nadia_;
  const Holder pc_ = organisation_.machine();
  const TempFolder folder_;
  MemoryPair pair_{io_.get_executor(), 64};
  wire::Signal greets_{io_.get_executor()};
  const std::shared_ptr<const agent::MachineState> machine_ =
      std::make_shared<const agent::MachineState>(
          agent::MachineState{pc_.key, pc_.chain, pc_.id, organisation_.founded()}
      );
  agent::KnownRoster roster_;
  agent::SessionLogs logs_{timeline_, machine_, folder_.path() / "log", [] {}};
  int dialled_ = 0;
  bool help_wanted_ = true;
  std::vector<std::pair<SessionId, agent::News>> news_;
  const std::shared_ptr<FakeDesktop> desktop_ = std::make_shared<FakeDesktop>(io_);
  agent::Host host_{
      io_.get_executor(),
      timeline_,
      machine_,
      roster_,
      logs_,
      agent::Restarts(timeline_, machine_, folder_.path()),
      agent::Session::Settings{},
      agent::Host::Callbacks{
          .dial_tunnel =
              [this] {
                ++dialled_;
                return std::make_unique<MemoryChannel>(pair_.ours());
              },
          .desktop = [this] { return desktop_; },
          .help_wanted = [this] { return help_wanted_; },
          .tell_relay =
              [this](SessionId id, agent::News news) { news_.emplace_back(id, std::move(news)); },
          .line_lost = [](Errc) {},
          .session_moved = [] {},
      }
  };

 private:
  // The relay's word that she has joined, her inner TLS, and her greeting when the test says so.
  net::awaitable<void> be_nadia() {
    const auto stream = pair_.theirs();
    Result<v1::JoinRequest> joined = co_await wire::read_message<v1::JoinRequest>(*stream);
    if (!joined) co_return;
    (void)co_await wire::write_message(*stream, v1::JoinReply{});  // the pair is in memory
    auto any = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint endpoint(seal::Role::Client, {nadia_.key, nadia_.chain}, any);
    tunnel::SealedTunnel tunnel(stream, std::move(endpoint));
    if (!co_await tunnel.handshake(timeline_)) co_return;
    co_await greets_.wait();
    v1::ConsoleSays says;
    says.mutable_greeting()->set_session_id(joined->session_id());
    says.mutable_greeting()->set_call_kind(v1::CALL_KIND_SETUP);
    says.mutable_greeting()->set_roster_generation(1);
    says.mutable_greeting()->set_roster_version(1);
    (void)co_await tunnel.write(seal::Channel::Control, says.SerializeAsString());
    while (co_await tunnel.read()) {
    }
    stream->finish();  // as a console does, once she has heard the goodbye
  }
};

TEST_F(HostThatStops, SaysGoodbyeToWhoIsThere) {
  offer(7);
  greets();
  ASSERT_NE(host_.session(), nullptr);
  EXPECT_TRUE(done(host_.send_home()));
  EXPECT_EQ(host_.session(), nullptr);
  EXPECT_FALSE(desktop_->expects);
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_MACHINE_LOST});
}

TEST_F(HostThatStops, LetsNobodyInWhoWasOnTheWay) {
  offer(7);
  ASSERT_EQ(host_.held(), SessionId{7});
  EXPECT_TRUE(done(host_.send_home()));
  greets();
  EXPECT_EQ(host_.session(), nullptr);
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_MACHINE_LOST});
}

TEST_F(HostThatStops, TakesNoOfferAnyMore) {
  EXPECT_TRUE(done(host_.send_home()));
  offer(7);
  greets();
  EXPECT_EQ(dialled_, 0);
  EXPECT_EQ(host_.session(), nullptr);
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_MACHINE_LOST});
}

TEST_F(HostThatStops, ExpectsAQuestionAsSoonAsSheIsProven) {
  offer(7);
  EXPECT_TRUE(desktop_->expects);
  EXPECT_TRUE(desktop_->windows.empty());
  EXPECT_EQ(host_.session(), nullptr) << "she has not greeted yet";
  EXPECT_TRUE(done(host_.send_home()));
  greets();
  EXPECT_FALSE(desktop_->expects) << "nor will she";
}

TEST_F(HostThatStops, LetsNobodyInWhileNoHelpIsWanted) {
  help_wanted_ = false;
  offer(7);
  greets();
  EXPECT_FALSE(desktop_->expects);
  EXPECT_EQ(dialled_, 0) << "not even a tunnel";
  EXPECT_EQ(host_.session(), nullptr);
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_FAREWELL});
  help_wanted_ = true;
  offer(8);
  greets();
  EXPECT_NE(host_.session(), nullptr);
  EXPECT_TRUE(done(host_.send_home()));
}

TEST_F(HostThatStops, EndsTheSessionWhenHelpIsWantedNoMore) {
  offer(7);
  greets();
  ASSERT_NE(host_.session(), nullptr);
  help_wanted_ = false;
  const std::filesystem::path way_back = folder_.path() / "way-back";
  std::ofstream(way_back) << "agreed to before";
  host_.on_farewell();
  EXPECT_FALSE(std::filesystem::exists(way_back)) << "it is no yes any more";
  EXPECT_TRUE(done(host_.send_home()));
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_FAREWELL});
}

TEST_F(HostThatStops, LetsNobodyInWhoWasOnTheWayWhenHelpIsWantedNoMore) {
  offer(7);
  ASSERT_EQ(host_.held(), SessionId{7});
  help_wanted_ = false;
  host_.on_farewell();
  greets();
  EXPECT_EQ(host_.session(), nullptr);
  EXPECT_EQ(ended(7), std::vector{v1::END_REASON_FAREWELL});
}

}  // namespace
}  // namespace maintendue::test
