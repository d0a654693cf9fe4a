#include "relay/session/ticket.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kNow{1h};

TEST(RelayTicket, IsGoodOnce) {
  Ticket ticket = Ticket::issue(kNow);
  EXPECT_EQ(ticket.secret().size(), 16u);
  EXPECT_TRUE(ticket.redeem(ticket.secret(), kNow));
  EXPECT_EQ(ticket.redeem(ticket.secret(), kNow).error().code, Errc::NotAllowed);
}

TEST(RelayTicket, IsGoodForThirtySeconds) {
  Ticket ticket = Ticket::issue(kNow);
  EXPECT_EQ(ticket.redeem(ticket.secret(), kNow + 30s).error().code, Errc::TimedOut);
  EXPECT_TRUE(ticket.redeem(ticket.secret(), kNow + 30s - 1ns));
}

TEST(RelayTicket, RefusesEveryOtherSecret) {
  Ticket ticket = Ticket::issue(kNow);
  const Bytes right = ticket.secret();
  for (std::size_t i = 0; i < right.size(); ++i) {
    Bytes wrong = right;
    wrong[i] = static_cast<char>(wrong[i] ^ 1);
    EXPECT_EQ(ticket.redeem(wrong, kNow).error().code, Errc::NotAllowed) << "byte " << i;
    EXPECT_EQ(ticket.redeem(right.substr(0, i), kNow).error().code, Errc::NotAllowed);
  }
  EXPECT_EQ(ticket.redeem(right + '\0', kNow).error().code, Errc::NotAllowed);
  EXPECT_TRUE(ticket.redeem(right, kNow));
}

TEST(RelayTicket, IsNeverTheSame) {
  EXPECT_NE(Ticket::issue(kNow).secret(), Ticket::issue(kNow).secret());
}

}  // namespace
}  // namespace maintendue::relay
