// What must never be, whoever carries the bytes.
#pragma once

#include <gtest/gtest.h>

#include "hostile_relay/desk.h"
#include "hostile_relay/home.h"
#include "hostile_relay/impostors.h"
#include "hostile_relay/malice.h"

namespace maintendue::test {

using Homes = std::vector<std::unique_ptr<Home>>;
using Desks = std::vector<std::unique_ptr<Desk>>;

class Witness {
 public:
  // `its_words`: what the relay's owner would like to say to a family.
  Witness(const Homes& homes, const Desks& desks, Bytes its_words)
      : homes_(homes), desks_(desks), its_words_(std::move(its_words)) {}

  // One that nobody else sends: what is drawn or typed is made of these.
  Bytes token(const char* word) { return name_of(word, ++tokens_); }

  void look() {
    for (const auto& home : homes_) look_at(*home);
    for (const auto& desk : desks_) look_at(*desk);
  }
  // Nothing of `secrets` in what was carried since it was last asked.
  void read(const Malice::Loot& loot, std::initializer_list<const char*> secrets) {
    for (; read_ < loot.size(); ++read_) {
      for (const char* secret : secrets) {
        EXPECT_EQ(loot[read_].find(secret), Bytes::npos) << "the relay reads " << secret;
      }
    }
  }

  // That this PC may have heard when she last knew no newer roster.
  void told(const Home& home, const OperatorId& by, WallTime at) {
    WallTime& last = confirmations_[&home][by];
    last = std::max(last, at);
  }

  // How far things came.
  bool was_seen = false, was_controlled = false, was_taken_up = false;

 private:
  void look_at(const Home& home) {
    EXPECT_LE(home.widest_now(), home.granted) << "more than the family allowed";
    EXPECT_EQ(home.uninvited, 0) << "back behind a restart without its yes";
    was_seen |= home.widest_now() >= v1::SCOPE_VIEW;
    was_controlled |= home.widest_now() >= v1::SCOPE_CONTROL;
    for (std::size_t& judged = judged_[&home]; judged < home.questions.size(); ++judged) {
      judge(home, home.questions[judged]);
    }
    if (home.widest_now() > v1::SCOPE_UNSPECIFIED && !home.banners.empty()) {
      (void)may_come(home.knows(), home.banners.back().operator_name());
    }
    for (const auto& banner : home.banners) {
      EXPECT_TRUE(banner.operator_name() == "Nadia" || banner.operator_name() == "Zoé");
      expect_none_of_its_words(banner);
    }
    for (const auto& state : home.states) expect_none_of_its_words(state);
    for (const auto& typed : home.typed) {
      for (const int token : tokens_of(typed, "TYPED")) {
        EXPECT_TRUE(typed_there(home, token)) << "typed by nobody who called this PC";
      }
    }
  }
  void judge(const Home& home, const Home::Asked& asked) {
    const pc::Question& question = asked.question;
    EXPECT_TRUE(question.operator_name() == "Nadia" || question.operator_name() == "Zoé")
        << "asked for " << question.operator_name();
    EXPECT_EQ(question.organisation(), "La Maison Numérique");
    expect_none_of_its_words(question);
    const auto who = may_come(asked.knew, question.operator_name());
    if (!who) return;
    WallTime confirmed = asked.knew.roster().made;
    for (const auto& [by, at] : confirmations_[&home]) {
      if (by != *who) confirmed = std::max(confirmed, at);
    }
    const auto longest = roster::kConfirmedFor + std::chrono::hours{1};  // with the session itself
    EXPECT_LE(asked.at, confirmed + longest) << "by a roster that was held back";
  }
  // Who she is, by what that PC knows.
  std::optional<OperatorId> may_come(const roster::Book& book, const std::string& name) const {
    for (const roster::Member& member : book.roster().members) {
      if (member.who.name != name) continue;
      EXPECT_FALSE(book.suspended(member.who.id)) << name << " is suspended, and it has heard so";
      return member.who.id;
    }
    ADD_FAILURE() << name << " is gone, and it has heard so";
    return std::nullopt;
  }
  void look_at(const Desk& desk) {
    if (!desk.page()) return;
    const Bytes& screen = desk.page()->screen;
    EXPECT_EQ(screen.find(Impostors::kFakePicture), Bytes::npos);
    for (const int token : tokens_of(screen, "DRAWN")) {
      EXPECT_TRUE(drawn_there(desk.called, token))
          << "a picture of another PC than " << desk.called;
    }
    for (const auto& state : desk.page()->shown) was_taken_up |= state.picture > 0;
  }

  bool typed_there(const Home& home, int token) const {
    return std::ranges::any_of(desks_, [&](const auto& desk) {
      const auto typed = desk->typed.find(home.machine().id);
      return typed != desk->typed.end() &&
             typed->second.find(name_of("TYPED", token)) != Bytes::npos;
    });
  }
  bool drawn_there(const std::string& machine, int token) const {
    return std::ranges::any_of(homes_, [&](const auto& home) {
      return home->machine().id == machine &&
             std::ranges::any_of(home->drawn, [&](const auto& drawn) {
               return drawn.find(name_of("DRAWN", token)) != Bytes::npos;
             });
    });
  }

  template <class Message>
  void expect_none_of_its_words(const Message& message) const {
    EXPECT_EQ(message.SerializeAsString().find(its_words_), Bytes::npos);
  }

  static Bytes name_of(const char* word, int number) {
    return std::string(word) + "-" + std::to_string(number) + ";";
  }
  // All that arrived, as the tokens that were sent: each whole, each later than the one before.
  static std::vector<int> tokens_of(const Bytes& arrived, const std::string& word) {
    std::vector<int> tokens;
    for (std::size_t at = 0; at < arrived.size();) {
      const std::size_t end = arrived.find(';', at);
      const bool whole =
          end != Bytes::npos && arrived.compare(at, word.size() + 1, word + "-") == 0;
      EXPECT_TRUE(whole) << "not what was sent: " << arrived.substr(at, 40);
      if (!whole) break;
      tokens.push_back(std::stoi(arrived.substr(at + word.size() + 1)));
      at = end + 1;
    }
    EXPECT_TRUE(std::ranges::is_sorted(tokens)) << "in another order than it was sent";
    EXPECT_EQ(std::ranges::adjacent_find(tokens), tokens.end()) << "twice";
    return tokens;
  }

  const Homes& homes_;
  const Desks& desks_;
  const Bytes its_words_;
  int tokens_ = 0;
  std::map<const Home*, std::size_t> judged_;  // questions that were looked at
  std::map<const Home*, std::map<OperatorId, WallTime>> confirmations_;
  std::size_t read_ = 0;
};

}  // namespace maintendue::test
