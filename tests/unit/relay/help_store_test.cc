#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "relay/database/database.h"
#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::wait_for;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const MachineId kMachine{"00000000000000bb"};
const MachineId kOther{"00000000000000bc"};

HelpRequest request(std::uint32_t revision = 1, std::string id = "00000000000000f1") {
  return {std::move(id), revision, 4, 3, "ti", kStart - 1min, false};
}

HelpRequest cancelled(HelpRequest request) {
  request.cancelled = true;
  return request;
}

std::string id(int n) {
  char text[17];
  std::snprintf(text, sizeof text, "%016x", static_cast<unsigned>(n));
  return text;
}

class HelpTable : public ::testing::Test {
 protected:
  HelpTable() {
    open_store();
    for (const MachineId& machine : {kMachine, kOther}) {
      EXPECT_TRUE(wait_for(io_, store_->seen({machine, "salon", "", "", kStart, kStart})));
    }
  }

  void open_store() {
    store_.reset();
    store_ = SqliteStore::open(io_.get_executor(), folder_.path(), kStart);
  }
  HelpHeard say(HelpRequest request, WallTime now = kStart, MachineId machine = kMachine) {
    return wait_for(io_, store_->say(machine, std::move(request), {}, now)).value();
  }
  // `lapsed` counts no more.
  HelpHeard say_without(Bytes lapsed, HelpRequest request, WallTime now) {
    auto saying = store_->say(kMachine, std::move(request), std::move(lapsed), now);
    return wait_for(io_, std::move(saying)).value();
  }
  Result<HelpEntry> answer(Bytes words, WallTime at, WallTime follows = {}, bool closes = false) {
    HelpAnswer given{std::move(words), at, closes};
    return wait_for(
        io_, store_->answer(kMachine, request().id, std::move(given), follows, kStart + 1h)
    );
  }
  HelpEntry kept(const std::string& id = request().id) {
    return wait_for(io_, store_->entry(kMachine, id)).value();
  }
  HelpPage page(WallTime now = kStart) { return wait_for(io_, store_->entries(now)).value(); }

