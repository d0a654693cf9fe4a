#include "line.h"
#include "wire/signal.h"

namespace maintendue::wire {
namespace {

const char* const kEcho = "/maintendue.v1.Fleet/Echo";

net::awaitable<Result<Bytes>> echo(Caller, Bytes request) { co_return request; }

// A handler that waits until the test lets it go.
struct Held {
  explicit Held(net::io_context& io) : reached(io.get_executor()), go(io.get_executor()) {}
  net::awaitable<Result<Bytes>> handle(Caller, Bytes) {
    inside = true;
    reached.notify();
    while (!let_go) co_await go.wait();
    co_return Bytes("late");
  }
  RpcServer::UnaryHandler handler() {
    return [this](Caller c, Bytes b) { return handle(std::move(c), std::move(b)); };
  }
  void release() {
    let_go = true;
    go.notify();
  }
  bool inside = false, let_go = false;
  Signal reached, go;
};

class Calls : public Line {
 protected:
  Result<Bytes> call(std::string method, Bytes request, std::chrono::milliseconds limit = 20s) {
    if (!channel_) channel_ = open();
    return run(channel_->call(std::move(method), std::move(request), limit));
  }
  void TearDown() override {
    channel_.reset();
    Line::TearDown();
  }
  std::unique_ptr<RpcChannel> channel_;
  Held held_{io_};
};

TEST_F(Calls, ComeBackWithTheAnswer) {
  server().on_call(kEcho, echo);
  start();
  EXPECT_EQ(call(kEcho, "bonjour"), Result<Bytes>("bonjour"));
  EXPECT_EQ(call(kEcho, ""), Result<Bytes>(""));
  const Bytes large(200 * 1024, 'x');
  EXPECT_EQ(call(kEcho, large), Result<Bytes>(large));
}

TEST_F(Calls, MayBringALargeAnswerAndNotALargeRequest) {
  const auto large = [](Caller, Bytes) -> net::awaitable<Result<Bytes>> {
    co_return Bytes(3 * 1024 * 1024, 'y');
  };
  server().on_call("/x/Large", large);
  server().on_call(kEcho, echo);
  start();
  const Result<Bytes> answer = call("/x/Large", "");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->size(), 3u * 1024 * 1024);
  EXPECT_EQ(code(call(kEcho, Bytes(300 * 1024, 'x'))), Errc::Overloaded);
}

TEST_F(Calls, FailByName) {
  const auto refuse = [](Caller, Bytes request) -> net::awaitable<Result<Bytes>> {
    co_return fail(errc_named(request), "our detail");
  };
  server().on_call("/x/Fail", refuse);
  start();
  for (const char* word :
       {"machine_off", "consent_denied", "not_allowed", "wrong_passphrase", "cancelled", "internal",
        "relay_unreachable", "not_trusted"}) {
    EXPECT_EQ(code(call("/x/Fail", word)), errc_named(word)) << word;
  }
  const Result<Bytes> refused = call("/x/Fail", "machine_off");
  EXPECT_EQ(refused.error().detail, "machine_off") << "our detail must not travel";
}

TEST_F(Calls, ToAnUnknownMethodAreRefused) {
  start();
  EXPECT_EQ(code(call("/x/Nothing", "")), Errc::BadMessage);
}

TEST_F(Calls, PassTheGatekeeperFirst) {
  int reached = 0;
  const auto count = [&reached](Caller, Bytes) -> net::awaitable<Result<Bytes>> {
    ++reached;
    co_return Bytes();
  };
  server().on_call("/x/Count", count);
  start([](const Caller& caller) -> Result<void> {
    if (caller.method == "/x/Count") return fail(Errc::NotAllowed);
    return {};
  });
  EXPECT_EQ(code(call("/x/Count", "")), Errc::NotAllowed);
  EXPECT_EQ(reached, 0);
}

TEST_F(Calls, TellWhoCalls) {
  std::optional<Caller> seen;
  const auto look = [&seen](Caller caller, Bytes) -> net::awaitable<Result<Bytes>> {
    seen = std::move(caller);
    co_return Bytes();
  };
  server().on_call("/x/Who", look);
  start();
  const Holder machine = organisation().machine();
  ChannelOptions options = to_server();
  options.identity = identity_of(machine);
  channel_ = open(options);
  ASSERT_TRUE(call("/x/Who", ""));
  EXPECT_EQ(seen->method, "/x/Who");
  EXPECT_EQ(seen->address, "127.0.0.1");
  EXPECT_EQ(seen->certificate + organisation().intermediate().certificate.to_pem(), machine.chain);
  EXPECT_EQ(seen->chain, machine.chain) << "leaf first, then the intermediate";
  const auto now = std::chrono::system_clock::now();
  EXPECT_TRUE(organisation().trust().check_client(seen->chain, now));
}

TEST_F(Calls, EndWhenTheHandlerThrows) {
  const auto broken = [](Caller, Bytes) -> net::awaitable<Result<Bytes>> {
    throw std::runtime_error("our own bug");
    co_return Bytes();
  };
  server().on_call("/x/Throw", broken);
  server().on_call(kEcho, echo);
  start();
  EXPECT_EQ(code(call("/x/Throw", "")), Errc::Internal);
  EXPECT_TRUE(call(kEcho, "the server lives")) << "a handler's bug ends that call only";
}

TEST_F(Calls, EndAtTheirLimit) {
  server().on_call("/x/Held", held_.handler());
  start();
  EXPECT_EQ(code(call("/x/Held", "", 50ms)), Errc::TimedOut);
  held_.release();
}

TEST_F(Calls, EndWithTheirChannel) {
  server().on_call("/x/Held", held_.handler());
  start();
  channel_ = open();
  auto waiting = begin(channel_->call("/x/Held", "", 60s));
  until([&] { return held_.inside; });
  channel_.reset();
  EXPECT_EQ(code(waiting.get()), Errc::Cancelled);
  held_.release();
}

TEST_F(Calls, UnderWayAreAnsweredWhileTheServerStopsGracefully) {
  server().on_call("/x/Held", held_.handler());
  start();
  channel_ = open();
  auto waiting = begin(channel_->call("/x/Held", "", 60s));
  until([&] { return held_.inside; });
  auto stopping = begin(server().stop(60s));
  held_.release();
  EXPECT_EQ(waiting.get(), Result<Bytes>("late"));
  stopping.get();
  server_.reset();
}

TEST_F(Calls, AreCutWhenTheGraceIsOver) {
  server().on_call("/x/Held", held_.handler());
  start();
  channel_ = open();
  auto waiting = begin(channel_->call("/x/Held", "", 60s));
  until([&] { return held_.inside; });
  stop(1ms);
  EXPECT_EQ(code(waiting.get()), Errc::RelayUnreachable);
}

TEST_F(Calls, ThatComeWhileItStopsAreTurnedAwayAndLeaveNothing) {
  for (int round = 0; round < 20; ++round) {
    server().on_call(kEcho, echo);
    start();
    EXPECT_TRUE(call(kEcho, "warm"));
    std::vector<std::unique_ptr<Running<Result<Bytes>>>> calls;
    for (int i = 0; i < 20; ++i) {
      calls.push_back(
          std::make_unique<Running<Result<Bytes>>>(io_, channel_->call(kEcho, "late", 20s))
      );
    }
    io_.poll();  // they are on their way
    stop();
    for (auto& one : calls) {
      const Result<Bytes> answer = one->get();
      EXPECT_TRUE(answer ? *answer == "late" : answer.error().code == Errc::RelayUnreachable);
    }
    channel_.reset();
  }
}

}  // namespace
}  // namespace maintendue::wire
