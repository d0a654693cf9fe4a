// A line through somebody who stands before the shipped relay: whatever message passes either way,
// of whatever call, is his to change.
#pragma once

#include "hostile_relay/malice.h"
#include "wire/rpc_channel.h"

namespace maintendue::test {

// Who meddles: the dice, all that he ever saw, and the streams that he can cut.
class Meddler {
 public:
  Meddler(Dice& dice, double malice) : dice_(dice), malice_(malice) {}

  std::unique_ptr<wire::RpcChannel> between(std::unique_ptr<wire::RpcChannel> line) {
    return std::make_unique<Line>(*this, std::move(line));
  }

  // Ends every stream of these methods ("/Attach") in one moment, for both sides, as a line that is
  // cut.
  void cut(std::string_view method) {
    for (const auto& weak : streams_) {
      const auto stream = weak.lock();
      if (stream && stream->method.ends_with(method)) stream->cut();
    }
    std::erase_if(streams_, [](const auto& weak) { return weak.expired(); });
  }

  const Malice::Loot& loot() const { return loot_; }
  // Messages that came out of his hands other than they went in, or not at all.
  std::size_t changed() const { return changed_; }

 private:
  std::vector<Bytes> pass(Malice& malice, Bytes message) {
    const Bytes before = message;
    std::vector<Bytes> out = malice.pass(std::move(message));
    if (out.size() != 1 || out.front() != before) ++changed_;
    return out;
  }

  class Stream final : public wire::RpcStream {
   public:
    Stream(Meddler& meddler, std::string method, wire::RpcStreamPtr inner)
        : method(std::move(method)), meddler_(meddler), inner_(std::move(inner)) {}

    net::awaitable<Result<Bytes>> read() override {
      while (arrived_.empty()) {
        Result<Bytes> message = co_await inner_->read();
        if (cut_) co_return fail(Errc::RelayUnreachable, "cut");
        if (!message) co_return message;
        for (Bytes& out : meddler_.pass(towards_us_, std::move(*message))) {
          arrived_.push_back(std::move(out));
        }
      }
      Bytes first = std::move(arrived_.front());
      arrived_.pop_front();
      co_return first;
    }
    net::awaitable<Result<void>> write(Bytes message) override {
      for (Bytes& out : meddler_.pass(towards_relay_, std::move(message))) {
        if (cut_) co_return fail(Errc::RelayUnreachable, "cut");
        Result<void> sent = co_await inner_->write(std::move(out));
        if (!sent) co_return sent;
      }
      co_return Result<void>{};
    }
    void writes_done() override { inner_->writes_done(); }
    net::awaitable<void> gone() override { return inner_->gone(); }
    void finish(std::optional<Errc> why) override { inner_->finish(why); }

    void cut() {
      cut_ = true;
      inner_->finish();
    }

    const std::string method;

   private:
    Meddler& meddler_;
    const wire::RpcStreamPtr inner_;
    Malice towards_us_{meddler_.dice_, meddler_.loot_, meddler_.malice_};
    Malice towards_relay_{meddler_.dice_, meddler_.loot_, meddler_.malice_};
    std::deque<Bytes> arrived_;
    bool cut_ = false;
  };

  class Line final : public wire::RpcChannel {
   public:
    Line(Meddler& meddler, std::unique_ptr<wire::RpcChannel> inner)
        : meddler_(meddler), inner_(std::move(inner)) {}

    net::awaitable<Result<void>> connect(std::chrono::milliseconds limit) override {
      return inner_->connect(limit);
    }
    net::awaitable<Result<Bytes>> call(
        std::string method, Bytes request, std::chrono::milliseconds limit
    ) override {
      // A request that is dropped, or one of two: there is no call without one.
      Malice malice(meddler_.dice_, meddler_.loot_, meddler_.malice_);
      const std::vector<Bytes> asked = meddler_.pass(malice, std::move(request));
      if (asked.empty()) co_return fail(Errc::TimedOut, "dropped");
      Result<Bytes> answer = co_await inner_->call(std::move(method), asked.front(), limit);
      if (!answer) co_return answer;
      const std::vector<Bytes> told = meddler_.pass(malice, std::move(*answer));
      if (told.empty()) co_return fail(Errc::TimedOut, "dropped");
      co_return told.front();
    }
    wire::RpcStreamPtr stream(std::string method) override {
      auto stream = std::make_shared<Stream>(meddler_, method, inner_->stream(method));
      meddler_.streams_.push_back(stream);
      return stream;
    }

   private:
    Meddler& meddler_;
    const std::unique_ptr<wire::RpcChannel> inner_;
  };

  Dice& dice_;
  const double malice_;
  Malice::Loot loot_;
  std::vector<std::weak_ptr<Stream>> streams_;
  std::size_t changed_ = 0;
};

}  // namespace maintendue::test
