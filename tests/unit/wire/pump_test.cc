#include "wire/pump.h"

#include "line.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::wire {
namespace {

const char* const kTunnel = "/maintendue.v1.Tunnel/Join";

// The relay's part: the first stream that comes waits for the second, and then they are joined.
class Pumping : public Line {
 public:
  Pumping() : changed_(io_.get_executor()) {
    server().on_stream(kTunnel, [this](Caller, RpcStreamPtr stream) {
      return join(std::move(stream));
    });
    start();
    ChannelOptions options = to_server();
    options.bounded_buffers = true;
    for (const int side : {0, 1}) channels_[side] = open(options);
    rejoin();
  }
  void rejoin() {
    waiting_.reset();
    joined_ = false;
    end_.reset();
    a_ = channels_[0]->stream(kTunnel);
    until([this] { return waiting_ != nullptr; });
    b_ = channels_[1]->stream(kTunnel);
    until([this] { return joined_; });
  }
  void TearDown() override {
    a_.reset();
    b_.reset();
    for (auto& channel : channels_) channel.reset();
    Line::TearDown();
  }

  net::awaitable<Result<void>> join(RpcStreamPtr stream) {
    if (!waiting_) {
      waiting_ = std::move(stream);
      while (!end_) co_await changed_.wait();
      co_return fail(Errc::ConsentExpired);
    }
    joined_ = true;
    auto pumping = pump_both(waiting_, stream);
    auto stopping = stop_asked();
    const auto first = co_await (std::move(pumping) || std::move(stopping));
    end_ = first.index() == 0 ? std::get<0>(first) : PumpEnd{PumpSide::First, Errc::Cancelled};
    changed_.notify();
    co_return fail(Errc::ConsentExpired);
  }
  net::awaitable<void> stop_asked() {
    while (!stop_) co_await changed_.wait();
  }

  // Numbered frames of uneven length, so that loss, order and mixing all show.
  static Bytes frame(int number) {
    const auto letter = static_cast<char>('a' + number % 26);
    return std::to_string(number) + ":" +
           Bytes(static_cast<std::size_t>(number * 37 % 20000), letter);
  }
  static net::awaitable<int> send(RpcStreamPtr to, int count) {
    for (int i = 0; i < count; ++i) {
      Result<void> said = co_await to->write(frame(i));
      if (!said) co_return i;
    }
    co_return count;
  }
  // Frames that came whole and in order.
  static net::awaitable<int> receive(RpcStreamPtr from, int count) {
    for (int i = 0; i < count; ++i) {
      Result<Bytes> message = co_await from->read();
      if (!message || *message != frame(i)) co_return i;
    }
    co_return count;
  }
  static net::awaitable<Errc> read_to_the_end(RpcStreamPtr from) {
    for (;;) {
      Result<Bytes> message = co_await from->read();
      if (!message) co_return message.error().code;
    }
  }

