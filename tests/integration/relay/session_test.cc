// One session over real gRPC, from the offer to each of its endings.
#include "guest.h"

namespace maintendue::test {
namespace {

const std::string kMachineId = "00000000000000bb";

class RelaySessionOnTheWire : public ::testing::Test {
 protected:
  // Attached, watching, opened, joined by both.
  net::awaitable<void> in_session() {
    co_await machine_.arrive();
    co_await console_.arrive();
    co_await machine_.attach();
    co_await console_.watch();
    co_await open_and_join();
  }
  net::awaitable<void> open_and_join() {
    const auto opened =
        required(co_await console_.open(kMachineId, v1::CALL_KIND_OPEN_HOURS), "open");
    const v1::SessionOffer offer = co_await machine_.offer();
    EXPECT_EQ(offer.session_id(), opened.session_id());
    session_ = opened.session_id();
    far_ = co_await console_.ask_to_join(session_, opened.ticket());
    near_ = co_await machine_.ask_to_join(session_, offer.ticket());
    required(co_await wire::read_message<v1::JoinReply>(*near_), "reply to the machine");
    required(co_await wire::read_message<v1::JoinReply>(*far_), "reply to the console");
  }
  net::awaitable<void> expect_end(v1::EndReason reason) {
    const v1::SessionRecord record = co_await console_.session_over(session_);
    EXPECT_EQ(v1::EndReason_Name(record.end_reason()), v1::EndReason_Name(reason));
    EXPECT_GE(record.ended_ms(), record.opened_ms());
  }
  net::awaitable<Errc> end_of(wire::RpcStreamPtr stream) {
    for (;;) {
      const Result<Bytes> message = co_await stream->read();
      if (!message) co_return message.error().code;
    }
  }

  // Nobody waits for a PC that was started anew: it holds nothing.
  net::awaitable<void> pc_starts_anew() {
    machine_.detach();
    co_await machine_.attach();
  }

  net::awaitable<void> in_session_that_is_allowed() {
    co_await in_session();
    co_await machine_.tell_scope(session_, v1::SCOPE_VIEW);
    co_await console_.session_allowed(session_);
  }
  net::awaitable<void> expect_last_words() {
    const v1::RelaySays last = required(co_await machine_.hear(), "restart");
    EXPECT_GE(last.restart_ms(), 500u);
    EXPECT_LE(last.restart_ms(), 5000u);
    EXPECT_EQ(co_await end_of(far_), Errc::RelayUnreachable);
  }

