// One key, one PC or two: every order in which lines can be cut, and every copy of a disk.
#include "relay/records/holder.h"

#include <gtest/gtest.h>

#include <deque>

namespace maintendue::relay {
namespace {

const WallTime kNow = from_unix_ms(1'764'000'000'000);

Bytes part(char c) { return Bytes(kPartBytes, c); }

// How far an exchange gets before the power, or the line, is cut.
enum class Cut { BeforeHello, BeforeWelcome, BeforeTheStepIsKept, BeforeTheRelayHearsIt, Never };
constexpr Cut kCuts[] = {
    Cut::BeforeHello, Cut::BeforeWelcome, Cut::BeforeTheStepIsKept, Cut::BeforeTheRelayHearsIt,
    Cut::Never
};

// What is on a PC's disk.
struct Pc {
  Bytes step;
  Parts parts{part('b'), part('d'), part('n')};
  Arrival arrival() const { return {step, parts, "salon"}; }
};

// What is on the relay's, and the words of cut lines that may still come.
struct Relay {
  Holders holders;
  int given = 0;
  std::deque<Arrival> late_hellos;
  std::deque<std::pair<Placed, Arrival>> late_keeps;

  Bytes fresh() {
    Bytes step(kStepBytes, '\0');
    step[0] = static_cast<char>(++given & 0xff);
    step[1] = static_cast<char>(given >> 8);
    return step;
  }

  Result<int> exchange(Pc& pc, Cut cut = Cut::Never) {
    const Arrival arrival = pc.arrival();
    if (cut == Cut::BeforeHello) {
      late_hellos.push_back(arrival);
      return fail(Errc::PeerGone);
    }
    const Result<Placed> placed = holders.place(arrival, fresh(), kNow);
    if (!placed) return tl::unexpected(placed.error());
    if (cut == Cut::BeforeWelcome || cut == Cut::BeforeTheStepIsKept) return fail(Errc::PeerGone);
    pc.step = placed->next;
    if (cut == Cut::BeforeTheRelayHearsIt) {
      late_keeps.emplace_back(*placed, arrival);
      return fail(Errc::PeerGone);
    }
    return holders.keep(*placed, arrival, kNow);
  }

