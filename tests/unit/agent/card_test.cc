// The PC's card, from its key to its window.
#include "agent/service/verification/card.h"

#include <gtest/gtest.h>

#include "fake_desktop.h"
#include "machine_record/machine_record.h"
#include "support/organisation.h"
#include "support/temp_folder.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

class CardOfAPc : public ::testing::Test {
 protected:
  CardOfAPc() {
    tasks_.spawn(agent::serve(
        agent::card_offer(card_, roster_, timeline_), [this] { return here_; }, moved_
    ));
  }
  ~CardOfAPc() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    timeline_.settle();
  }

  void sits_down(const std::shared_ptr<FakeDesktop>& desktop) {
    here_ = desktop;
    moved_.notify();
    timeline_.settle();
  }
  void chooses(FakeDesktop& desktop) {
    desktop.choose_card();
    timeline_.settle();
  }
  std::optional<pc::Card> shown(FakeDesktop& desktop, std::size_t window) {
    std::optional<pc::ServiceToDialog> says;
    hear_ = [&]() -> net::awaitable<void> {
      auto heard = co_await agent::read_message<pc::ServiceToDialog>(*desktop.windows.at(window));
      if (heard) says = std::move(*heard);
    };
    net::co_spawn(io_, hear_(), net::detached);
    timeline_.settle();
    if (!says || !says->has_card()) return std::nullopt;
    return says->card();
  }
  void closes(FakeDesktop& desktop, std::size_t window) {
    desktop.windows.at(window)->close();
    timeline_.settle();
  }

  const Organisation organisation_;
  const Holder holder_ = organisation_.machine();
  const agent::MachineState machine_{holder_.key, holder_.chain, holder_.id, {}};
  const agent::Card card_ = agent::card_of(machine_, organisation_.trust());
  net::io_context io_;
  ManualTimeline timeline_{io_};
  const TempFolder folder_;
  agent::KnownRoster roster_{organisation_.book(), folder_.path() / "roster", [] {}};
  wire::Signal moved_{io_.get_executor()};
  wire::TaskGroup tasks_{io_.get_executor()};
  agent::DesktopPtr here_;
  const std::shared_ptr<FakeDesktop> desktop_ = std::make_shared<FakeDesktop>(io_);
  std::function<net::awaitable<void>()> hear_;
};

TEST_F(CardOfAPc, IsReadAsThisPcWithItsVeryKey) {
  const agent::Card card = agent::card_of(machine_, organisation_.trust());
  const auto read = machine_record::read_card(card.text, organisation_.trust());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->machine, MachineId{holder_.id});
  EXPECT_EQ(read->key_hash, identity::sha256(holder_.key.public_key()));
  EXPECT_EQ(card.text.size(), 78u);
}

TEST_F(CardOfAPc, StandsInOneWindowUntilThatIsClosed) {
  sits_down(desktop_);
  EXPECT_TRUE(desktop_->windows.empty());
  chooses(*desktop_);
  ASSERT_EQ(desktop_->windows.size(), 1u);
  const auto card = shown(*desktop_, 0);
  ASSERT_TRUE(card);
  EXPECT_EQ(card->text(), card_.text);
  EXPECT_EQ(card->machine_id(), holder_.id);
  EXPECT_EQ(card->organisation(), "La Maison Numérique");
  EXPECT_EQ(card->language(), "fr");
  pc::DialogToService there;
  there.mutable_shown();
  ASSERT_TRUE(agent::post_message(*desktop_->windows.at(0), there));
  timeline_.settle();
  chooses(*desktop_);
  EXPECT_EQ(desktop_->windows.size(), 1u) << "it stands there already";
  closes(*desktop_, 0);
  chooses(*desktop_);
  EXPECT_EQ(desktop_->windows.size(), 2u);
}

TEST_F(CardOfAPc, IsForWhoeverSitsThereNow) {
  sits_down(desktop_);
  const auto next = std::make_shared<FakeDesktop>(io_);
  sits_down(next);
  chooses(*desktop_);
  EXPECT_TRUE(desktop_->windows.empty()) << "nobody of theirs sits there any more";
  chooses(*next);
  EXPECT_TRUE(shown(*next, 0));
}

TEST_F(CardOfAPc, IsOfferedAgainThoughAWindowDidNotComeUp) {
  sits_down(desktop_);
  desktop_->opens = false;
  chooses(*desktop_);
  desktop_->opens = true;
  chooses(*desktop_);
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(CardOfAPc, AWindowThatStaysBehindKeepsNobodyFromTheirs) {
  sits_down(desktop_);
  chooses(*desktop_);
  ASSERT_EQ(desktop_->windows.size(), 1u);
  desktop_->leave();  // and its window is never closed
  const auto next = std::make_shared<FakeDesktop>(io_);
  sits_down(next);
  chooses(*next);
  EXPECT_EQ(next->windows.size(), 1u);
}

}  // namespace
}  // namespace maintendue::test
