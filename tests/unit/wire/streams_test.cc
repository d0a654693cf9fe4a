#include "line.h"
#include "wire/timeline.h"

namespace maintendue::wire {
namespace {

const char* const kStream = "/maintendue.v1.Tunnel/Join";

// What one handler saw; the handlers below are members, so that they outlive their lambdas.
class Streams : public Line {
 public:
  void serve(net::awaitable<Result<void>> (Streams::*story)(RpcStreamPtr)) {
    server().on_stream(kStream, [this, story](Caller, RpcStreamPtr stream) {
      return (this->*story)(std::move(stream));
    });
    start();
    ChannelOptions options = to_server();
    options.bounded_buffers = true;
    channel_ = open(options);
    client_ = channel_->stream(kStream);
  }
  void TearDown() override {
    client_.reset();
    channel_.reset();
    Line::TearDown();
  }

  net::awaitable<Result<void>> echo(RpcStreamPtr stream) {
    for (;;) {
      Result<Bytes> message = co_await stream->read();
      if (!message) co_return ended(message.error().code);
      Result<void> said = co_await stream->write(std::move(*message));
      if (!said) co_return ended(said.error().code);
    }
  }
  net::awaitable<Result<void>> count_to_100(RpcStreamPtr stream) {
    const Result<Bytes> request = co_await stream->read();
    if (!request) co_return ended(request.error().code);
    for (int i = 1; i <= 100; ++i) {
      Result<void> said = co_await stream->write(std::to_string(i));
      if (!said) co_return ended(said.error().code);
    }
    ended_ = Errc::PeerGone;
    co_return Result<void>{};
  }
  net::awaitable<Result<void>> refuse(RpcStreamPtr) { co_return fail(Errc::MachineOff, "detail"); }
  net::awaitable<Result<void>> read_one_and_leave(RpcStreamPtr stream) {
    (void)co_await stream->read();  // whatever it says
    co_return fail(Errc::ConsentExpired);
  }
  net::awaitable<Result<void>> wait_until_gone(RpcStreamPtr stream) {
    const Result<Bytes> request = co_await stream->read();
    const Result<Bytes> half_close = co_await stream->read();
    half_closed_ = !half_close && request;
    co_await stream->gone();
    co_return ended(Errc::PeerGone);
  }
  net::awaitable<Result<void>> write_forever(RpcStreamPtr stream) {
    const Bytes frame(16 * 1024, 'f');
    for (;;) {
      Result<void> said = co_await stream->write(frame);
      if (!said) co_return ended(said.error().code);
      ++written_;
    }
  }
  net::awaitable<Result<void>> time_out_then_read(RpcStreamPtr stream) {
    SystemTimeline timeline(io_.get_executor());
    const Result<Bytes> silence = co_await within(timeline, 1ms, stream->read());
    first_ = silence ? std::nullopt : std::optional(silence.error().code);
    co_return ended(Errc::TimedOut);
  }

  Result<void> ended(Errc why) {
    ended_ = why;
    return fail(why);
  }

  net::awaitable<Result<Bytes>> say_and_hear(Bytes message) {
    Result<void> said = co_await client_->write(std::move(message));
    if (!said) co_return tl::unexpected(said.error());
    co_return co_await client_->read();
  }
  // Writes until the stream is over.
  net::awaitable<Errc> write_until_over() {
    for (;;) {
      Result<void> said = co_await client_->write(Bytes(1000, 'w'));
      if (!said) co_return said.error().code;
    }
  }

