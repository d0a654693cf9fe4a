// A family's desktop where the test is the family: it holds the other end of every window and
// screen.
#pragma once

#include <boost/asio/local/connect_pair.hpp>
#include <deque>
#include <vector>

#include "agent/service/desktop/desktop.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "maintendue/local/v1/pc.pb.h"
#include "support/manual_timeline.h"
#include "wire/signal.h"

namespace maintendue::test {

namespace pc = maintendue::local::v1;

class FakeDesktop final : public agent::Desktop {
 public:
  explicit FakeDesktop(net::io_context& io)
      : io_(io),
        gone_(io.get_executor()),
        stop_(io.get_executor()),
        card_(io.get_executor()),
        journal_(io.get_executor()),
        farewell_(io.get_executor()),
        help_(io.get_executor()),
        spoken_(io.get_executor()),
        opening_(io.get_executor()) {}

  bool display_present() const override { return display; }
  std::string language() const override { return speaks; }
  uid_t account() const override { return 1000; }
  net::awaitable<bool> open_page(std::string url) override {
    pages.push_back(std::move(url));
    co_return has_browser;
  }
  net::awaitable<bool> restart() override {
    ++restarts;
    co_return true;
  }
  net::awaitable<Result<std::unique_ptr<agent::LocalLine>>> open_dialog() override {
    if (breaks) throw std::runtime_error("the test wanted it");
    while (slow) co_await opening_.wait();
    if (!opens) co_return fail(Errc::PeerGone);
    agent::LocalSocket ours(io_), theirs(io_);
    net::local::connect_pair(ours, theirs);
    windows.push_back(std::make_unique<agent::LocalLine>(std::move(theirs)));
    co_return std::make_unique<agent::LocalLine>(std::move(ours));
  }
  void expect_dialog(bool soon) override { expects = soon; }
  net::awaitable<Result<std::unique_ptr<agent::LocalLine>>> open_expected_dialog() override {
    expects = false;
    co_return co_await open_dialog();
  }
  net::awaitable<Result<agent::ScreenLines>> open_screen() override {
    if (!opens) co_return fail(Errc::PeerGone);
    agent::LocalSocket rfb(io_), rfb_end(io_), orders(io_), orders_end(io_);
    net::local::connect_pair(rfb, rfb_end);
    net::local::connect_pair(orders, orders_end);
    screen_rfb = std::make_unique<agent::LocalSocket>(std::move(rfb_end));
    screen_orders = std::make_unique<agent::LocalLine>(std::move(orders_end));
    co_return agent::ScreenLines{
        std::move(rfb), std::make_unique<agent::LocalLine>(std::move(orders))
    };
  }
  void show(const agent::DesktopState& state) override { states.push_back(state); }
  net::awaitable<void> gone() override {
    while (!left) co_await gone_.wait();
  }
  bool displaced() const override { return displaced_; }
  net::awaitable<void> stop_pressed() override { return stop_.wait(); }
  net::awaitable<void> card_wished() override { return card_.wait(); }
  net::awaitable<void> journal_wished() override { return journal_.wait(); }
  net::awaitable<v1::Farewell> farewell_wished() override {
    co_await farewell_.wait();
    co_return farewell;
  }
  net::awaitable<void> help_wished() override { return help_.wait(); }
  // A tray that agrees to whatever it is told.
  void speak(const std::string& language) override {
    speaks = language;
    spoken_.notify();
  }
  net::awaitable<void> language_changed() override { return spoken_.wait(); }

  void leave() {
    left = true;
    gone_.notify();
  }
  // Somebody else comes to the monitor.
  void displace() {
    displaced_ = true;
    leave();
  }
  void press_stop() { stop_.notify(); }
  void go_on() {
    slow = false;
    opening_.notify();
  }
  void choose_card() { card_.notify(); }
  void choose_journal() { journal_.notify(); }
  void choose_farewell(v1::Farewell which) {
    farewell = which;
    farewell_.notify();
  }
  void wish_for_help() { help_.notify(); }

  v1::Farewell farewell = v1::FAREWELL_UNSPECIFIED;  // that was chosen last
  bool display = true;
  std::string speaks = "fr";
  bool opens = true;
  bool has_browser = true;
  std::vector<std::string> pages;  // that were opened, or could not be
  bool breaks = false;
  bool slow = false;  // it opens no window before go_on()
  bool left = false;
  int restarts = 0;
  bool expects = false;  // windows, soon
  bool displaced_ = false;
  std::deque<std::unique_ptr<agent::LocalLine>> windows;  // in the order they were opened
  std::unique_ptr<agent::LocalSocket> screen_rfb;
  std::unique_ptr<agent::LocalLine> screen_orders;
  std::vector<agent::DesktopState> states;

 private:
  net::io_context& io_;
  wire::Signal gone_;
  wire::Signal stop_;
  wire::Signal card_;
  wire::Signal journal_;
  wire::Signal farewell_;
  wire::Signal help_;
  wire::Signal spoken_;
  wire::Signal opening_;
};

}  // namespace maintendue::test
