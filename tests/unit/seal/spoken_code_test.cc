#include "seal/spoken_code.h"

#include <gtest/gtest.h>

#include <set>

#include "pair.h"

namespace maintendue::seal {
namespace {

using namespace std::chrono_literals;

const SteadyTime kStart{1000h};

TEST(SpokenCode, IsSixDigitsDrawnAnewEachTime) {
  std::set<std::string> drawn;
  for (int i = 0; i < 200; ++i) {
    const std::string code = draw_code();
    EXPECT_TRUE(is_code(code)) << code;
    drawn.insert(code);
  }
  EXPECT_GT(drawn.size(), 190u);
}

TEST(SpokenCode, IsNothingElse) {
  for (const char* none : {"", "12345", "1234567", "12345a", "12345 ", "-12345"}) {
    EXPECT_FALSE(is_code(none)) << none;
  }
}

// What a commitment depends on: side, line, digits, nonce, each of it.
TEST(SpokenCode, ACommitmentIsOfOneSideOneLineAndOneCode) {
  const Bytes line(32, 'e'), other_line(32, 'f'), nonce(16, 'n'), other_nonce(16, 'o');
  const std::set<Bytes> all{
      console_commitment(line, "123456", nonce),       machine_commitment(line, "123456", nonce),
      console_commitment(other_line, "123456", nonce), console_commitment(line, "123457", nonce),
      console_commitment(line, "123456", other_nonce),
  };
  EXPECT_EQ(all.size(), 5u);
  EXPECT_EQ(console_commitment(line, "123456", nonce), console_commitment(line, "123456", nonce));
}

TEST(SpokenCode, BothEndsOfALineExportTheSameAndThoseOfAnotherSomethingElse) {
  test::SealedPair one, two;
  one.settle();
  two.settle();
  const Bytes exported = *one.pc.exported(kCodeLabel);
  EXPECT_EQ(exported.size(), 32u);
  EXPECT_EQ(*one.console.exported(kCodeLabel), exported);
  EXPECT_NE(*one.console.exported("EXPORTER-maintendue-other"), exported);
  EXPECT_NE(*two.pc.exported(kCodeLabel), exported);
}

TEST(CodeMisses, ThreeInARowPauseTwoMinutes) {
  CodeMisses misses;
  misses.missed(kStart);
  misses.missed(kStart);
  EXPECT_EQ(misses.pause(kStart), 0ms);
  misses.missed(kStart);
  EXPECT_EQ(misses.pause(kStart), 2min);
  EXPECT_EQ(misses.pause(kStart + 119s), 1s);
  EXPECT_EQ(misses.pause(kStart + 2min), 0ms);
  misses.missed(kStart + 2min);
  misses.missed(kStart + 2min);
  EXPECT_EQ(misses.pause(kStart + 2min), 0ms);
  misses.missed(kStart + 2min);
  EXPECT_EQ(misses.pause(kStart + 2min), 2min);
}

TEST(CodeMisses, ARightOneBeginsTheCountAnew) {
  CodeMisses misses;
  misses.missed(kStart);
  misses.missed(kStart);
  misses.right();
  misses.missed(kStart);
  misses.missed(kStart);
  EXPECT_EQ(misses.pause(kStart), 0ms);
}

}  // namespace
}  // namespace maintendue::seal
