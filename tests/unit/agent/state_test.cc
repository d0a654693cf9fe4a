#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "agent/service/state/machine_state.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class StateTest : public ::testing::Test {
 protected:
  Result<void> save(const Holder& machine) {
    return agent::save_state(
        folder_, machine.key, machine.chain, organisation_.root().certificate.to_pem(),
        organisation_.book()
    );
  }

  Organisation organisation_;
  TempFolder parent_;
  const fs::path folder_ = parent_.path() / "state";
};

TEST_F(StateTest, ComesBackAsItWasSavedAndIsPrivate) {
  const Holder machine = organisation_.machine();
  ASSERT_TRUE(save(machine));
  auto state = agent::load_state(folder_);
  ASSERT_TRUE(state) << state.error().detail;
  EXPECT_EQ(state->machine_id, machine.id);
  EXPECT_EQ(state->key.public_key(), machine.key.public_key());
  EXPECT_EQ(agent::load_book(folder_)->trust().organisation(), "La Maison Numérique");
  for (const auto& file : fs::directory_iterator(folder_)) {
    EXPECT_EQ(file.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
        << file.path();
  }
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(StateTest, AKeyMadeBeforeAPowerCutIsKept) {
  auto first = agent::load_or_make_key(folder_);
  auto again = agent::load_or_make_key(folder_);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->public_key(), again->public_key());
  EXPECT_EQ(agent::load_state(folder_).error().code, Errc::NotFound);
}

TEST_F(StateTest, ACertificateOfAnotherKeyIsNotOurs) {
  const Holder machine = organisation_.machine();
  const Holder other = organisation_.machine("00000000000000cc");
  ASSERT_TRUE(save({other.key, machine.chain, machine.id}));
  EXPECT_EQ(agent::load_state(folder_).error().code, Errc::NotTrusted);
}

TEST_F(StateTest, TheNewestRosterComesBack) {
  EXPECT_EQ(agent::load_book(folder_).error().code, Errc::NotFound);
  ASSERT_TRUE(save(organisation_.machine()));
  const auto book = agent::load_book(folder_);
  ASSERT_TRUE(book);
  EXPECT_EQ(book->edition(), (roster::Edition{1, 1}));
  std::ofstream(folder_ / "roster") << "nonsense";
  EXPECT_EQ(agent::load_book(folder_).error().code, Errc::NotTrusted);
}

// Whoever holds the roster key may leave out what a PC stands by: it starts all the same, and hears
// of the next roster.
TEST_F(StateTest, ARosterThatConfirmsItNoMoreLeavesItWaitingForTheNext) {
  const Organisation second = organisation_.under_next_root(organisation_.founded() + 24h);
  const Holder machine = organisation_.machine();
  roster::Roster emptied = second.roster();
  emptied.members.push_back(
      {{OperatorId{"00000000000000c1"}, "Camille", {v1::ROLE_ADMIN}, machine.key.public_key()}, {}}
  );
  emptied.authorities.clear();
  roster::Book book(second.trust());
  ASSERT_TRUE(book.take_in(second.news_of(emptied)));
  ASSERT_TRUE(
      agent::save_state(folder_, machine.key, machine.chain, organisation_.trust().root_pem(), book)
  );
  EXPECT_FALSE(book.trust().check_client(machine.chain, second.founded()));
  EXPECT_TRUE(agent::load_state(folder_));
}

TEST_F(StateTest, ADamagedFileIsAnErrorNotACrash) {
  ASSERT_TRUE(save(organisation_.machine()));
  for (const char* name : {"machine.key", "machine.crt", "root.crt"}) {
    ASSERT_TRUE(save(organisation_.machine()));
    std::ofstream(folder_ / name) << "-----BEGIN CERTIFICATE-----\nnonsense\n";
    EXPECT_FALSE(agent::load_state(folder_)) << name;
  }
}

}  // namespace
}  // namespace maintendue::test
