// The next root comes while a console runs: from then on it reaches the relay by that one alone.
#include "office.h"
#include "roster/book_file.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class ConsoleUnderTheNextRoot : public Office {
 protected:
  // It was told of it on the line of before.
  void hears_of_it() {
    sign_in_and_connect();
    EXPECT_TRUE(relay_.book.take_in(next_.news()));
    v1::Event changed;
    changed.mutable_roster();
    relay_.tell(std::move(changed));
    drive_until(io_, [this] { return generation() == next_.book().edition().generation; });
  }
  // The relay of that organisation, where ours stood.
  std::unique_ptr<RelayStandIn> in_its_place(const Organisation& whose) {
    const std::uint16_t port = relay_.port();
    relay_.stop();
    drive_until(io_, [this] { return status().relay() == local::v1::RELAY_STATE_UNREACHABLE; });
    auto relay = std::make_unique<RelayStandIn>(io_, timeline_, whose);
    relay->start(port);
    for (int tries = 0; tries < 10 && !is_settled(); ++tries) {
      timeline_.advance(2s);
      (void)call("/maintendue.v1.Fleet/ListMachines", {});
    }
    return relay;
  }
  bool is_settled() {
    const local::v1::RelayState now = status().relay();
    return now == local::v1::RELAY_STATE_CONNECTED || now == local::v1::RELAY_STATE_REFUSED;
  }
  std::uint64_t generation() {
    return roster::open_book(folder_.path() / "home/roster", organisation_.trust())
        ->edition()
        .generation;
  }

  const Organisation next_ = organisation_.under_next_root(organisation_.founded() + 1h);
};

TEST_F(ConsoleUnderTheNextRoot, ReachesTheRelayThatHasItsCertificate) {
  hears_of_it();
  const auto relay = in_its_place(next_);
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_CONNECTED);
  EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 200u);
  drive(io_, console_->stop());
}

TEST_F(ConsoleUnderTheNextRoot, BelievesNoRelayOfTheOneBefore) {
  hears_of_it();
  const auto relay = in_its_place(organisation_);
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_REFUSED);
  drive(io_, console_->stop());
}

}  // namespace
}  // namespace maintendue::test
