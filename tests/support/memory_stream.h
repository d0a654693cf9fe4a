// Two ends of a stream in memory, with the contract of wire/rpc_stream.h and without a network.
#pragma once

#include <cassert>
#include <deque>

#include "wire/rpc_stream.h"
#include "wire/signal.h"

namespace maintendue::test {

// One end. Holds at most `capacity` messages that its owner has not read yet; a writer waits for
// room.
class MemoryStream final : public wire::RpcStream {
 public:
  MemoryStream(net::any_io_executor main, std::size_t capacity)
      : capacity_(capacity), changed_(std::move(main)) {}

  net::awaitable<Result<Bytes>> read() override {
    assert(!reading_);
    if (fails_now()) co_return fail(*failure_, "the test wanted it");
    const Flag flag(reading_);
    while (!finished_ && inbox_.empty() && !inbox_closed_) co_await changed_.wait();
    if (finished_) co_return fail(Errc::Cancelled);
    if (inbox_.empty()) co_return fail(ending_.value_or(Errc::PeerGone));
    Bytes message = std::move(inbox_.front());
    inbox_.pop_front();
    if (const auto peer = peer_.lock()) peer->changed_.notify();
    co_return message;
  }

  net::awaitable<Result<void>> write(Bytes message) override {
    assert(!writing_ && !writes_done_);
    if (fails_now()) co_return fail(*failure_, "the test wanted it");
    const Flag flag(writing_);
    for (;;) {
      const auto peer = peer_.lock();
      if (finished_) co_return fail(Errc::Cancelled);
      if (over_ || peer == nullptr) co_return fail(ending_.value_or(Errc::PeerGone));
      if (peer->inbox_.size() < peer->capacity_) {
        peer->inbox_.push_back(std::move(message));
        peer->changed_.notify();
        co_return Result<void>{};
      }
      co_await changed_.wait();
    }
  }

  void writes_done() override {
    writes_done_ = true;
    if (const auto peer = peer_.lock()) peer->close_inbox();
  }

  void finish(std::optional<Errc> why = std::nullopt) override {
    if (finished_) return;
    finished_ = true;
    why_ = why;
    changed_.notify();
    if (const auto peer = peer_.lock()) peer->end(why);
  }

  net::awaitable<void> gone() override {
    while (!over_ && !finished_) co_await changed_.wait();
  }

  // What the test may ask and order.
  bool finished() const { return finished_; }
  std::optional<Errc> finished_with() const { return why_; }
  bool reading() const { return reading_; }
  bool writes_were_done() const { return writes_done_; }
  std::size_t unread() const { return inbox_.size(); }
  // Operation number `n` of this end (reads and writes counted together from 0) fails with `why`.
  void fail_at(int n, Errc why = Errc::RelayUnreachable) {
    fail_at_ = n;
    failure_ = why;
  }
  int operations() const { return operations_; }

 private:
  friend class MemoryPair;
  struct Flag {
    explicit Flag(bool& flag) : flag(flag) { flag = true; }
    ~Flag() { flag = false; }
    bool& flag;
  };

  bool fails_now() { return operations_++ == fail_at_; }
  void close_inbox() {
    inbox_closed_ = true;
    changed_.notify();
  }
  void end(std::optional<Errc> why) {
    over_ = true;
    if (!ending_) ending_ = why;
    close_inbox();
  }

  const std::size_t capacity_;
  std::weak_ptr<MemoryStream> peer_;
  std::deque<Bytes> inbox_;
  bool inbox_closed_ = false;  // the peer says nothing more
  bool over_ = false;          // the peer ended the stream
  bool finished_ = false;      // this end did
  bool writes_done_ = false, reading_ = false, writing_ = false;
  std::optional<Errc> ending_, why_;
  int operations_ = 0, fail_at_ = -1;
  std::optional<Errc> failure_;
  wire::Signal changed_;
};

// Both ends: `ours` goes to the code under test, the test holds `theirs`.
class MemoryPair {
 public:
  explicit MemoryPair(net::any_io_executor main, std::size_t capacity = 4)
      : ours_(std::make_shared<MemoryStream>(main, capacity)),
        theirs_(std::make_shared<MemoryStream>(main, capacity)) {
    ours_->peer_ = theirs_;
    theirs_->peer_ = ours_;
  }

  const std::shared_ptr<MemoryStream>& ours() const { return ours_; }
  const std::shared_ptr<MemoryStream>& theirs() const { return theirs_; }

 private:
  std::shared_ptr<MemoryStream> ours_, theirs_;
};

}  // namespace maintendue::test
