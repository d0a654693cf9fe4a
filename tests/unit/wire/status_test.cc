#include "wire/status.h"

#include <gtest/gtest.h>

#include <set>

namespace maintendue::wire {
namespace {

constexpr Errc kAll[] = {
    Errc::PeerGone,        Errc::TimedOut,    Errc::Cancelled,   Errc::ConsentDenied,
    Errc::ConsentExpired,  Errc::NotAllowed,  Errc::NotTrusted,  Errc::NotFound,
    Errc::BadMessage,      Errc::MachineOff,  Errc::MachineBusy, Errc::RelayUnreachable,
    Errc::WrongPassphrase, Errc::TryLater,    Errc::OutOfDate,   Errc::Overloaded,
    Errc::Internal,        Errc::NotVerified, Errc::KeyChanged,  Errc::NoRoom,
};

TEST(Status, BringsEveryErrorBackByItsName) {
  for (const Errc code : kAll) EXPECT_EQ(errc_of(grpc_code(code), name(code)), code) << name(code);
}

TEST(Status, NeverSaysThatAnErrorIsFine) {
  for (const Errc code : kAll) EXPECT_NE(grpc_code(code), 0) << name(code);
}

TEST(Status, ReadsAForeignStatusByItsNumber) {
  EXPECT_EQ(errc_of(14, "failed to connect to all addresses"), Errc::RelayUnreachable);
  EXPECT_EQ(errc_of(4, "Deadline Exceeded"), Errc::TimedOut);
  EXPECT_EQ(errc_of(12, ""), Errc::BadMessage);
  EXPECT_EQ(errc_of(0, ""), Errc::PeerGone);
  EXPECT_EQ(errc_of(99, "?"), Errc::Internal);
  EXPECT_EQ(errc_of(-1, "?"), Errc::Internal);
}

TEST(Status, OfAnAnswerThatDidNotComeNobodyKnowsWhatWasDone) {
  const std::set<Errc> unsure = {
      Errc::PeerGone, Errc::TimedOut, Errc::Cancelled, Errc::RelayUnreachable, Errc::Internal
  };
  for (const Errc code : kAll) EXPECT_EQ(may_have_been_done(code), unsure.contains(code));
}

TEST(Status, SpeaksConnectsWords) {
  EXPECT_EQ(connect_word(7), "permission_denied");
  EXPECT_EQ(connect_word(1), "canceled");
  EXPECT_EQ(connect_word(42), "unknown");
  std::set<std::string_view> words;
  for (int number = 0; number < 17; ++number) words.insert(connect_word(number));
  EXPECT_EQ(words.size(), 17u);
}

}  // namespace
}  // namespace maintendue::wire
