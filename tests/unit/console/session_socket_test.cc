// The session's WebSocket as its writer feels it, over a real socket.
#include "support/console_desk.h"
#include "wire/signal.h"

namespace maintendue::test {
namespace {

constexpr std::size_t kFrame = 16 * 1024;

// A server whose session is held by the test itself.
class ConsoleSessionSocket : public ::testing::Test {
 protected:
  ConsoleSessionSocket() {
    put_file(folder_.path() / "index.html", "<!doctype html>");
    site_ = std::make_unique<console::Site>(console::Site::load(folder_.path()));
    premises_ = std::make_unique<console::Premises>(console::Premises{
        timeline_, *site_, tokens_, bridge_,
        [this](console::BrowserPtr browser, std::string) { return hold(std::move(browser)); }
    });
    server_ = std::make_unique<console::Server>(io_.get_executor(), 0, *premises_);
    server_->start();
    const std::string& host = server_->authority();
    const auto port = static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1)));
    const Fields fields{{"Origin", "http://" + host}};
    page_ = std::make_unique<WebSocketClient>(io_, port, host, fields, 16 * 1024);
    local::v1::BrowserSays says;
    says.mutable_hello()->set_token(*tokens_.redeem(tokens_.new_address_token()));
    page_->send(Bytes(1, '\0') + says.SerializeAsString());
    drive_until(io_, [this] { return browser_ != nullptr; });
  }
  ~ConsoleSessionSocket() override {
    page_->leave();
    drive(io_, server_->stop());
    drive_until(io_, [this] { return !pouring_; });
  }

  // Shows frame after frame, each once the one before was taken.
  void begin_to_pour() {
    pouring_ = true;
    net::co_spawn(io_, pour(browser_), [this](std::exception_ptr) { pouring_ = false; });
  }
  // Until nothing is left to do but wait.
  void exhaust() {
    std::size_t done = 0;
    do {
      if (io_.stopped()) io_.restart();
      done = io_.poll();
    } while (done > 0);
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  std::unique_ptr<WebSocketClient> page_;
  console::BrowserPtr browser_;
  std::size_t taken_ = 0;

 private:
  net::awaitable<void> hold(console::BrowserPtr browser) {
    browser_ = browser;
    Result<console::Wish> wish = co_await browser->read();
    while (wish) wish = co_await browser->read();
    co_await browser->close();
  }
  net::awaitable<void> pour(console::BrowserPtr browser) {
    for (;;) {
      Result<void> shown = co_await browser->show_rfb(Bytes(kFrame, 'p'));
      if (!shown) co_return;
      taken_ += kFrame;
    }
  }

  TempFolder folder_;
  std::unique_ptr<console::Site> site_;
  console::Tokens tokens_;
  console::Bridge bridge_{[] { return console::RelayClientPtr(); }};
  std::unique_ptr<console::Premises> premises_;
  std::unique_ptr<console::Server> server_;
  bool pouring_ = false;
};

// Without the small send buffer the kernel takes megabytes before a writer feels the page.
TEST_F(ConsoleSessionSocket, APageThatStallsIsFeltAfterLittle) {
  begin_to_pour();
  exhaust();
  EXPECT_GT(taken_, 0u);
  EXPECT_LE(taken_, 256u * 1024);
}

TEST_F(ConsoleSessionSocket, APageThatReadsAgainGetsAll) {
  begin_to_pour();
  exhaust();
  const std::size_t stalled_at = taken_;
  std::size_t read = 0;
  while (read < stalled_at + 64 * kFrame) {
    const std::optional<Bytes> message = page_->receive();
    ASSERT_TRUE(message);
    ASSERT_EQ(message->size(), kFrame + 1);
    read += kFrame;
  }
  EXPECT_GE(taken_, stalled_at + 63 * kFrame);
}

TEST_F(ConsoleSessionSocket, MessagesOfSeveralWritersKeepTheirOrder) {
  std::vector<int> done;
  for (int i = 0; i < 5; ++i) {
    console::SessionState state;
    state.session = SessionId{static_cast<std::uint64_t>(i)};
    net::co_spawn(io_, browser_->show(state), [&done, i](std::exception_ptr, Result<void> shown) {
      EXPECT_TRUE(shown);
      done.push_back(i);
    });
  }
  for (std::uint64_t i = 0; i < 5; ++i) {
    local::v1::ConsoleTells tells;
    ASSERT_TRUE(tells.ParseFromString(page_->receive()->substr(1)));
    EXPECT_EQ(tells.session_id(), i);
  }
  exhaust();
  EXPECT_THAT(done, ::testing::ElementsAre(0, 1, 2, 3, 4));
}

}  // namespace
}  // namespace maintendue::test