  // What a cut line carried comes in after all. Nobody answers on it any more.
  void hear_what_is_late() {
    for (const Arrival& arrival : std::exchange(late_hellos, {})) {
      (void)holders.place(arrival, fresh(), kNow);
    }
    for (const auto& [placed, arrival] : std::exchange(late_keeps, {})) {
      (void)holders.keep(placed, arrival, kNow);
    }
  }
};

// Calls `story` with every sequence of `length` numbers below `choices`.
template <class Story>
void every_sequence(int length, int choices, Story story) {
  std::vector<int> sequence(static_cast<std::size_t>(length), 0);
  for (;;) {
    story(sequence);
    auto digit = sequence.begin();
    while (digit != sequence.end() && ++*digit == choices) *digit++ = 0;
    if (digit == sequence.end()) return;
  }
}

TEST(Holders, AnHonestPcIsOneHoweverOftenAndWhereverItIsCut) {
  int told = 0;
  every_sequence(5, 10, [&](const std::vector<int>& sequence) {
    Relay relay;
    Pc pc;
    for (const int choice : sequence) {
      (void)relay.exchange(pc, kCuts[choice % 5]);
      if (choice >= 5) relay.hear_what_is_late();
    }
    relay.hear_what_is_late();
    const Result<int> whole = relay.exchange(pc);
    ASSERT_TRUE(whole && *whole == 1) << ::testing::PrintToString(sequence);
    ASSERT_FALSE(relay.holders.quarantined()) << ::testing::PrintToString(sequence);
    ASSERT_EQ(relay.holders.all().size(), 1u);
    ++told;
  });
  EXPECT_EQ(told, 100'000);
}

TEST(Holders, ADiskThatTakesNothingMakesNobodyAStranger) {
  Relay relay;
  Pc pc;
  for (int i = 0; i < 20; ++i) {
    const auto placed = relay.holders.place(pc.arrival(), relay.fresh(), kNow);
    ASSERT_TRUE(placed);
    EXPECT_EQ(relay.holders.keep_not(*placed, pc.arrival(), kNow).value(), 1);
  }
  EXPECT_EQ(relay.exchange(pc).value(), 1);
  EXPECT_FALSE(relay.holders.quarantined());
}

// The parts tell nothing (both are of one make, or none is readable): the step alone has to.
TEST(Holders, TwoWithOneKeyAreFoundOutWhateverTheOrderAndTheCuts) {
  every_sequence(2, 5, [&](const std::vector<int>& before) {
    every_sequence(4, 10, [&](const std::vector<int>& after) {
      Relay relay;
      Pc original{{}, {}};
      for (const int cut : before) (void)relay.exchange(original, kCuts[cut]);
      (void)relay.exchange(original);
      Pc copy = original;
      for (const int choice : after) {
        (void)relay.exchange(choice >= 5 ? copy : original, kCuts[choice % 5]);
      }
      for (int i = 0; i < 2; ++i) {
        (void)relay.exchange(original);
        (void)relay.exchange(copy);
      }
      ASSERT_TRUE(relay.holders.quarantined())
          << ::testing::PrintToString(before) << ::testing::PrintToString(after);
    });
  });
}

TEST(Holders, ACopyInAnotherPcIsFoundOutAtOnce) {
  Relay relay;
  Pc original;
  ASSERT_TRUE(relay.exchange(original));
  Pc copy{original.step, {part('B'), part('D'), part('N')}};
  EXPECT_EQ(relay.exchange(copy).value(), 2);
  EXPECT_TRUE(relay.holders.quarantined());
  EXPECT_EQ(relay.exchange(original).value(), 1);
  EXPECT_EQ(relay.exchange(copy).value(), 2);
  EXPECT_EQ(relay.holders.accepted()->number, 1);
}

TEST(Holders, OneNewPartIsARepairAndTwoAreAnotherPc) {
  Relay relay;
  Pc pc;
  ASSERT_TRUE(relay.exchange(pc));
  pc.parts.disk = part('E');
  EXPECT_EQ(relay.exchange(pc).value(), 1);
  pc.parts.network = part('F');  // a month later; against what it was last
  EXPECT_EQ(relay.exchange(pc).value(), 1);
  EXPECT_FALSE(relay.holders.quarantined());
  pc.parts.board = part('G');
  pc.parts.disk = part('H');
  EXPECT_EQ(relay.exchange(pc).value(), 2);
  EXPECT_TRUE(relay.holders.quarantined());
}

TEST(Holders, APartThatIsNotToldSaysNothingEitherWay) {
  EXPECT_FALSE(are_of_two_pcs({part('b'), part('d'), {}}, {part('B'), {}, part('n')}));
  EXPECT_TRUE(are_of_two_pcs({{}, part('d'), part('n')}, {{}, part('D'), part('N')}));
  Relay relay;
  Pc pc;
  ASSERT_TRUE(relay.exchange(pc));
  pc.parts = {};
  ASSERT_TRUE(relay.exchange(pc));
  EXPECT_EQ(relay.holders.accepted()->parts.disk, part('d')) << "what was known is not forgotten";
}

// Whoever took the disk and attached first is no less found out: the family's own PC shows it.
TEST(Holders, AThiefWhoComesFirstIsFoundOutWhenTheFamilyComes) {
  Relay relay;
  Pc family{{}, {}};
  ASSERT_TRUE(relay.exchange(family));
  Pc thief = family;
  EXPECT_EQ(relay.exchange(thief).value(), 1);
  EXPECT_EQ(relay.exchange(family).value(), 2);
  EXPECT_TRUE(relay.holders.quarantined());
}

TEST(Holders, WordsOfALineThatDoesNotAnswerAccuseNobody) {
  Relay relay;
  Pc pc;
  ASSERT_TRUE(relay.exchange(pc));
  const Arrival old = pc.arrival();
  ASSERT_TRUE(relay.exchange(pc));
  EXPECT_EQ(relay.holders.place(old, relay.fresh(), kNow)->holder, 0);
  EXPECT_FALSE(relay.holders.quarantined());
  EXPECT_EQ(relay.exchange(pc).value(), 1);
}

class RepairedHolders : public ::testing::Test {
 protected:
  RepairedHolders() {
    EXPECT_TRUE(relay_.exchange(original_));
    copy_.step = original_.step;
    EXPECT_TRUE(relay_.exchange(copy_));
    EXPECT_TRUE(relay_.holders.quarantined());
  }
  Errc refused(Pc& pc) {
    const auto came = relay_.exchange(pc);
    return came ? Errc::Internal : came.error().code;
  }

  Relay relay_;
  Pc original_;
  Pc copy_{{}, {part('B'), part('D'), part('N')}};
};

TEST_F(RepairedHolders, TheAcceptedOneGoesOnAndTheOtherStaysOut) {
  ASSERT_TRUE(relay_.holders.accept(2));
  EXPECT_FALSE(relay_.holders.quarantined());
  EXPECT_EQ(relay_.holders.accepted()->parts.board, part('B')) << "with the parts it has now";
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(relay_.exchange(copy_).value(), 2);
    EXPECT_EQ(refused(original_), Errc::MachineRevoked);
  }
  EXPECT_FALSE(relay_.holders.quarantined());
}

TEST_F(RepairedHolders, TheOtherStaysOutThoughItsLastStepWasNotHeard) {
  ASSERT_FALSE(relay_.exchange(original_, Cut::BeforeTheRelayHearsIt));
  ASSERT_TRUE(relay_.holders.accept(2));
  EXPECT_EQ(refused(original_), Errc::MachineRevoked);
  relay_.hear_what_is_late();
  EXPECT_EQ(refused(original_), Errc::MachineRevoked);
}

TEST_F(RepairedHolders, OneThatIsAnotherPcStaysOutAndTheMachineIsFree) {
  ASSERT_TRUE(relay_.holders.set_apart(2));
  EXPECT_FALSE(relay_.holders.quarantined());
  EXPECT_EQ(relay_.exchange(original_).value(), 1);
  EXPECT_EQ(refused(copy_), Errc::MachineRevoked);
  EXPECT_EQ(relay_.holders.set_apart(1).error().code, Errc::NotAllowed) << "nobody else is left";
}

TEST_F(RepairedHolders, AThirdIsFoundOutAgain) {
  ASSERT_TRUE(relay_.holders.accept(1));
  Pc third{original_.step, {part('x'), part('y'), part('z')}};
  ASSERT_TRUE(relay_.exchange(original_));
  EXPECT_EQ(relay_.exchange(third).value(), 3);
  EXPECT_TRUE(relay_.holders.quarantined());
}

TEST_F(RepairedHolders, NobodyIsMadeUp) {
  EXPECT_EQ(relay_.holders.accept(3).error().code, Errc::NotFound);
  EXPECT_EQ(relay_.holders.set_apart(0).error().code, Errc::NotFound);
  EXPECT_TRUE(relay_.holders.quarantined());
}

TEST_F(RepairedHolders, ACrowdIsRememberedInPart) {
  for (int i = 0; i < 50; ++i) {
    Pc stranger{Bytes(kStepBytes, static_cast<char>('A' + i)), {}};
    ASSERT_TRUE(relay_.exchange(stranger));
  }
  EXPECT_EQ(relay_.holders.all().size(), Holders::kMost + 1);
  EXPECT_EQ(relay_.exchange(original_).value(), 1) << "the accepted one is never forgotten";
  ASSERT_TRUE(relay_.holders.accept(1));
  EXPECT_EQ(relay_.holders.all().size(), Holders::kMost + 1);
}

}  // namespace
}  // namespace maintendue::relay