  RelaySite site_;
  MachineGuest machine_{site_, site_.port(), site_.organisation().machine(kMachineId)};
  OperatorGuest console_{site_, site_.port(), site_.nadia()};
  std::uint64_t session_ = 0;
  wire::RpcStreamPtr near_, far_;  // the machine's end, the console's
};

STORY(RelaySessionOnTheWire, CarriesBytesBothWaysUnread) {
  co_await in_session();
  for (const std::size_t size : {1u, 16u * 1024, 64u * 1024}) {
    const Bytes picture(size, '\xff'), keys(size, '\x01');
    required(co_await near_->write(picture), "picture");
    EXPECT_EQ(required(co_await far_->read(), "picture"), picture);
    required(co_await far_->write(keys), "keys");
    EXPECT_EQ(required(co_await near_->read(), "keys"), keys);
  }
}

STORY(RelaySessionOnTheWire, KeepsWhatTheFamilyAllowedAndThePcsOwnWord) {
  co_await in_session();
  v1::SessionNews news;
  news.set_session_id(session_);
  news.mutable_answered()->set_scope(v1::SCOPE_VIEW);
  news.mutable_answered()->set_answer(v1::CONSENT_ANSWER_GRANTED);
  co_await machine_.tell(news);
  co_await machine_.tell_scope(session_, v1::SCOPE_VIEW);
  co_await machine_.tell_ended(session_, v1::END_REASON_FAMILY);
  near_->finish();
  const v1::SessionRecord record = co_await console_.session_over(session_);
  EXPECT_EQ(record.end_reason(), v1::END_REASON_FAMILY);
  EXPECT_EQ(record.view_answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(record.widest_scope(), v1::SCOPE_VIEW);
  EXPECT_GT(record.viewed_from_ms(), 0);
  EXPECT_EQ(record.operator_name(), "Nadia");
  EXPECT_EQ(co_await end_of(far_), Errc::PeerGone);
}

STORY(RelaySessionOnTheWire, IsNeverAllowedWhenTheConsoleLeavesFirst) {
  co_await in_session();
  far_->finish();
  EXPECT_EQ(co_await end_of(near_), Errc::PeerGone);
  co_await pc_starts_anew();
  co_await expect_end(v1::END_REASON_NEVER_ALLOWED);
}

STORY(RelaySessionOnTheWire, IsConsoleLostWhenTheConsoleLeavesAfterConsent) {
  co_await in_session_that_is_allowed();
  far_->finish();
  EXPECT_EQ(co_await end_of(near_), Errc::PeerGone);
  co_await pc_starts_anew();
  co_await expect_end(v1::END_REASON_CONSOLE_LOST);
}

STORY(RelaySessionOnTheWire, IsMachineLostWhenThePcLeaves) {
  co_await in_session();
  near_->finish();
  EXPECT_EQ(co_await end_of(far_), Errc::PeerGone);
  co_await pc_starts_anew();
  co_await expect_end(v1::END_REASON_MACHINE_LOST);
}

STORY(RelaySessionOnTheWire, DeliversTheLastFramesOfASideThatHalfCloses) {
  co_await in_session();
  Bytes last = "goodbye";
  required(co_await near_->write(std::move(last)), "last frame");
  near_->writes_done();
  EXPECT_EQ(required(co_await far_->read(), "last frame"), "goodbye");
  EXPECT_EQ(co_await end_of(far_), Errc::PeerGone);
  co_await pc_starts_anew();
  co_await expect_end(v1::END_REASON_MACHINE_LOST);
}

STORY(RelaySessionOnTheWire, IsUnreachedWhenThePcLosesItsLinkBeforeItComes) {
  co_await machine_.arrive();
  co_await console_.arrive();
  co_await machine_.attach();
  co_await console_.watch();
  const auto opened = required(co_await console_.open(kMachineId), "open");
  session_ = opened.session_id();
  far_ = co_await console_.ask_to_join(session_, opened.ticket());
  (void)co_await machine_.offer();
  machine_.detach();
  // Her join and the PC's leaving are two lines: the session may be over before her join is read.
  const Errc why = co_await end_of(far_);
  EXPECT_TRUE(why == Errc::MachineOff || why == Errc::NotFound);
  co_await expect_end(v1::END_REASON_MACHINE_UNREACHED);
}

STORY(RelaySessionOnTheWire, BothMeetAgainAfterACut) {
  co_await in_session_that_is_allowed();
  far_->finish();
  EXPECT_EQ(co_await end_of(near_), Errc::PeerGone);
  v1::ResumeSessionRequest request;
  request.set_session_id(session_);
  auto asked = console_.ask<v1::ResumeSessionResponse>("Sessions/ResumeSession", request);
  const auto resumed = required(co_await std::move(asked), "resume");
  const v1::SessionOffer offer = co_await machine_.offer();
  EXPECT_TRUE(offer.resumes());
  EXPECT_EQ(offer.session_id(), session_);
  far_ = co_await console_.ask_to_join(session_, resumed.ticket());
  near_ = co_await machine_.ask_to_join(session_, offer.ticket());
  required(co_await wire::read_message<v1::JoinReply>(*near_), "reply to the machine");
  required(co_await wire::read_message<v1::JoinReply>(*far_), "reply to the console");
  Bytes picture = "picture";
  required(co_await near_->write(std::move(picture)), "picture");
  EXPECT_EQ(required(co_await far_->read(), "picture"), "picture");
  co_await machine_.tell_ended(session_, v1::END_REASON_OPERATOR);
  co_await expect_end(v1::END_REASON_OPERATOR);
}

STORY(RelaySessionOnTheWire, NobodyElseMayResumeIt) {
  co_await in_session();
  const Holder other = site_.lea();
  OperatorGuest colleague(site_, site_.port(), other);
  co_await colleague.arrive();
  v1::ResumeSessionRequest request;
  request.set_session_id(session_);
  auto asked = colleague.ask<v1::ResumeSessionResponse>("Sessions/ResumeSession", request);
  EXPECT_EQ((co_await std::move(asked)).error().code, Errc::NotFound);
}

TEST_F(RelaySessionOnTheWire, TellsMachinesWhenToComeBackWhenTheRelayStops) {
  site_.play(in_session_that_is_allowed());
  site_.stop();
  site_.play(expect_last_words());
}

STORY(RelaySessionOnTheWire, HoldsOneSessionAMachineAtATime) {
  co_await in_session();
  const Holder other = site_.lea();
  OperatorGuest colleague(site_, site_.port(), other);
  co_await colleague.arrive();
  EXPECT_EQ((co_await colleague.open(kMachineId)).error().code, Errc::MachineBusy);
  far_->finish();
  co_await machine_.tell_ended(session_, v1::END_REASON_OPERATOR);
  co_await expect_end(v1::END_REASON_OPERATOR);
  co_await open_and_join();
}

STORY(RelaySessionOnTheWire, LetsNobodyElseInto) {
  co_await machine_.arrive();
  co_await console_.arrive();
  co_await machine_.attach();
  const auto opened = required(co_await console_.open(kMachineId), "open");
  const v1::SessionOffer offer = co_await machine_.offer();
  const auto other = site_.organisation().machine("00000000000000cc");
  MachineGuest stranger(site_, site_.port(), other);
  co_await stranger.arrive();

  auto tunnel = co_await stranger.ask_to_join(opened.session_id(), offer.ticket());
  EXPECT_EQ(co_await end_of(tunnel), Errc::NotFound) << "another machine with the right ticket";
  tunnel = co_await machine_.ask_to_join(opened.session_id(), Bytes(16, 'x'));
  EXPECT_EQ(co_await end_of(tunnel), Errc::NotAllowed) << "the machine with a wrong ticket";
  tunnel = co_await console_.ask_to_join(opened.session_id() + 1, opened.ticket());
  EXPECT_EQ(co_await end_of(tunnel), Errc::NotFound) << "no such session";

  near_ = co_await machine_.ask_to_join(opened.session_id(), offer.ticket());
  far_ = co_await console_.ask_to_join(opened.session_id(), opened.ticket());
  required(co_await wire::read_message<v1::JoinReply>(*near_), "reply to the machine");
  required(co_await wire::read_message<v1::JoinReply>(*far_), "reply to the console");
  tunnel = co_await machine_.ask_to_join(opened.session_id(), offer.ticket());
  EXPECT_EQ(co_await end_of(tunnel), Errc::NotAllowed) << "the ticket was used";
}

}  // namespace
}  // namespace maintendue::test
