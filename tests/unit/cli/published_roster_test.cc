// What an operator's command makes of the roster that the relay shows.
#include "console/roster/authority.h"
#include "counter.h"
#include "support/organisation.h"

namespace maintendue::cli {
namespace {

using test::kNow;

class PublishedRoster : public test::DeskAtTheRelay {
 protected:
  PublishedRoster() {
    EXPECT_EQ(run(here(add("Nadia", "mediator")), kNow), 0) << terminal_->complained();
  }
  // The edition that would come next, as another administrator made it.
  roster::Book made_elsewhere() {
    const auto home = at("ORG/operators/camille");
    const auto authority = console::Authority::open(home, trust(), "camille a neuf vies");
    return authority->sign(counter_->book(), console::SetPhone{"04 00 00 00 00"}, kNow)->book;
  }
};

TEST_F(PublishedRoster, OfAnotherOrganisationIsToldWhoeverAsks) {
  counter_->book() = test::Organisation().book(9);
  const auto before = snapshot(at("ORG"));
  for (const auto& command :
       {by("camille", {"roster", "renew"}), by("camille", {"roster", "publish"}),
        by("nadia", {"household", "list"})}) {
    EXPECT_EQ(run(command, kNow), 1);
    EXPECT_NE(terminal_->complained().find("is not the one of La Maison"), std::string::npos)
        << terminal_->complained();
    EXPECT_EQ(snapshot(at("ORG")), before);
  }
}

TEST_F(PublishedRoster, AnOlderOneIsNoReasonToStop) {
  ASSERT_EQ(run(add("Omar", "support"), kNow), 0) << "without the relay";
  EXPECT_EQ(run(by("camille", {"roster", "renew"}), kNow), 0) << terminal_->complained();
  EXPECT_EQ(counter_->book().edition().version, 4u);
}

TEST_F(PublishedRoster, OfTwoOfOneEditionThePublishedOneStaysAndIsSeenFirst) {
  ASSERT_EQ(run(add("Omar", "support"), kNow), 0) << "without the relay";
  counter_->book() = made_elsewhere();
  ASSERT_EQ(counter_->book().edition(), book_in("ORG/operators/camille").edition());
  EXPECT_EQ(run(by("camille", {"roster", "renew"}), kNow), 1);
  EXPECT_NE(terminal_->complained().find("look at it"), std::string::npos);
  EXPECT_EQ(book_in("ORG/operators/camille").roster(), counter_->book().roster());
  EXPECT_EQ(run(by("camille", {"roster", "renew"}), kNow), 0) << terminal_->complained();
}

TEST_F(PublishedRoster, IsKeptByAMediatorsCommandToo) {
  counter_->book() = made_elsewhere();
  EXPECT_EQ(run(by("nadia", {"household", "list"}), kNow), 1) << "no families at this counter";
  EXPECT_EQ(book_in("ORG/operators/nadia").edition(), counter_->book().edition());
}

}  // namespace
}  // namespace maintendue::cli
