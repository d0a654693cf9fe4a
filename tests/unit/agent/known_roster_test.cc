// What a PC makes of a roster: who may be here, from now on, and what its journal says of it.
#include "agent/service/state/known_roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/log.h"
#include "roster/book_file.h"
#include "roster/changes.h"
#include "roster/edit.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class KnownRosterTest : public ::testing::Test {
 protected:
  identity::Badge badge(const Holder& who) const {
    return {OperatorId{who.id}, who.key.public_key()};
  }
  bool admits(const Holder& who) const {
    return agent::admit(roster_.book(), badge(who), organisation_.founded()).has_value();
  }

  Organisation organisation_;
  const Holder nadia_ = organisation_.operator_named("Nadia");
  const Holder lea_ = organisation_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder camille_ =
      organisation_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  TempFolder folder_;
  int changes_ = 0;
  agent::KnownRoster roster_{organisation_.book(), folder_.path() / "roster", [this] {
                               ++changes_;
                             }};
};

TEST_F(KnownRosterTest, AdmitsWhoAssistsFamilies) {
  EXPECT_TRUE(admits(nadia_));
  EXPECT_TRUE(admits(lea_));
  EXPECT_FALSE(admits(camille_)) << "an administrator sees no screen";
}

TEST_F(KnownRosterTest, TellsWhenSomebodyMayBeAnOperatorNoMore) {
  roster::Roster next = organisation_.roster(2);
  std::erase_if(next.members, [&](const auto& member) { return member.who.id.value == nadia_.id; });
  roster_.hear(organisation_.news_of(next));
  EXPECT_EQ(changes_, 1);
  EXPECT_FALSE(admits(nadia_));
  roster_.hear(organisation_.news_of(next));
  EXPECT_EQ(changes_, 1) << "nothing new";
}

TEST_F(KnownRosterTest, ASuspensionCountsAtOnceAndOverARestart) {
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, organisation_.founded(), roster::Suspension{OperatorId{nadia_.id}}},
      organisation_.trust(), nadia_.key
  );
  roster_.hear(news);
  EXPECT_EQ(changes_, 1);
  EXPECT_FALSE(admits(nadia_));
  const auto kept = roster::open_book(folder_.path() / "roster", organisation_.trust());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->suspended(OperatorId{nadia_.id}));
}

TEST_F(KnownRosterTest, AConfirmationIsKeptAndDisturbsNobody) {
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{lea_.id}, organisation_.founded() + 24h, roster::NewestKnown{{1, 1}}},
      organisation_.trust(), lea_.key
  );
  roster_.hear(news);
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(roster_.book().confirmed_by(OperatorId{lea_.id}), organisation_.founded() + 24h);
}

TEST_F(KnownRosterTest, WhatIsOlderOrNotOursChangesNothing) {
  roster_.hear(organisation_.news(5));
  changes_ = 0;
  roster_.hear(organisation_.news(4));
  roster_.hear(Organisation().news(9));
  v1::RosterNews nonsense;
  nonsense.set_signed_roster("nonsense");
  roster_.hear(nonsense);
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(roster_.book().edition().version, 5u);
}

TEST_F(KnownRosterTest, AFullDiskKeepsNobodyIn) {
  agent::KnownRoster nowhere(
      organisation_.book(), folder_.path() / "no" / "such" / "roster", [this] { ++changes_; }
  );
  roster::Roster next = organisation_.roster(2);
  next.members.pop_back();
  nowhere.hear(organisation_.news_of(next));
  EXPECT_EQ(nowhere.book().edition().version, 2u);
  EXPECT_EQ(changes_, 1);
}

using roster::Change;

// One roster after another, and what of it a family finds in its journal.
class JournalOfTheRoster : public KnownRosterTest {
 protected:
  struct Told {
    std::string sentence;
    std::string about;  // an operator's id
    std::string machine{};
    std::string line() const {
      return sentence + " operator=\"" + about + "\" machine=\"" + machine + "\"";
    }
  };

  v1::RosterNews news(const std::function<void(roster::Roster&)>& change) const {
    roster::Roster next = organisation_.roster(2);
    change(next);
    return organisation_.news_of(next);
  }
  v1::RosterNews under_next_key() const {
    const identity::Issuer key = identity::make_roster_key(organisation_.root(), 2, day_);
    const roster::Roster before = organisation_.roster();
    v1::RosterNews news;
    news.set_signed_roster(roster::sign_roster(
        roster::under_next_key(before, 2, before.authorities, day_), organisation_.trust(), key
    ));
    return news;
  }

