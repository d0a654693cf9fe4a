// A page of the session, as far as the session's story can tell: it wishes, it is shown things.
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

#include "console/session/browser.h"
#include "wire/signal.h"

namespace maintendue::test {

class FakeBrowser final : public console::Browser {
 public:
  explicit FakeBrowser(net::any_io_executor main) : changed_(std::move(main)) {}

  net::awaitable<Result<console::Wish>> read() override {
    while (wishes_.empty() && !closed_ && !leaving_) co_await changed_.wait();
    if (wishes_.empty()) co_return fail(leaving_.value_or(Errc::PeerGone));
    console::Wish wish = std::move(wishes_.front());
    wishes_.pop_front();
    co_return wish;
  }
  net::awaitable<Result<void>> show(console::SessionState state) override {
    while (stalled_ && !closed_) co_await changed_.wait();
    if (leaving_ || closed_) co_return fail(Errc::PeerGone);
    shown.push_back(std::move(state));
    co_return Result<void>{};
  }
  net::awaitable<Result<void>> show_rfb(Bytes bytes) override {
    while (stalled_ && !closed_) co_await changed_.wait();
    if (leaving_ || closed_) co_return fail(Errc::PeerGone);
    screen += bytes;
    co_return Result<void>{};
  }
  net::awaitable<void> close() override {
    closed_ = true;
    changed_.notify();
    co_return;
  }

  void wish(console::Wish wish) {
    wishes_.push_back(std::move(wish));
    changed_.notify();
  }
  void leave(Errc why = Errc::PeerGone) {
    leaving_ = why;
    changed_.notify();
  }
  void stall(bool stalled) {
    stalled_ = stalled;
    changed_.notify();
  }
  bool closed() const { return closed_; }
  // How many times the page was told the end.
  long endings() const {
    return std::ranges::count_if(shown, [](const console::SessionState& state) {
      return state.phase() == console::Phase::Ended;
    });
  }
  // Every phase once, in the order in which it came.
  std::vector<console::Phase> phases() const {
    std::vector<console::Phase> phases;
    for (const auto& state : shown) {
      if (phases.empty() || phases.back() != state.phase()) phases.push_back(state.phase());
    }
    return phases;
  }

  std::vector<console::SessionState> shown;
  Bytes screen;

 private:
  std::deque<console::Wish> wishes_;
  std::optional<Errc> leaving_;
  bool stalled_ = false;
  bool closed_ = false;
  wire::Signal changed_;
};

}  // namespace maintendue::test