  const test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(HelpTable, KeepsEveryFieldOfARequestAndItsAnswer) {
  const HelpHeard heard = say(request());
  HelpEntry expected;
  expected.machine = kMachine;
  expected.request = request();
  expected.received = expected.changed = kStart;
  EXPECT_EQ(heard.kept, expected);
  EXPECT_THAT(heard.changed, ElementsAre(expected));
  EXPECT_EQ(kept(), expected);

  Bytes every(256, '\0');
  for (int i = 0; i < 256; ++i) every[i] = static_cast<char>(i);
  expected.signed_answer = every;
  expected.answered = kStart + 5min;
  expected.changed = kStart + 1h;
  EXPECT_EQ(answer(every, kStart + 5min).value(), expected);
  open_store();
  EXPECT_EQ(kept(), expected) << "a new store on the same file";
  EXPECT_THAT(page().entries, ElementsAre(expected));
}

TEST_F(HelpTable, KeepsOnceWhatIsSaidTwoHundredTimes) {
  const HelpHeard first = say(request());
  for (int n = 1; n < 200; ++n) {
    const HelpHeard again = say(request(), kStart + 1s * n);
    ASSERT_EQ(again.kept, first.kept);
    ASSERT_THAT(again.changed, IsEmpty());
  }
  EXPECT_THAT(page().entries, SizeIs(1));
  EXPECT_THAT(say(request(1, id(2)), kStart + 1h).changed, SizeIs(2)) << "and counted once";
}

TEST_F(HelpTable, KeepsTheHighestRevisionInWhateverOrderTheyCome) {
  HelpRequest third = request(3);
  third.topic = 6;
  third.call_back = 1;
  third.language = "fr";
  third.asked = kStart;
  say(request(2));
  const HelpHeard heard = say(third, kStart + 1min);
  EXPECT_EQ(heard.kept->request, third);
  EXPECT_EQ(heard.kept->received, kStart) << "it waits as long as before";
  EXPECT_EQ(heard.kept->changed, kStart + 1min);
  for (const std::uint32_t late : {0u, 1u, 2u, 3u}) {
    const HelpHeard again = say(request(late), kStart + 2min);
    EXPECT_EQ(again.kept->request, third) << late;
    EXPECT_THAT(again.changed, IsEmpty()) << late;
  }
  EXPECT_EQ(say(request(~0u), kStart + 3min).kept->request.revision, ~0u);
}

TEST_F(HelpTable, ChangesNothingThatWasCancelledOrClosed) {
  say(request());
  const HelpHeard ended = say(cancelled(request(2)), kStart + 1min);
  EXPECT_EQ(ended.kept->end, HelpEnd::Cancelled);
  EXPECT_TRUE(ended.kept->request.cancelled);
  EXPECT_EQ(ended.kept->ended, kStart + 1min);
  const HelpHeard after = say(request(3), kStart + 2min);
  EXPECT_EQ(after.kept, ended.kept);
  EXPECT_THAT(after.changed, IsEmpty());
  EXPECT_EQ(answer("taken", kStart + 5min).error().code, Errc::OutOfDate);

  const HelpRequest second = request(1, id(2));
  say(second, kStart + 3min);
  HelpAnswer closing{"closed", kStart + 4min, true};
  const HelpEntry closed =
      wait_for(io_, store_->answer(kMachine, id(2), closing, {}, kStart + 5min)).value();
  EXPECT_EQ(closed.end, HelpEnd::Closed);
  EXPECT_EQ(closed.ended, kStart + 5min);
  for (const HelpRequest& late : {request(2, id(2)), cancelled(request(3, id(2)))}) {
    const HelpHeard again = say(late, kStart + 6min);
    EXPECT_EQ(again.kept, closed);
    EXPECT_THAT(again.changed, IsEmpty());
  }
}

TEST_F(HelpTable, KeepsThatSomebodyNeedsItNoMoreWhoNeverSaidThatSheDid) {
  const HelpHeard heard = say(cancelled(request(2)));
  EXPECT_EQ(heard.kept->request.revision, 2u);
  EXPECT_EQ(heard.kept->end, HelpEnd::Cancelled);
}

TEST_F(HelpTable, EndsWhatAMachineHadOpenWhenItAsksAnew) {
  say(request());
  say(request(), kStart, kOther);
  const HelpHeard heard = say(request(1, id(2)), kStart + 1min);
  ASSERT_THAT(heard.changed, SizeIs(2));
  EXPECT_EQ(heard.changed[0].request.id, request().id);
  EXPECT_EQ(heard.changed[0].end, HelpEnd::Replaced);
  EXPECT_EQ(heard.changed[0].ended, kStart + 1min);
  EXPECT_FALSE(heard.changed[0].request.cancelled);
  EXPECT_EQ(heard.changed[1], heard.kept);
  EXPECT_EQ(heard.kept->end, HelpEnd::None);
  EXPECT_EQ(answer("taken", kStart + 5min).error().code, Errc::OutOfDate);
  EXPECT_EQ(wait_for(io_, store_->entry(kOther, request().id)).value().end, HelpEnd::None)
      << "another family's";
}

TEST_F(HelpTable, OpensAgainWhatWasReplacedWhenItsFamilyPressesOnceMore) {
  say(request());
  say(request(1, id(2)), kStart + 1min);
  EXPECT_THAT(say(request(), kStart + 2min).changed, IsEmpty()) << "its PC only says it again";
  EXPECT_EQ(kept().end, HelpEnd::Replaced);
  const HelpHeard heard = say(request(2), kStart + 3min);
  EXPECT_EQ(heard.kept->end, HelpEnd::None);
  EXPECT_EQ(heard.kept->ended, WallTime{});
  EXPECT_EQ(kept(id(2)).end, HelpEnd::Replaced);
}

TEST_F(HelpTable, OpensAgainWhatWasClosedByAnAnswerThatCountsNoMore) {
  say(request(2));
  const HelpEntry closed = answer("closed", kStart + 5min, {}, true).value();
  EXPECT_EQ(say_without("another", request(2), kStart + 2h).kept, closed);
  EXPECT_EQ(say_without("closed", request(1), kStart + 2h).kept, closed) << "said before that";

  say(request(1, id(2)), kStart + 3h);
  const HelpHeard heard = say_without("closed", request(2), kStart + 4h);
  HelpEntry waits = closed;
  waits.changed = kStart + 4h;
  waits.end = HelpEnd::None;
  waits.ended = waits.answered = {};
  waits.signed_answer.clear();
  EXPECT_EQ(heard.kept, waits);
  ASSERT_THAT(heard.changed, SizeIs(2));
  EXPECT_EQ(heard.changed[0].end, HelpEnd::Replaced) << "what that PC had open";
  EXPECT_THAT(page(kStart + 4h).entries, SizeIs(2));
  EXPECT_THAT(say_without("closed", request(2), kStart + 5h).changed, IsEmpty()) << "once";
  EXPECT_TRUE(answer("taken", kStart + 3min)) << "as the first answer";
}

TEST_F(HelpTable, EndsForGoodWhatItsFamilyCancelledThoughTheAnswerCountsNoMore) {
  say(request());
  (void)answer("closed", kStart + 5min, {}, true);
  const HelpHeard heard = say_without("closed", cancelled(request(2)), kStart + 2h);
  EXPECT_EQ(heard.kept->end, HelpEnd::Cancelled);
  EXPECT_THAT(say_without("closed", request(3), kStart + 3h).changed, IsEmpty());
}

TEST_F(HelpTable, TakesNobodysPlaceForWhoNeedsNoHelpAnyMore) {
  say(request());
  say(cancelled(request(1, id(2))), kStart + 1min);
  EXPECT_EQ(kept().end, HelpEnd::None);
  EXPECT_EQ(kept(id(2)).end, HelpEnd::Cancelled);
}

TEST_F(HelpTable, KeepsTwentyRequestsOfOneMachineADay) {
  for (int n = 1; n <= kMostHelpAsked; ++n) {
    ASSERT_TRUE(say(request(1, id(n)), kStart + 1s * n).kept) << n;
  }
  const WallTime next_day = kStart + 24h + 1s;
  const HelpHeard one_more = say(request(1, id(21)), next_day - 1ms);
  EXPECT_EQ(one_more.kept, std::nullopt);
  EXPECT_THAT(one_more.changed, IsEmpty());
  EXPECT_EQ(wait_for(io_, store_->entry(kMachine, id(21))).error().code, Errc::NotFound);
  EXPECT_EQ(kept(id(20)).end, HelpEnd::None) << "what is open stays so";
  EXPECT_TRUE(say(request(2, id(20)), kStart + 1h).kept) << "and can be changed";
  EXPECT_TRUE(say(request(), kStart + 1h, kOther).kept) << "another family's";
  EXPECT_TRUE(say(request(1, id(21)), next_day).kept) << "the first was a day ago";
}

TEST_F(HelpTable, TakesAnAnswerInPlaceOfTheOneItFollowsAlone) {
  say(request());
  EXPECT_EQ(answer("planned", kStart + 2min, kStart + 1min).error().code, Errc::OutOfDate);
  ASSERT_TRUE(answer("taken", kStart + 1min));
  EXPECT_EQ(answer("taken too", kStart + 2min).error().code, Errc::OutOfDate)
      << "she has not seen who was quicker";
  EXPECT_EQ(kept().signed_answer, "taken");
  ASSERT_TRUE(answer("planned", kStart + 2min, kStart + 1min));
  EXPECT_EQ(answer("late", kStart + 3min, kStart + 1min).error().code, Errc::OutOfDate);
  const HelpEntry closed = answer("closed", kStart + 3min, kStart + 2min, true).value();
  EXPECT_EQ(closed.end, HelpEnd::Closed);
  EXPECT_EQ(answer("again", kStart + 4min, kStart + 3min).error().code, Errc::OutOfDate);
  EXPECT_EQ(kept(), closed);
}

TEST_F(HelpTable, TakesAnAnswerThatIsGivenTwiceOnce) {
  say(request());
  const HelpEntry taken = answer("taken", kStart + 1min).value();
  EXPECT_EQ(answer("taken", kStart + 1min).value(), taken);
  const HelpEntry closed = answer("closed", kStart + 2min, kStart + 1min, true).value();
  EXPECT_EQ(answer("closed", kStart + 2min, kStart + 1min, true).value(), closed);
}

TEST_F(HelpTable, KeepsTheAnswerWhenItsRequestChanges) {
  say(request());
  ASSERT_TRUE(answer("taken", kStart + 1min));
  const HelpHeard heard = say(request(2), kStart + 2h);
  EXPECT_EQ(heard.kept->signed_answer, "taken");
  EXPECT_EQ(heard.kept->answered, kStart + 1min);
}

TEST_F(HelpTable, KnowsNoRequestThatNeverCame) {
  EXPECT_EQ(answer("taken", kStart).error().code, Errc::NotFound);
  EXPECT_EQ(wait_for(io_, store_->entry(kMachine, id(9))).error().code, Errc::NotFound);
  say(request(), kStart, kOther);
  EXPECT_EQ(answer("taken", kStart).error().code, Errc::NotFound) << "of another machine";
  const auto stray = wait_for(io_, store_->say({"00000000000000ff"}, request(), {}, kStart));
  EXPECT_EQ(stray.error().code, Errc::Internal);
}

TEST_F(HelpTable, ListsWhoWaitsLongestFirstAndThenWhatEndedLast) {
  const std::vector<std::string> machines = {id(1), id(2), id(3), id(4), id(5)};
  for (const std::string& machine : machines) {
    ASSERT_TRUE(wait_for(io_, store_->seen({{machine}, "", "", "", kStart, kStart})));
  }
  const auto listed = [this](WallTime now) {
    std::vector<std::string> all;
    for (const HelpEntry& entry : page(now).entries) all.push_back(entry.machine.value);
    return all;
  };
  say(request(), kStart + 2min, {id(1)});
  say(request(), kStart + 1min, {id(2)});
  say(request(2), kStart + 3min, {id(2)});
  say(cancelled(request()), kStart + 4min, {id(3)});
  say(cancelled(request()), kStart + 5min, {id(4)});
  say(request(), kStart + 6min, {id(5)});
  EXPECT_THAT(listed(kStart + 1h), ElementsAre(id(2), id(1), id(5), id(4), id(3)));
  EXPECT_THAT(listed(kStart + 7 * 24h + 4min), ElementsAre(id(2), id(1), id(5), id(4)))
      << "seven days after its end";
  EXPECT_FALSE(page().more);
}

TEST_F(HelpTable, ListsFiveHundredWhoWaitAndFiftyThatEnded) {
  const auto machine = [](int n) { return MachineId{id(1000 + n)}; };
  for (int n = 0; n <= 501; ++n) {
    ASSERT_TRUE(wait_for(io_, store_->seen({machine(n), "", "", "", kStart, kStart})));
    if (n < 60) say(cancelled(request()), kStart + 1s * n, machine(n));
    if (n < 500) say(request(1, id(7)), kStart + 1s * n, machine(n));
  }
  HelpPage all = page(kStart + 1h);
  EXPECT_FALSE(all.more);
  ASSERT_THAT(all.entries, SizeIs(550));
  EXPECT_EQ(all.entries[0].machine, machine(0));
  EXPECT_EQ(all.entries[499].machine, machine(499));
  EXPECT_EQ(all.entries[500].machine, machine(59)) << "the last that ended";
  EXPECT_EQ(all.entries[549].machine, machine(10));
  say(request(1, id(7)), kStart + 1h, machine(500));
  all = page(kStart + 1h);
  EXPECT_TRUE(all.more);
  ASSERT_THAT(all.entries, SizeIs(550));
  EXPECT_EQ(all.entries[499].machine, machine(499)) << "nobody is passed over for a newcomer";
}

TEST_F(HelpTable, ForgetsWhatEndedTwelveMonthsAgo) {
  say(cancelled(request()), kStart);
  say(request(1, id(2)), kStart, kOther);
  const auto rows = [this] {
    soci::session database;
    database::open(database, folder_.path() / "relay.db");
    int count = 0;
    database << "SELECT COUNT(*) FROM help_requests", soci::into(count);
    return count;
  };
  say(request(1, id(3)), kStart + kHelpKept);
  EXPECT_EQ(rows(), 3);
  say(request(1, id(4)), kStart + kHelpKept + 1ms);
  EXPECT_EQ(rows(), 3) << "one has come, one has gone";
  EXPECT_EQ(wait_for(io_, store_->entry(kMachine, request().id)).error().code, Errc::NotFound);
  EXPECT_EQ(wait_for(io_, store_->entry(kOther, id(2))).value().end, HelpEnd::None)
      << "who waits is not forgotten";
}

}  // namespace
}  // namespace maintendue::relay