  std::unique_ptr<RpcChannel> channels_[2];
  RpcStreamPtr a_, b_;
  RpcStreamPtr waiting_;
  Signal changed_;
  bool joined_ = false, stop_ = false;
  std::optional<PumpEnd> end_;
};

TEST_F(Pumping, MovesEveryFrameBothWaysUnchanged) {
  constexpr int kFrames = 2000;
  auto down = begin(send(a_, kFrames));
  auto up = begin(send(b_, kFrames));
  auto at_b = begin(receive(b_, kFrames));
  auto at_a = begin(receive(a_, kFrames));
  EXPECT_EQ(at_b.get(), kFrames);
  EXPECT_EQ(at_a.get(), kFrames);
  EXPECT_EQ(down.get(), kFrames);
  EXPECT_EQ(up.get(), kFrames);
}

TEST_F(Pumping, EndsWhenTheFirstSideHalfClosesAfterItsLastFrames) {
  auto at_b = begin(receive(b_, 20));
  EXPECT_EQ(run(send(a_, 20)), 20);
  a_->writes_done();
  EXPECT_EQ(at_b.get(), 20) << "what it had said still arrives";
  EXPECT_EQ(run(read_to_the_end(b_)), Errc::ConsentExpired);
  EXPECT_EQ(run(read_to_the_end(a_)), Errc::ConsentExpired);
  EXPECT_EQ(end_->side, PumpSide::First);
  EXPECT_EQ(end_->why, Errc::PeerGone);
}

TEST_F(Pumping, EndsWhenTheSecondSideLeaves) {
  b_->finish();
  EXPECT_EQ(run(read_to_the_end(a_)), Errc::ConsentExpired);
  EXPECT_EQ(end_->side, PumpSide::Second);
}

TEST_F(Pumping, EndsWhenAConnectionIsCut) {
  auto reading = begin(read_to_the_end(a_));
  channels_[1].reset();
  EXPECT_EQ(reading.get(), Errc::ConsentExpired);
  EXPECT_EQ(end_->side, PumpSide::Second);
}

TEST_F(Pumping, EndsWhenCancelled) {
  auto at_a = begin(read_to_the_end(a_));
  auto at_b = begin(read_to_the_end(b_));
  stop_ = true;
  changed_.notify();
  EXPECT_EQ(at_a.get(), Errc::ConsentExpired);
  EXPECT_EQ(at_b.get(), Errc::ConsentExpired);
}

TEST_F(Pumping, EndsWhenItsServerStopsInFullFlow) {
  auto sending = begin(send(a_, 1'000'000));
  auto receiving = begin(read_to_the_end(b_));
  auto answering = begin(send(b_, 1'000'000));
  auto hearing = begin(receive(a_, 50));
  EXPECT_EQ(hearing.get(), 50);
  stop(1ms);
  const Errc why = receiving.get();  // the handler's word when it came to say it
  EXPECT_TRUE(why == Errc::RelayUnreachable || why == Errc::ConsentExpired);
  EXPECT_LT(sending.get(), 1'000'000);
  EXPECT_LT(answering.get(), 1'000'000);
}

// The window in front of a reader that does not read: all that gRPC, the relay and the kernel hold.
TEST_F(Pumping, HoldsAtMost512KiBForAStalledReader) {
  const Bytes screen(16 * 1024, 's');
  std::size_t taken = 0;
  SystemTimeline timeline(io_.get_executor());
  for (;;) {
    // The line is stuck when a frame is not taken within many round trips of the same line.
    auto writing = begin(a_->write(screen));
    for (int trip = 0; trip < 200 && !writing.done(); ++trip) {
      EXPECT_FALSE(code(run(channels_[0]->connect(20s))));
      EXPECT_FALSE(code(run(channels_[1]->connect(20s))));
    }
    if (!writing.done()) break;
    ASSERT_FALSE(code(writing.get()));
    taken += screen.size();
    ASSERT_LE(taken, 512u * 1024);
  }
  RecordProperty("bytes_held", static_cast<int>(taken));
  std::cout << "held for a stalled reader: " << taken / 1024 << " KiB\n";
  EXPECT_GE(taken, 64u * 1024);
}

// Each side leaves after every small number of frames, while both talk.
TEST_F(Pumping, SurvivesALeaveAtAnyFrame) {
  for (int frames = 0; frames < 12; ++frames) {
    for (const bool first_leaves : {true, false}) {
      auto sending = begin(send(a_, 40));
      auto answering = begin(send(b_, 40));
      EXPECT_EQ(run(receive(first_leaves ? a_ : b_, frames)), frames);
      (first_leaves ? a_ : b_)->finish();
      const RpcStreamPtr& other = first_leaves ? b_ : a_;
      EXPECT_EQ(run(read_to_the_end(other)), Errc::ConsentExpired);
      EXPECT_LE(sending.get(), 40);
      EXPECT_LE(answering.get(), 40);
      EXPECT_EQ(end_->side == PumpSide::First, first_leaves);
      rejoin();
    }
  }
}

}  // namespace
}  // namespace maintendue::wire
