// A session from the page's WebSocket to the PC's end of the seal, through a real tunnel.
#include "office.h"
#include "support/photo.h"

namespace maintendue::test {
namespace {

using ConsoleAtWork = Office;

TEST_F(ConsoleAtWork, CarriesAScreenAndATyping) {
  sign_in_and_connect();
  const auto page = watching_page();
  Bytes picture;
  for (int i = 0; i < 40; ++i) {
    const Bytes slice(24'000, static_cast<char>('a' + i % 26));
    picture += slice;
    relay_.pc->show(slice);
  }
  ASSERT_TRUE(page->until_screen(picture.size()));
  EXPECT_EQ(page->screen(), picture);
  page->received(picture.size());
  page->type("key");
  drive_until(io_, [this] { return relay_.pc->input() == "key"; });
  EXPECT_EQ(relay_.pc->heard().back().received(), picture.size());
}

TEST_F(ConsoleAtWork, ShowsThePcHerPictureBeforeAnythingIsAsked) {
  put_file(folder_.path() / "home/photo.jpg", photo());
  roster::Roster with_photo = organisation_.roster(2);
  for (roster::Member& member : with_photo.members) {
    if (member.who.id.value == nadia_.id) member.photo_hash = identity::sha256(photo());
  }
  ASSERT_TRUE(relay_.book.take_in(organisation_.news_of(with_photo)));
  sign_in_and_connect();
  drive_until(io_, [this] { return relay_.book.confirmed_by(OperatorId{nadia_.id}).has_value(); });
  const auto page = watching_page();
  ASSERT_GE(relay_.pc->heard().size(), 3u);
  EXPECT_TRUE(relay_.pc->heard()[0].has_greeting());
  EXPECT_EQ(relay_.pc->heard()[1].photo(), photo());
  EXPECT_EQ(relay_.pc->heard()[2].ask(), v1::SCOPE_VIEW);
}

TEST_F(ConsoleAtWork, TheOperatorsEndReachesThePc) {
  sign_in_and_connect();
  const auto page = watching_page();
  page->end();
  ASSERT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_EQ(page->last().end_reason(), v1::END_REASON_OPERATOR);
  EXPECT_TRUE(page->closed());
  EXPECT_EQ(relay_.pc->goodbye(), v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleAtWork, ABrowserThatVanishesIsToldToThePc) {
  sign_in_and_connect();
  const auto page = watching_page();
  page->leave();
  drive_until(io_, [this] { return relay_.pc->goodbye().has_value(); });
  EXPECT_EQ(relay_.pc->goodbye(), v1::END_REASON_CONSOLE_LOST);
}

TEST_F(ConsoleAtWork, StoppingTheConsoleIsToldToBoth) {
  sign_in_and_connect();
  const auto page = watching_page();
  bool stopped = false;
  net::co_spawn(io_, console_->stop(), [&stopped](std::exception_ptr) { stopped = true; });
  EXPECT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_TRUE(page->closed());
  drive_until(io_, [&stopped] { return stopped; });
  EXPECT_EQ(relay_.pc->goodbye(), v1::END_REASON_CONSOLE_LOST);
}

TEST_F(ConsoleAtWork, SigningOutEndsTheSession) {
  sign_in_and_connect();
  const auto page = watching_page();
  HttpClient client = this->client();
  client.send(http::verb::post, "/maintendue.local.v1.Console/SignOut", call_fields());
  EXPECT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_TRUE(page->closed());
  EXPECT_EQ(client.receive().result_int(), 200u);
  EXPECT_EQ(relay_.pc->goodbye(), v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleAtWork, OneSessionAtATime) {
  sign_in_and_connect();
  const auto first = watching_page();
  const auto second = page();
  ASSERT_TRUE(second->until(ConsoleTells::ENDED));
  EXPECT_EQ(second->last().error(), "overloaded");
  EXPECT_TRUE(second->closed());
  first->end();
  ASSERT_TRUE(first->until(ConsoleTells::ENDED));
  EXPECT_TRUE(first->closed());
  const auto third = watching_page();
  EXPECT_EQ(third->last().session_id(), 2u);
}

TEST_F(ConsoleAtWork, AMachineThatIsOffIsToldByItsName) {
  sign_in_and_connect();
  relay_.machine_off = true;
  const auto page = this->page();
  page->open(RelayStandIn::kMachine, v1::CALL_KIND_SETUP);
  ASSERT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_EQ(page->last().error(), "machine_off");
  EXPECT_TRUE(page->closed());
}

TEST_F(ConsoleAtWork, ARelayThatDiesEndsTheSession) {
  sign_in_and_connect();
  const auto page = watching_page();
  relay_.stop();
  ASSERT_TRUE(page->until(ConsoleTells::ENDED));
  EXPECT_NE(page->last().end_reason(), v1::END_REASON_UNSPECIFIED);
}

}  // namespace
}  // namespace maintendue::test
