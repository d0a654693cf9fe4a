// A PC's link, and the relay's end of it: what the test makes of every line that is dialled.
#pragma once

#include <gtest/gtest.h>

#include "agent/service/link/link.h"
#include "maintendue/v1/agent_link.pb.h"
#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "wire/task_group.h"

namespace maintendue::test {

using agent::Link;

class LinkStage : public ::testing::Test {
 protected:
  class Line final : public wire::RpcChannel {
   public:
    explicit Line(LinkStage& stage) : stage_(stage) { ++stage_.dialled_; }
    net::awaitable<Result<void>> connect(std::chrono::milliseconds limit) override {
      if (stage_.connects_) co_return *stage_.connects_;
      auto never = stage_.timeline_.sleep_for(limit);
      co_await std::move(never);
      co_return fail(Errc::TimedOut);
    }
    net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
      co_return fail(Errc::Internal);
    }
    wire::RpcStreamPtr stream(std::string method) override {
      EXPECT_EQ(method, "/maintendue.v1.AgentLink/Attach");
      stage_.pair_ = std::make_unique<MemoryPair>(stage_.io_.get_executor(), 256);
      if (stage_.fails_at_) stage_.pair_->ours()->fail_at(*stage_.fails_at_);
      return stage_.pair_->ours();
    }

   private:
    LinkStage& stage_;
  };

  ~LinkStage() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    settle();
  }

  void start() {
    tasks_.spawn(link_.run());
    settle();
  }
  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  void advance(std::chrono::milliseconds time) {
    timeline_.advance(time);
    settle();
  }
  void relay_says(v1::RelaySays says) {
    net::co_spawn(io_, pair_->theirs()->write(says.SerializeAsString()), net::detached);
    settle();
  }
  void welcome() {
    v1::RelaySays says;
    says.mutable_welcome();
    relay_says(std::move(says));
  }
  void welcome_with(const Bytes& step) {
    v1::RelaySays says;
    says.mutable_welcome()->set_next_step(step);
    relay_says(std::move(says));
  }
  void drop() {
    pair_->theirs()->finish();
    settle();
  }
  v1::AgentSays heard() {
    v1::AgentSays says;
    auto read = [this, &says]() -> net::awaitable<void> {
      Result<Bytes> message = co_await pair_->theirs()->read();
      if (message) says.ParseFromString(*message);
    };
    net::co_spawn(io_, read(), net::detached);
    settle();
    return says;
  }
  void tell(std::uint64_t session) {
    link_.tell(SessionId{session}, agent::Allowed{lease::Scope::View});
    settle();
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  std::optional<Result<void>> connects_ = Result<void>{};  // empty: the network swallows it
  std::optional<int> fails_at_;
  int dialled_ = 0;
  bool desktop_ = false;
  bool connected_ = false;
  bool urgent_ = false;
  SessionId held_;
  std::vector<agent::SessionOffer> offers_;
  Organisation organisation_;
  roster::Book book_ = organisation_.book(3);
  std::vector<v1::RosterNews> rosters_;
  std::optional<Bytes> log_;  // that waits to be given
  std::vector<SessionId> kept_;
  std::optional<v1::HelpRequest> help_;  // that is to be said
  v1::FarewellSaid farewell_;
  std::optional<v1::FarewellSaid> farewell_to_say_;
  std::vector<v1::HelpNews> help_news_;
  agent::Shown shown_;
  bool disk_takes_it_ = true;
  std::unique_ptr<MemoryPair> pair_;
  Link link_{
      io_.get_executor(), timeline_, [this] { return std::make_unique<Line>(*this); },
      Link::Callbacks{
          .offered = [this](agent::SessionOffer offer) { offers_.push_back(std::move(offer)); },
          .connected = [this](bool connected) { connected_ = connected; },
          .desktop_present = [this] { return desktop_; },
          .book = [this]() -> const roster::Book& { return book_; },
          .roster_told = [this](v1::RosterNews news) { rosters_.push_back(std::move(news)); },
          .log_to_give = [this] { return std::exchange(log_, std::nullopt); },
          .log_kept = [this](SessionId session) { kept_.push_back(session); },
          .help_to_say = [this] { return std::exchange(help_, std::nullopt); },
          .help_told = [this](v1::HelpNews news) { help_news_.push_back(std::move(news)); },
          .farewell = [this] { return farewell_; },
          .farewell_to_say = [this] { return std::exchange(farewell_to_say_, std::nullopt); },
          .held_session = [this] { return held_; },
          .shown = [this] { return shown_; },
          .keep_step =
              [this](const Bytes& step) {
                if (disk_takes_it_) shown_.step = step;
                return disk_takes_it_;
              },
          .urgent = [this] { return urgent_; },
      }
  };
  wire::TaskGroup tasks_{io_.get_executor()};
};

}  // namespace maintendue::test
