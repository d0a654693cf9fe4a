#include "wire/pump.h"

#include <boost/asio/redirect_error.hpp>
#include <cassert>
#include <deque>
#include <mutex>

#include "wire/main_stream.h"

namespace maintendue::wire {
namespace {

constexpr std::size_t kMostWaiting = 4;
constexpr std::chrono::seconds kDrain{1};  // for the last frames of a side that ended

using Wake = net::steady_timer;  // on `main`: cancelled when there is news

// Both directions; direction i reads from leg i and writes to the other. Runs on gRPC's threads
// under one lock, which also covers the starting of reads and writes: after stop() nothing is
// started.
class Pump : public std::enable_shared_from_this<Pump> {
 public:
  Pump(MainStream& first, MainStream& second, std::weak_ptr<Wake> wake)
      : door_(first.door()), legs_{first.reactor(), second.reactor()}, wake_(std::move(wake)) {}

  void start();
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  std::optional<PumpSide> ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
  }
  bool drained() const {
    const std::lock_guard lock(mutex_);
    return drained_;
  }

  void read_came(int leg, std::optional<grpc::ByteBuffer> message);
  void write_came(int leg, bool taken);
  void over_came(int leg);

 private:
  struct Direction {
    std::deque<grpc::ByteBuffer> waiting;
    bool reading = false;
    bool writing = false;
    bool no_more = false;
  };

  void read_if_room(int leg);
  void write(int leg, grpc::ByteBuffer message);
  void close(int leg);
  void end(int leg);
  void note_drained();
  void tell_main();

  const std::shared_ptr<Door> door_;
  const std::shared_ptr<RpcReactor> legs_[2];
  const std::weak_ptr<Wake> wake_;
  mutable std::mutex mutex_;
  Direction directions_[2];
  bool over_[2] = {false, false};  // the leg may not be touched any more
  std::optional<PumpSide> ended_;
  bool drained_ = false;
  bool stopped_ = false;
};

// What one reactor tells the pump.
class Leg final : public ReactorSink {
 public:
  Leg(std::shared_ptr<Pump> pump, int leg) : pump_(std::move(pump)), leg_(leg) {}
  void on_read(std::optional<grpc::ByteBuffer> message) override {
    pump_->read_came(leg_, std::move(message));
  }
  void on_write(bool taken) override { pump_->write_came(leg_, taken); }
  void on_over(const std::optional<grpc::Status>&) override { pump_->over_came(leg_); }

 private:
  const std::shared_ptr<Pump> pump_;
  const int leg_;
};

void Pump::start() {
  for (const int leg : {0, 1}) {
    legs_[leg]->pump_into(std::make_shared<Leg>(shared_from_this(), leg));
  }
  const std::lock_guard lock(mutex_);
  for (const int leg : {0, 1}) read_if_room(leg);
}

void Pump::read_if_room(int leg) {
  Direction& direction = directions_[leg];
  if (direction.reading || direction.no_more || direction.waiting.size() >= kMostWaiting) return;
  direction.reading = true;
  legs_[leg]->start_read();
}

void Pump::write(int leg, grpc::ByteBuffer message) {
  directions_[1 - leg].writing = true;
  legs_[leg]->start_write(std::move(message));
}

void Pump::read_came(int leg, std::optional<grpc::ByteBuffer> message) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  Direction& direction = directions_[leg];
  direction.reading = false;
  if (!message) {
    direction.no_more = true;
    end(leg);
    return;
  }
  if (over_[1 - leg]) return;
  if (direction.writing) {
    direction.waiting.push_back(std::move(*message));
  } else {
    write(1 - leg, std::move(*message));
  }
  read_if_room(leg);
}

void Pump::write_came(int leg, bool taken) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  Direction& direction = directions_[1 - leg];
  direction.writing = false;
  if (!taken) close(leg);
  if (over_[leg]) return;
  if (!direction.waiting.empty()) {
    grpc::ByteBuffer next = std::move(direction.waiting.front());
    direction.waiting.pop_front();
    write(leg, std::move(next));
  }
  read_if_room(1 - leg);
  note_drained();
}

void Pump::over_came(int leg) {
  const std::lock_guard lock(mutex_);
  if (!stopped_) close(leg);
}

// Nothing goes to that leg and nothing is asked of it any more.
void Pump::close(int leg) {
  over_[leg] = true;
  directions_[leg].no_more = true;
  directions_[1 - leg].no_more = true;
  directions_[1 - leg].waiting.clear();
  end(leg);
}

// The first leg that ends is the one told; what it had said still goes to the other.
void Pump::end(int leg) {
  const PumpSide side = leg == 0 ? PumpSide::First : PumpSide::Second;
  if (!ended_) {
    ended_ = side;
    tell_main();
  } else if (*ended_ != side) {
    drained_ = true;  // nobody is left to drain to
    tell_main();
  }
  note_drained();
}

void Pump::note_drained() {
  if (!ended_ || drained_) return;
  const Direction& last = directions_[*ended_ == PumpSide::First ? 0 : 1];
  if (last.writing || !last.waiting.empty()) return;
  drained_ = true;
  tell_main();
}

void Pump::tell_main() {
  door_->post([wake = wake_] {
    if (const auto timer = wake.lock()) timer->cancel();
  });
}

struct StopAtExit {
  Pump& pump;
  ~StopAtExit() { pump.stop(); }
};

}  // namespace

net::awaitable<PumpEnd> pump_both(RpcStreamPtr first, RpcStreamPtr second) {
  auto* a = dynamic_cast<MainStream*>(first.get());
  auto* b = dynamic_cast<MainStream*>(second.get());
  assert(a != nullptr && b != nullptr && a->idle() && b->idle());
  if (!a->pumpable()) co_return PumpEnd{PumpSide::First, Errc::PeerGone};
  if (!b->pumpable()) co_return PumpEnd{PumpSide::Second, Errc::PeerGone};

  const auto wake = std::make_shared<Wake>(a->door()->main(), Wake::time_point::max());
  const auto pump = std::make_shared<Pump>(*a, *b, wake);
  const StopAtExit stop{*pump};
  pump->start();
  boost::system::error_code news;
  while (!pump->ended()) {
    co_await wake->async_wait(net::redirect_error(net::use_awaitable, news));
  }
  wake->expires_after(kDrain);
  for (news = net::error::operation_aborted; news && !pump->drained();) {
    co_await wake->async_wait(net::redirect_error(net::use_awaitable, news));
  }
  co_return PumpEnd{*pump->ended(), Errc::PeerGone};
}

}  // namespace maintendue::wire