  std::unique_ptr<RpcChannel> channel_;
  RpcStreamPtr client_;
  std::optional<Errc> ended_, first_;
  bool half_closed_ = false;
  int written_ = 0;
};

TEST_F(Streams, CarryMessagesBothWaysInOrder) {
  serve(&Streams::echo);
  for (const Bytes& message : {Bytes("un"), Bytes(), Bytes(64 * 1024, 'x'), Bytes("trois\0", 6)}) {
    EXPECT_EQ(run(say_and_hear(message)), Result<Bytes>(message));
  }
}

TEST_F(Streams, RefuseAMessageOver64KiB) {
  serve(&Streams::echo);
  EXPECT_EQ(code(run(client_->write(Bytes(64 * 1024 + 1, 'x')))), Errc::BadMessage);
  EXPECT_EQ(run(say_and_hear("still fine")), Result<Bytes>("still fine"));
}

TEST_F(Streams, OfOneRequestBringManyAnswersAndAGoodEnd) {
  serve(&Streams::count_to_100);
  EXPECT_FALSE(code(run(client_->write("go"))));
  client_->writes_done();
  client_->writes_done();
  for (int i = 1; i <= 100; ++i) EXPECT_EQ(run(client_->read()), Result<Bytes>(std::to_string(i)));
  EXPECT_EQ(code(run(client_->read())), Errc::PeerGone);
  EXPECT_EQ(code(run(client_->read())), Errc::PeerGone) << "and it stays so";
}

TEST_F(Streams, EndWithTheHandlersCode) {
  serve(&Streams::refuse);
  const Result<Bytes> answer = run(client_->read());
  EXPECT_EQ(code(answer), Errc::MachineOff);
  EXPECT_EQ(answer.error().detail, "machine_off");
}

TEST_F(Streams, TellAWriterWhyTheHandlerEnded) {
  serve(&Streams::read_one_and_leave);
  EXPECT_EQ(run(write_until_over()), Errc::ConsentExpired);
  EXPECT_EQ(code(run(client_->read())), Errc::ConsentExpired);
}

TEST_F(Streams, TellBothAReaderAndAWriterWhyItEnded) {
  serve(&Streams::read_one_and_leave);
  auto reading = begin(client_->read());
  EXPECT_EQ(run(write_until_over()), Errc::ConsentExpired);
  EXPECT_EQ(code(reading.get()), Errc::ConsentExpired);
}

TEST_F(Streams, HalfClosedAreNotGoneUntilTheCallerLeaves) {
  serve(&Streams::wait_until_gone);
  EXPECT_FALSE(code(run(client_->write("watch"))));
  client_->writes_done();
  until([&] { return half_closed_; });
  EXPECT_FALSE(ended_);
  client_->finish();
  until([&] { return ended_.has_value(); });
}

TEST_F(Streams, AreGoneWhenTheChannelIsDestroyed) {
  serve(&Streams::wait_until_gone);
  EXPECT_FALSE(code(run(client_->write("watch"))));
  client_->writes_done();
  until([&] { return half_closed_; });
  auto reading = begin(client_->read());
  channel_.reset();
  EXPECT_EQ(code(reading.get()), Errc::Cancelled);
  until([&] { return ended_.has_value(); });
}

TEST_F(Streams, AreCancelledWhenTheCallerForgetsThem) {
  serve(&Streams::echo);
  EXPECT_TRUE(run(say_and_hear("hello")));
  client_.reset();
  until([&] { return ended_ == Errc::PeerGone; });
}

TEST_F(Streams, GiveAHandlerItsReadBackWhenTheClientFinishes) {
  serve(&Streams::echo);
  EXPECT_TRUE(run(say_and_hear("hello")));
  auto reading = begin(client_->read());
  client_->finish();
  client_->finish();
  EXPECT_EQ(code(reading.get()), Errc::Cancelled);
  EXPECT_EQ(code(run(client_->write("too late"))), Errc::Cancelled);
  until([&] { return ended_ == Errc::PeerGone; });
}

TEST_F(Streams, GiveAWriterBackPressureAndItsEnd) {
  serve(&Streams::write_forever);
  ASSERT_TRUE(run(client_->read()));
  int before = -1;
  // The writer is stuck once the count stands still over a round trip of another stream.
  while (before != written_) {
    before = written_;
    EXPECT_FALSE(code(run(channel_->connect(20s))));
  }
  EXPECT_LT(written_, 64) << "1 MiB to a reader that does not read";
  client_->finish();
  until([&] { return ended_ == Errc::PeerGone; });
}

TEST_F(Streams, OfAHandlerThatTimedOutEndWell) {
  serve(&Streams::time_out_then_read);
  EXPECT_EQ(code(run(client_->read())), Errc::TimedOut);
  EXPECT_EQ(first_, Errc::TimedOut);
}

TEST_F(Streams, SurviveACancelledReadAndStillGiveTheMessage) {
  serve(&Streams::echo);
  SystemTimeline timeline(io_.get_executor());
  EXPECT_EQ(code(run(within(timeline, 1ms, client_->read()))), Errc::TimedOut);
  EXPECT_EQ(run(say_and_hear("kept")), Result<Bytes>("kept"));
}

TEST_F(Streams, AreCutByAServerThatStops) {
  serve(&Streams::echo);
  EXPECT_TRUE(run(say_and_hear("hello")));
  auto reading = begin(client_->read());
  stop(1ms);
  EXPECT_EQ(code(reading.get()), Errc::RelayUnreachable);
}

// The client leaves after every number of steps, by each of its ways to leave.
TEST_F(Streams, MayBeLeftAtAnyStep) {
  serve(&Streams::echo);
  enum class Way { Finish, Forget, HalfClose, DestroyChannel };
  for (const Way way : {Way::Finish, Way::Forget, Way::HalfClose, Way::DestroyChannel}) {
    for (int steps = 0; steps < 8; ++steps) {
      channel_ = open();
      client_ = channel_->stream(kStream);
      ended_.reset();
      auto waiting = begin(client_->read());
      for (int step = 0; step < steps; ++step)
        (void)run(client_->write("x"));  // the echo may differ
      if (way == Way::Finish) client_->finish();
      if (way == Way::HalfClose) client_->writes_done();
      if (way == Way::DestroyChannel) channel_.reset();
      if (way == Way::Forget) client_.reset();
      const Result<Bytes> last = waiting.get();
      const Errc end = way == Way::HalfClose ? Errc::PeerGone : Errc::Cancelled;
      if (steps == 0) {
        EXPECT_EQ(code(last), end);
      }
      // A call that was cancelled before it left this machine never reached a handler.
      if (steps > 0 || way == Way::HalfClose) until([&] { return ended_.has_value(); });
      client_.reset();
    }
  }
}

}  // namespace
}  // namespace maintendue::wire
