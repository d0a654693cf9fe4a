#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "stage.h"

namespace maintendue::tunnel {
namespace {

using namespace std::chrono_literals;
using seal::Channel;
using seal::Frame;
using test::Stage;

TEST(SealedTunnelTrouble, EachSideTellsWhoItDoesNotTrust) {
  Stage by_console(test::nobody(), test::anybody());
  const auto console = by_console.start(by_console.console().handshake(by_console.timeline()));
  const auto pc = by_console.start(by_console.pc().handshake(by_console.timeline()));
  ASSERT_TRUE(console->has_value() && pc->has_value());
  EXPECT_EQ((*console)->error().code, Errc::NotTrusted);
  EXPECT_EQ((*pc)->error().code, Errc::NotTrusted);
}

TEST(SealedTunnelTrouble, TheClientLearnsOfARefusalAtTheLatestWhenItReads) {
  Stage stage(test::anybody(), test::nobody());
  const auto console = stage.start(stage.console().handshake(stage.timeline()));
  const auto pc = stage.start(stage.pc().handshake(stage.timeline()));
  ASSERT_TRUE(pc->has_value());
  EXPECT_EQ((*pc)->error().code, Errc::NotTrusted);
  const auto heard = stage.start(stage.console().read());
  ASSERT_TRUE(heard->has_value());
  EXPECT_EQ((*heard)->error().code, Errc::NotTrusted);
}

TEST(SealedTunnelTrouble, ASilentPeerIsGivenTenSeconds) {
  Stage stage;
  const auto console = stage.start(stage.console().handshake(stage.timeline()));
  stage.timeline().advance(9999ms);
  EXPECT_FALSE(console->has_value());
  stage.timeline().advance(1ms);
  stage.timeline().settle();
  ASSERT_TRUE(console->has_value());
  EXPECT_EQ((*console)->error().code, Errc::TimedOut);
  const auto late = stage.start(stage.console().write(Channel::Control, "late"));
  ASSERT_TRUE(late->has_value());
  EXPECT_FALSE(**late);
}

// One conversation: handshake, a word each way. Returns whether everything went well, and insists
// that everything ended.
struct Told {
  bool well = true;
  bool ended = true;
};

Told converse(Stage& stage) {
  Told told;
  const auto note = [&told](const auto& outcome) {
    told.ended = told.ended && outcome->has_value();
    told.well = told.well && outcome->has_value() && outcome->value().has_value();
  };
  const auto console = stage.start(stage.console().handshake(stage.timeline()));
  const auto pc = stage.start(stage.pc().handshake(stage.timeline()));
  stage.timeline().advance(11s);
  note(console);
  note(pc);
  const auto said = stage.start(stage.console().write(Channel::Control, "hello"));
  const auto heard = stage.start(stage.pc().read());
  const auto answered = stage.start(stage.pc().write(Channel::Rfb, Bytes(32 * 1024, 'x')));
  const auto seen = stage.start(stage.console().read());
  stage.console().finish();
  stage.pc().finish();
  stage.timeline().settle();
  note(said);
  note(heard);
  note(answered);
  note(seen);
  return told;
}

TEST(SealedTunnelTrouble, AFailureAtAnyOperationIsToldAndNothingHangs) {
  Stage model;
  EXPECT_TRUE(converse(model).well);
  const int of_console = model.console_stream().operations();
  const int of_pc = model.pc_stream().operations();
  ASSERT_GT(of_console, 4);
  ASSERT_GT(of_pc, 4);
  for (int n = 0; n < of_console; ++n) {
    Stage stage;
    stage.console_stream().fail_at(n);
    const Told told = converse(stage);
    EXPECT_FALSE(told.well) << n;
    EXPECT_TRUE(told.ended) << n;
  }
  for (int n = 0; n < of_pc; ++n) {
    Stage stage;
    stage.pc_stream().fail_at(n);
    const Told told = converse(stage);
    EXPECT_FALSE(told.well) << n;
    EXPECT_TRUE(told.ended) << n;
  }
}

TEST(SealedTunnelTrouble, NothingIsWrittenAfterAFailedWrite) {
  Stage stage;
  stage.shake();
  stage.pc_stream().fail_at(stage.pc_stream().operations());
  const auto failed = stage.start(stage.pc().write(Channel::Control, "lost"));
  const auto after = stage.start(stage.pc().write(Channel::Control, "after"));
  ASSERT_TRUE(failed->has_value() && after->has_value());
  EXPECT_EQ((*failed)->error().code, Errc::RelayUnreachable);
  EXPECT_EQ((*after)->error().code, Errc::RelayUnreachable);
  EXPECT_EQ(stage.console_stream().unread(), 0u);
}

TEST(SealedTunnelTrouble, ThoseWhoWaitLearnOfAFailedWrite) {
  Stage stage;
  stage.shake();
  for (int i = 0; i < 4; ++i) (void)stage.start(stage.pc().write(Channel::Rfb, "fill"));
  const auto held = stage.start(stage.pc().write(Channel::Rfb, "held"));
  const auto waits = stage.start(stage.pc().write(Channel::Control, "waits"));
  const auto waits_too = stage.start(stage.pc().write(Channel::Control, "waits too"));
  EXPECT_FALSE(held->has_value() || waits->has_value() || waits_too->has_value());
  stage.console_stream().finish();
  stage.timeline().settle();
  ASSERT_TRUE(held->has_value() && waits->has_value() && waits_too->has_value());
  EXPECT_EQ((*waits)->error().code, Errc::PeerGone);
  EXPECT_EQ((*waits_too)->error().code, Errc::PeerGone);
}

// A write that one can cancel; true when it ended well, false when not, nullopt while it lasts.
struct CancellableWrite {
  net::cancellation_signal signal;
  std::optional<bool> ended;

