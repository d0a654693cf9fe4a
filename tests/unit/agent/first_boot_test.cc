// From the image to an identity: what may be in an image, and a first boot with everything in its
// way.
#include "agent/service/birth/first_boot.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "agent/service/birth/image.h"
#include "agent/service/state/machine_state.h"
#include "agent/service/state/step.h"
#include "base/log.h"
#include "identity/workshop_token.h"
#include "roster/book_file.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class ImageTest : public ::testing::Test {
 protected:
  agent::Prepared prepared(int uses = 50) const {
    const identity::WorkshopToken token{Bytes(16, 't'), uses, now_ - 1h, now_ + 24h};
    return {
        organisation_.root().certificate.to_pem(), organisation_.news().SerializeAsString(),
        identity::sign_token(token, organisation_.roster_key()), "enrolment.example.org:8444",
        "relay.example.org:443"
    };
  }
  void enrolled() {
    const Holder machine = organisation_.machine();
    ASSERT_TRUE(agent::save_state(
        folder_, machine.key, machine.chain, organisation_.root().certificate.to_pem(),
        organisation_.book()
    ));
    ASSERT_TRUE(agent::keep_step(folder_, MachineId{machine.id}, Bytes(16, 's')));
  }
  Result<agent::Image> prepare() { return agent::prepare_image(folder_, prepared(), now_); }
  std::set<std::string> files() const {
    std::set<std::string> all;
    for (const auto& file : fs::directory_iterator(folder_)) all.insert(file.path().filename());
    return all;
  }

  Organisation organisation_;
  const WallTime now_ = organisation_.founded();
  TempFolder parent_;
  const fs::path folder_ = parent_.path() / "state";
};

const std::set<std::string> kShared{"enrolment", "relay", "root.crt", "roster", "workshop.token"};

TEST_F(ImageTest, BringsWhatAllPcsShareAndNothingElse) {
  const auto image = prepare();
  ASSERT_TRUE(image) << image.error().detail;
  EXPECT_EQ(image->uses, 50);
  EXPECT_TRUE(image->removed.empty());
  EXPECT_EQ(files(), kShared);
  const auto brought = agent::load_prepared(folder_);
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->root_pem, prepared().root_pem);
  EXPECT_EQ(agent::prepared_relay(folder_)->host, "relay.example.org");
  EXPECT_EQ(agent::prepared_enrolment(folder_)->port, 8444);
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(ImageTest, LosesThePcsOwnIdentityAndSaysSo) {
  enrolled();
  std::ofstream(folder_ / "machine.key.new") << "half a key";
  std::ofstream(folder_ / "help") << "what was pressed in the workshop";
  std::ofstream(folder_ / "farewell") << "likewise";
  fs::create_directory(folder_ / "log");
  const auto image = prepare();
  ASSERT_TRUE(image) << image.error().detail;
  EXPECT_EQ(
      image->removed,
      (std::vector<std::string>{"key", "counter", "request for help", "farewell", "certificate"})
  );
  EXPECT_EQ(files(), kShared);
  EXPECT_TRUE(prepare()) << "and once more";
}

TEST_F(ImageTest, IsNotMadeOfAFamilysPc) {
  enrolled();
  fs::create_directory(folder_ / "log");
  std::ofstream(folder_ / "log" / "1") << "a session";
  std::ofstream(folder_ / "log" / "names") << "of whom it tells";
  EXPECT_EQ(prepare().error().code, Errc::NotAllowed);
  EXPECT_TRUE(agent::load_state(folder_)) << "and stays that family's";
}

TEST_F(ImageTest, IsNotMadeWithSomethingUnknownInIt) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "notes.txt") << "?";
  EXPECT_EQ(prepare().error().code, Errc::NotAllowed);
}

