#include "wire/main_stream.h"

#include <cassert>

#include "wire/byte_buffer.h"
#include "wire/status.h"

namespace maintendue::wire {
namespace {

struct Flag {
  explicit Flag(bool& flag) : flag(flag) { flag = true; }
  ~Flag() { flag = false; }
  bool& flag;
};

}  // namespace

// Posts what the reactor tells. Holds no strong pointer, so that no stream dies on gRPC's thread.
class MainSink final : public ReactorSink {
 public:
  MainSink(std::shared_ptr<Door> door, std::weak_ptr<MainStream> stream)
      : door_(std::move(door)), stream_(std::move(stream)) {}

  void on_read(std::optional<grpc::ByteBuffer> message) override {
    std::optional<Bytes> bytes;
    if (message) bytes = to_bytes(*message);
    tell([bytes = std::move(bytes)](MainStream& s) mutable { s.read_came(std::move(bytes)); });
  }

  void on_write(bool taken) override {
    tell([taken](MainStream& s) { s.write_came(taken); });
  }

  void on_over(const std::optional<grpc::Status>& status) override {
    tell([status](MainStream& s) { s.over_came(status); });
  }

 private:
  template <class What>
  void tell(What what) {
    door_->post([stream = stream_, what = std::move(what)]() mutable {
      if (const auto alive = stream.lock()) what(*alive);
    });
  }

  const std::shared_ptr<Door> door_;
  const std::weak_ptr<MainStream> stream_;
};

std::shared_ptr<MainStream> MainStream::over(
    std::shared_ptr<Door> door, std::shared_ptr<RpcReactor> reactor, Meaning meaning
) {
  auto stream = std::make_shared<MainStream>(door, reactor, std::move(meaning));
  reactor->tell(std::make_shared<MainSink>(std::move(door), stream));
  return stream;
}

MainStream::MainStream(
    std::shared_ptr<Door> door, std::shared_ptr<RpcReactor> reactor, Meaning meaning
)
    : door_(std::move(door)),
      reactor_(std::move(reactor)),
      meaning_(std::move(meaning)),
      read_changed_(door_->main()),
      write_changed_(door_->main()),
      over_changed_(door_->main()) {}

bool MainStream::closed() const {
  return finished_ || over_ || no_more_writes_ || (is_client() && no_more_reads_);
}

// A client waits for the final status too, because that is the reason it gives.
bool MainStream::readable_later() const {
  if (finished_) return false;
  return is_client() ? !ending_ : !no_more_reads_ && !over_;
}

// Why nothing more can be read or written.
Error MainStream::reason() const {
  if (finished_) return Error{Errc::Cancelled, {}};
  return ending_.value_or(Error{Errc::PeerGone, {}});
}

void MainStream::ask() {
  if (asked_ || no_more_reads_ || over_ || finished_) return;
  asked_ = true;
  reactor_->start_read();
}

net::awaitable<Result<Bytes>> MainStream::do_read(std::shared_ptr<MainStream> self) {
  MainStream& s = *self;
  assert(!s.reading_);
  const Flag flag(s.reading_);
  if (s.inbox_.empty()) s.ask();
  while (s.inbox_.empty() && s.readable_later()) co_await s.read_changed_.wait();
  if (s.finished_ || s.inbox_.empty()) co_return tl::unexpected(s.reason());
  Bytes message = std::move(s.inbox_.front());
  s.inbox_.pop_front();
  co_return message;
}

net::awaitable<Result<void>> MainStream::do_write(std::shared_ptr<MainStream> self, Bytes message) {
  MainStream& s = *self;
  assert(!s.writing_ && !s.half_closed_);
  if (message.size() > kLongestMessage) co_return fail(Errc::BadMessage, "message over 64 KiB");
  const Flag flag(s.writing_);
  while (s.sending_ && !s.finished_) co_await s.write_changed_.wait();  // of a cancelled write
  if (!s.closed()) {
    s.sending_ = true;
    s.reactor_->start_write(to_buffer(message));
    while (s.sending_ && !s.finished_) co_await s.write_changed_.wait();
    if (!s.finished_ && !s.no_more_writes_) co_return Result<void>{};
  }
  // A client waits for the reason its server gave.
  while (s.is_client() && !s.finished_ && !s.ending_) co_await s.write_changed_.wait();
  co_return tl::unexpected(s.reason());
}

net::awaitable<void> MainStream::wait_for(
    std::shared_ptr<MainStream> self, bool MainStream::* what
) {
  while (!((*self).*what)) co_await self->over_changed_.wait();
}

void MainStream::writes_done() {
  if (half_closed_) return;
  half_closed_ = true;
  if (!sending_ && !closed()) reactor_->half_close();
}

void MainStream::finish(std::optional<Errc> why) {
  if (finished_) return;
  finished_ = gone_ = true;
  grpc::Status status;
  if (why) {
    status = grpc::Status(static_cast<grpc::StatusCode>(grpc_code(*why)), std::string(name(*why)));
  }
  reactor_->end(status);
  wake_all();
}

void MainStream::answer(Bytes message) {
  if (finished_) return;
  finished_ = gone_ = true;
  reactor_->answer(to_buffer(message));
  wake_all();
}

void MainStream::cut() {
  if (!released_) reactor_->cancel();
}

void MainStream::read_came(std::optional<Bytes> message) {
  asked_ = false;
  if (message) {
    inbox_.push_back(std::move(*message));
    if (no_more_writes_) ask();  // to come to the reason; bounded by what the peer had sent
  } else {
    no_more_reads_ = true;
    reactor_->release();
  }
  read_changed_.notify();
}

void MainStream::write_came(bool taken) {
  sending_ = false;
  if (!taken) {
    no_more_writes_ = true;
    if (is_client()) ask();
  } else if (half_closed_ && !closed()) {
    reactor_->half_close();
  }
  write_changed_.notify();
}

void MainStream::over_came(const std::optional<grpc::Status>& status) {
  over_ = gone_ = true;
  if (status) {
    released_ = true;
    if (is_client()) ending_ = meaning_(*status);
  }
  wake_all();
}

void MainStream::wake_all() {
  read_changed_.notify();
  write_changed_.notify();
  over_changed_.notify();
}

}  // namespace maintendue::wire