  // Whatever a kind is, a case of its own says how it comes about and what is told of it.
  std::pair<v1::RosterNews, Told> story(Change::Kind kind) const {
    const Bytes key = identity::PrivateKey::generate().public_key();
    const std::string nadia = nadia_.id;
    const auto of_nadia = [](auto change) {
      return [change](roster::Roster& roster) { change(roster.members.front()); };
    };
    switch (kind) {
      case Change::Kind::Added: {
        const identity::Operator zoe{
            OperatorId{"00000000000000b0"}, kName, {v1::ROLE_MEDIATOR}, key
        };
        return {
            news([&](auto& roster) { roster.members.push_back({zoe}); }),
            {"an operator was added", zoe.id.value}
        };
      }
      case Change::Kind::Removed:
        return {
            news([](auto& roster) { roster.members.erase(roster.members.begin()); }),
            {"an operator was removed", nadia}
        };
      case Change::Kind::Roles:
        return {
            news(of_nadia([](auto& member) { member.who.roles = {v1::ROLE_SUPPORT}; })),
            {"an operator has other roles", nadia}
        };
      case Change::Kind::NewKey:
        return {
            news(of_nadia([&](auto& member) { member.who.public_key = key; })),
            {"an operator has a new key", nadia}
        };
      case Change::Kind::Renamed:
        return {
            news(of_nadia([](auto& member) { member.who.name = kName; })),
            {"an operator has another name", nadia}
        };
      case Change::Kind::RosterKey:
        return {under_next_key(), {"the roster key was replaced", ""}};
      case Change::Kind::Root:
        return {
            organisation_.under_next_root(day_).news(), {"the organisation has another root", ""}
        };
      case Change::Kind::MachineRevoked:
        return {
            news([](auto& roster) { roster.revoked.insert(MachineId{"00000000000000b2"}); }),
            {"a machine was revoked", "", "00000000000000b2"}
        };
      case Change::Kind::Deputy:
        return {
            news(of_nadia([](auto& member) { member.deputy = true; })),
            {"another operator is the deputy", nadia}
        };
      case Change::Kind::Phone:
        return {
            news([](auto& roster) { roster.phone = kPhone; }),
            {"the association has another phone number", ""}
        };
      case Change::Kind::Hours:
        return {
            news([](auto& roster) {
              roster.hours.open = {{0, std::chrono::hours{9}, std::chrono::hours{17}}};
            }),
            {"the association answers at other hours", ""}
        };
      case Change::Kind::Photo:
        return {
            news(of_nadia([](auto& member) { member.photo_hash = identity::sha256("nadia"); })),
            {"an operator has another picture", nadia}
        };
      case Change::Kind::EncryptionKey:
        return {
            news(of_nadia([&](auto& member) { member.encryption_key = key; })),
            {"an operator has another key to read with", nadia}
        };
      case Change::Kind::DataKey:
        return {
            news([&](auto& roster) { roster.data_key = key; }), {"the data key is another", ""}
        };
      case Change::Kind::RecoveryKey:
        return {
            news([&](auto& roster) { roster.recovery_key = key; }),
            {"the recovery sheet is another", ""}
        };
      case Change::Kind::Authorities: {
        const auto more = identity::make_enrolment_intermediate(organisation_.root(), day_);
        return {
            news([&](auto& roster) {
              roster.authorities = roster::with_authority(roster.authorities, more.certificate);
            }),
            {"what else the root has certified is another", ""}
        };
      }
    }
    return {};
  }

  // What follows the edition in the journal when a PC that knows the first roster hears these.
  static std::vector<std::string> lines_of(std::string journal) {
    std::vector<std::string> lines;
    std::istringstream stream(std::move(journal));
    for (std::string line; std::getline(stream, line);) {
      constexpr std::string_view kBegin = "[agent.roster] ";
      const std::size_t at = line.find(kBegin);
      if (at != std::string::npos) lines.push_back(line.substr(at + kBegin.size()));
    }
    return lines;
  }

  static constexpr auto kName = "Zoé";
  static constexpr auto kPhone = "01 02 03 04 05";
  const WallTime day_ = organisation_.founded() + 24h;
};

TEST_F(JournalOfTheRoster, EveryKindOfChangeIsToldOnceByIdsAlone) {
  log::start("maintendue-agent", log::Level::info);
  for (int one = 0; one <= static_cast<int>(Change::Kind::Authorities); ++one) {
    const auto kind = static_cast<Change::Kind>(one);
    const auto [news, told] = story(kind);
    agent::KnownRoster pc(organisation_.book(), folder_.path() / "kept", [] {});
    testing::internal::CaptureStderr();
    pc.hear(news);
    const std::string journal = testing::internal::GetCapturedStderr();
    const std::vector<Change> changes = roster::changes(organisation_.roster(), pc.book().roster());
    ASSERT_EQ(changes.size(), 1u) << told.sentence;
    EXPECT_EQ(changes.front().kind, kind) << told.sentence;
    EXPECT_THAT(
        lines_of(journal), testing::ElementsAre(testing::StartsWith("newer roster "), told.line())
    );
    for (const char* name : {"Nadia", "Léa", "Camille", kName, kPhone}) {
      EXPECT_EQ(journal.find(name), std::string::npos) << told.sentence;
    }
  }
}

}  // namespace
}  // namespace maintendue::test