  void start(Stage& stage, SealedTunnel& tunnel, const char* word) {
    auto story = tunnel.write(Channel::Control, word);
    const auto note = [this](std::exception_ptr thrown, Result<void> result) {
      ended = !thrown && result.has_value();
    };
    net::co_spawn(stage.io(), std::move(story), net::bind_cancellation_slot(signal.slot(), note));
    stage.timeline().settle();
  }
};

TEST(SealedTunnelTrouble, ACancelledWaiterLeavesTheLineAndTheOthersGoOn) {
  Stage stage;
  stage.shake();
  for (int i = 0; i < 4; ++i) (void)stage.start(stage.pc().write(Channel::Rfb, "fill"));
  const auto held = stage.start(stage.pc().write(Channel::Rfb, "held"));
  CancellableWrite waiter;
  waiter.start(stage, stage.pc(), "cancelled");
  const auto last = stage.start(stage.pc().write(Channel::Control, "last"));
  waiter.signal.emit(net::cancellation_type::terminal);
  stage.timeline().settle();
  EXPECT_EQ(waiter.ended, false);
  for (const char* word : {"fill", "fill", "fill", "fill", "held", "last"}) {
    const auto heard = stage.start(stage.console().read());
    ASSERT_TRUE(heard->has_value() && **heard);
    EXPECT_EQ((**heard)->payload, word);
  }
  EXPECT_TRUE(held->has_value() && **held);
  EXPECT_TRUE(last->has_value() && **last);
}

// Half a record may be out: nothing that follows could be read.
TEST(SealedTunnelTrouble, ACancelledWriteUnderWayIsTheLastOne) {
  Stage stage;
  stage.shake();
  for (int i = 0; i < 4; ++i) (void)stage.start(stage.pc().write(Channel::Rfb, "fill"));
  CancellableWrite held;
  held.start(stage, stage.pc(), "held");
  const auto waits = stage.start(stage.pc().write(Channel::Control, "waits"));
  held.signal.emit(net::cancellation_type::terminal);
  stage.timeline().settle();
  EXPECT_EQ(held.ended, false);
  ASSERT_TRUE(waits->has_value());
  EXPECT_EQ((*waits)->error().code, Errc::Cancelled);
  const auto later = stage.start(stage.pc().write(Channel::Control, "later"));
  ASSERT_TRUE(later->has_value());
  EXPECT_EQ((*later)->error().code, Errc::Cancelled);
}

TEST(SealedTunnelTrouble, APeerThatBreaksTheFramesIsABadMessage) {
  Stage stage;
  stage.shake();
  (void)stage.start(stage.console_stream().write("not TLS"));
  const auto heard = stage.start(stage.pc().read());
  ASSERT_TRUE(heard->has_value());
  EXPECT_EQ((*heard)->error().code, Errc::BadMessage);
  const auto again = stage.start(stage.pc().read());
  ASSERT_TRUE(again->has_value());
  EXPECT_EQ((*again)->error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::tunnel