TEST_F(ImageTest, WantsATokenAndARosterOfItsOwnOrganisation) {
  const Organisation other("Autre Maison", now_);
  agent::Prepared wrong = prepared();
  wrong.roster = other.news().SerializeAsString();
  EXPECT_EQ(agent::prepare_image(folder_, wrong, now_).error().code, Errc::NotTrusted);
  EXPECT_EQ(agent::prepare_image(folder_, prepared(), now_ + 25h).error().code, Errc::NotAllowed)
      << "a token that is over";
  wrong = prepared();
  wrong.token[wrong.token.size() / 2] ^= 1;
  EXPECT_FALSE(agent::prepare_image(folder_, wrong, now_));
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(ImageTest, BringsTheNewestRosterAndNoneOlderIsBelievedFromThenOn) {
  agent::Prepared newest = prepared();
  newest.roster = organisation_.news(3).SerializeAsString();
  ASSERT_TRUE(agent::prepare_image(folder_, newest, now_));
  agent::Prepared older = prepared();
  older.roster = organisation_.news(2).SerializeAsString();
  EXPECT_EQ(agent::prepare_image(folder_, older, now_).error().code, Errc::OutOfDate);
  Result<roster::Book> book = roster::open_book(folder_ / "roster", organisation_.trust());
  ASSERT_TRUE(book);
  EXPECT_EQ(book->edition().version, 3u);
  EXPECT_EQ(book->take_in(organisation_.news(2)).error().code, Errc::OutOfDate);
}

TEST_F(ImageTest, IsNotMadeWithARosterThatHasEnded) {
  const WallTime over = now_ + roster::kLife;
  EXPECT_EQ(agent::prepare_image(folder_, prepared(), over).error().code, Errc::OutOfDate);
}

TEST_F(ImageTest, ANewIdentityDoesNotCountOnFromTheOldOne) {
  enrolled();
  fs::create_directory(folder_ / "log");
  std::ofstream(folder_ / "log" / "1") << "a session";
  std::ofstream(folder_ / "log" / "names") << "of whom it tells";
  const std::string id = agent::load_state(folder_)->machine_id;
  ASSERT_TRUE(agent::forget_identity(folder_));
  EXPECT_FALSE(agent::has_identity(folder_));
  EXPECT_FALSE(fs::exists(folder_ / "log"));
  EXPECT_TRUE(fs::exists(folder_ / ("log of " + id) / "1"));
  EXPECT_FALSE(fs::exists(folder_ / ("log of " + id) / "names"))
      << "the next family has none of them";
}

TEST_F(ImageTest, ANewIdentityTakesThePlaceOfTheOldOneAtOnce) {
  enrolled();
  const Holder anew = organisation_.machine("00000000000000cc");
  ASSERT_TRUE(agent::save_state(
      folder_ / "anew", anew.key, anew.chain, organisation_.root().certificate.to_pem(),
      organisation_.book()
  ));
  ASSERT_TRUE(agent::take_identity(folder_, folder_ / "anew"));
  EXPECT_EQ(agent::load_state(folder_)->machine_id, anew.id);
  EXPECT_EQ(agent::load_step(folder_, MachineId{anew.id}), "");
  EXPECT_FALSE(fs::exists(folder_ / "anew"));
}

TEST_F(ImageTest, AStepOfAnotherIdentityIsNobodys) {
  enrolled();
  const MachineId machine{agent::load_state(folder_)->machine_id};
  EXPECT_EQ(agent::load_step(folder_, machine), Bytes(16, 's'));
  EXPECT_EQ(agent::load_step(folder_, MachineId{"00000000000000cc"}), "");
}

class FirstBoot : public ::testing::Test {
 protected:
  void start() {
    auto enrolling = [this]() -> net::awaitable<Result<std::string>> {
      ++tries_;
      if (!answers_) co_return fail(why_);
      co_return std::string("00000000000000bb");
    };
    auto done = [this](std::exception_ptr, std::string id) { id_ = std::move(id); };
    net::co_spawn(
        io_, agent::until_enrolled(timeline_, changed_, enrolling, timeline_.wall() + 24h), done
    );
    timeline_.settle();
  }
  // What the log says meanwhile.
  std::string log_of(std::chrono::milliseconds time) {
    ::testing::internal::CaptureStderr();
    timeline_.advance(time);
    return ::testing::internal::GetCapturedStderr();
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  wire::Signal changed_{io_.get_executor()};
  Errc why_ = Errc::RelayUnreachable;
  bool answers_ = false;
  int tries_ = 0;
  std::string id_;
};

TEST_F(FirstBoot, TriesLessAndLessOftenUntilThereIsANetwork) {
  start();
  for (int hour = 0; hour < 24; ++hour) timeline_.advance(1h);
  EXPECT_GT(tries_, 24 * 12 / 2);
  EXPECT_LT(tries_, 24 * 60);
  answers_ = true;
  timeline_.advance(5min);
  EXPECT_EQ(id_, "00000000000000bb");
  EXPECT_EQ(timeline_.sleepers(), 0u);
}

TEST_F(FirstBoot, IsThereAtOnceWhenANetworkComes) {
  start();
  timeline_.advance(1h);
  answers_ = true;
  const int before = tries_;
  changed_.notify();
  timeline_.settle();
  EXPECT_EQ(tries_, before + 1);
  EXPECT_EQ(id_, "00000000000000bb");
}

TEST_F(FirstBoot, ShowsATokenThatIsNotTakenOnceAnHour) {
  why_ = Errc::NotAllowed;
  start();
  timeline_.advance(24h);
  EXPECT_EQ(tries_, 25);
}

TEST_F(FirstBoot, SaysWhatIsInTheWayOnceEach) {
  log::start("test", log::Level::info);
  start();
  EXPECT_EQ(log_of(1h), "") << "said before";
  why_ = Errc::NotAllowed;
  EXPECT_NE(log_of(1h).find("used up"), std::string::npos);
  EXPECT_EQ(log_of(20h), "");
  EXPECT_NE(log_of(5h).find("token is over"), std::string::npos);
}

}  // namespace
}  // namespace maintendue::test
