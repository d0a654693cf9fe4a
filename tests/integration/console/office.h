// Page, console and relay in one process, over real sockets: HTTP on one side, mutual TLS on the
// other.
#pragma once

#include "relay_stand_in.h"
#include "support/console_desk.h"
#include "support/session_page.h"
#include "support/verified.h"

namespace maintendue::test {

class Office : public EmptyDesk {
 protected:
  // Founded so long ago by this machine's clock, a day before the console's: gRPC's own checks read
  // that one.
  explicit Office(std::chrono::hours age = std::chrono::hours{25})
      : EmptyDesk(std::chrono::system_clock::now() - age) {
    relay_.start();
    relay_.record = verified(organisation_, nadia_, relay_.machine());
    const Address address{"localhost", relay_.port()};
    const console::Home home = console::open_home(folder_.path() / "home");
    open_console(console::dial_relay(io_.get_executor(), address, home.certificate, timeline_));
  }
  ~Office() override {
    drive(io_, console_->stop());
    console_.reset();
    relay_.stop();
  }

  void sign_in_and_connect() {
    EXPECT_EQ(sign_in().result_int(), 200u);
    EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 200u);
  }
  std::unique_ptr<SessionPage> page() {
    auto page = std::make_unique<SessionPage>(io_, port_, host_);
    page->hello(token());
    return page;
  }
  // A page that sees the screen of the only machine there is.
  std::unique_ptr<SessionPage> watching_page() {
    auto page = this->page();
    page->open(RelayStandIn::kMachine, v1::CALL_KIND_FOLLOW_UP_1);
    EXPECT_TRUE(page->until(ConsoleTells::SECURING));
    drive_until(io_, [this] { return !relay_.pc->asked().empty(); });
    relay_.pc->asks(v1::SCOPE_VIEW);
    relay_.pc->answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    relay_.pc->allows(v1::SCOPE_VIEW, std::chrono::minutes{60});
    EXPECT_TRUE(page->until(ConsoleTells::VIEWING));
    return page;
  }

  RelayStandIn relay_{io_, timeline_, organisation_};
};

}  // namespace maintendue::test
