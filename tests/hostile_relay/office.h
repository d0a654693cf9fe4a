// Who writes about families, which rosters there were, and what is sealed to whom.
#pragma once

#include "roster/edit.h"
#include "sealed_record/data_key.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"

namespace maintendue::test {

// Made once: keys are dear.
struct Mediators {
  WallTime founded = from_unix_ms(1'763'900'000'000);
  Organisation organisation{"La Maison Numérique", founded};
  Holder camille = organisation.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000ad");
  std::vector<Holder> all = {
      organisation.operator_named("Nadia"),
      organisation.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab"),
      organisation.operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000ac"),
      organisation.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ae"),
  };
  // What the relay's owner has: a PC, the other organisation's Nadia, and keys of his own.
  Holder captured = organisation.machine("00000000000000cc");
  Organisation other{"La Maison Numérique", founded};
  Holder other_nadia = other.operator_named("Nadia", {v1::ROLE_MEDIATOR}, all[0].id);
  identity::PrivateKey own = identity::PrivateKey::generate();
  identity::PrivateKey own_data_key = identity::PrivateKey::generate();
};

// Their association in one scenario.
class Office {
 public:
  static constexpr std::size_t kOmar = 1, kZoe = 2, kLea = 3;

  Office(const Mediators& mediators, const ManualTimeline& timeline)
      : mediators_(mediators), timeline_(timeline), book_(mediators.organisation.book()) {
    news_.push_back(book_.news());
    data_keys_.push_back(mediators.organisation.data_key());
    for (const roster::Member& member : book_.roster().members) {
      if (!sealed_record::is_entitled(member)) continue;
      *sealed_.add_keys() = sealed_record::sealed_for(member, data_keys_.back());
    }
    *sealed_.add_keys() = sealed_record::sealed_for_recovery(book_.roster(), data_keys_.back());
  }

  const Mediators& mediators() const { return mediators_; }
  const roster::Book& book() const { return book_; }
  // Every roster and statement there ever was, the newest last.
  const std::vector<v1::RosterNews>& news() const { return news_; }
  const std::vector<identity::PrivateKey>& data_keys() const { return data_keys_; }
  // What an administrator has just sealed, for the relay.
  v1::DataKeys take_sealed() { return std::exchange(sealed_, {}); }

  // Omar goes, and his keys are the relay's from then on.
  void omar_leaves() {
    if (left_) return;
    left_ = publish(*roster::without_member(book_.roster(), id(kOmar), timeline_.wall()));
  }
  // Zoé's keys were stolen: she says so, and the thief takes them where such things are bought.
  void zoe_is_robbed() {
    if (robbed_) return;
    robbed_ = true;
    const Holder& zoe = mediators_.all[kZoe];
    const roster::Statement stop{id(kZoe), timeline_.wall(), roster::Suspension{id(kZoe)}};
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(stop, mediators_.organisation.trust(), zoe.key);
    (void)book_.take_in(news);
    news_.push_back(book_.news());
  }
  void lea_becomes_a_mediator() {
    if (joined_) return;
    joined_ = true;
    const std::vector<v1::Role> roles{v1::ROLE_MEDIATOR};
    (void)publish(*roster::with_roles(book_.roster(), id(kLea), roles, timeline_.wall()));
  }
  void renew() { (void)publish(roster::renewed(book_.roster(), timeline_.wall())); }

  // Whose keys the relay has, by their place among the mediators.
  bool is_the_relays(std::size_t who) const {
    return (who == kOmar && left_) || (who == kZoe && robbed_);
  }
  // Whether whoever knows no more than this has heard of Omar's leaving, once he left.
  bool knows_that_omar_left(const roster::Book& book) const {
    return left_ && book.edition() >= *left_;
  }

 private:
  OperatorId id(std::size_t who) const { return OperatorId{mediators_.all[who].id}; }

  roster::Edition publish(roster::Roster next) {
    v1::DataKeys sealed = sealed_record::renew_data_key(book_, next);
    if (!book_.take_in(mediators_.organisation.news_of(next))) throw std::logic_error("no roster");
    news_.push_back(book_.news());
    for (const v1::SealedDataKey& one : sealed.keys()) {
      const auto key = sealed_record::open_data_key(one, mediators_.organisation.recovery_key());
      if (key) data_keys_.push_back(*key);
    }
    sealed_.MergeFrom(sealed);
    return book_.edition();
  }

  const Mediators& mediators_;
  const ManualTimeline& timeline_;
  roster::Book book_;
  std::vector<v1::RosterNews> news_;
  std::vector<identity::PrivateKey> data_keys_;  // each that a roster ever named
  v1::DataKeys sealed_;
  std::optional<roster::Edition> left_;
  bool robbed_ = false, joined_ = false;
};

}  // namespace maintendue::test
