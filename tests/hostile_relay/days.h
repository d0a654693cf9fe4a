// What comes of days and weeks: who leaves meanwhile, who confirms the roster, and whom the relay
// lets hear of either.
#pragma once

#include "hostile_relay/cast.h"
#include "hostile_relay/relay.h"
#include "hostile_relay/witness.h"

namespace maintendue::test {

class Days {
 public:
  Days(
      const Cast& cast,
      Dice& dice,
      ManualTimeline& timeline,
      HostileRelay& relay,
      const Homes& homes,
      const Desks& desks,
      Witness& witness
  )
      : cast_(cast),
        dice_(dice),
        timeline_(timeline),
        relay_(relay),
        homes_(homes),
        desks_(desks),
        witness_(witness) {}

  // Up to two months, over which everybody sleeps. Afterwards operators are at their desks again,
  // or some of them; of what they know the relay passes on all, or nothing.
  void pass() {
    const auto days = std::chrono::hours(24 * (1 + any_of(dice_, 60)));
    const WallTime then = timeline_.wall() + days;
    somebody_leaves();
    timeline_.set_wall(then);
    const bool held_back = chance(dice_, 0.5);
    for (const auto& desk : desks_) {
      if (chance(dice_, 0.5)) desk->hear(newest_);  // a colleague told her
      if (chance(dice_, 0.5)) confirm(desk->who(), desk->book(), held_back);
    }
    if (chance(dice_, 0.5)) confirm(cast_.camille, cast_.knows(newest_), held_back);
    for (std::size_t home = 0; !held_back && home < homes_.size(); ++home) say(home, newest_);
  }
  // She is about to call it: what she knows it may hear, however the relay carries it.
  void meets(const Desk& desk, const Home& home) {
    for (const roster::Member& member : desk.book().roster().members) {
      const auto at = desk.book().confirmed_by(member.who.id);
      if (at) witness_.told(home, member.who.id, *at);
    }
  }
  // That the newest roster is the newest, as of today, by nobody who may say so.
  v1::RosterNews false_confirmation() {
    const std::pair<const Holder*, OperatorId> pens[] = {
        {&cast_.remi, OperatorId{cast_.remi.id}},
        {&cast_.remi, OperatorId{cast_.camille.id}},
        {&cast_.other_nadia, OperatorId{cast_.nadia.id}},
        {&cast_.captured, OperatorId{cast_.zoe.id}},
    };
    const auto& [pen, name] = pens[any_of(dice_, std::size(pens))];
    const roster::Edition edition = cast_.knows(newest_).edition();
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(
        {name, timeline_.wall(), roster::NewestKnown{edition}}, cast_.organisation.trust(), pen->key
    );
    return news;
  }

  // How many operators have left.
  int left() const { return left_; }

 private:
  // Zoé or Nadia is in the next roster no more, or says that she is not to be let in.
  void somebody_leaves() {
    if (left_ > 0 || chance(dice_, 0.5)) return;
    ++left_;
    const Holder& who = chance(dice_, 0.7) ? cast_.zoe : cast_.nadia;
    const OperatorId id{who.id};
    if (chance(dice_, 0.6)) {
      newest_ = cast_.without(who, timeline_.wall());
      return;
    }
    *newest_.add_statements() = roster::sign_statement(
        {id, timeline_.wall(), roster::Suspension{id}}, cast_.organisation.trust(), who.key
    );
  }
  // Some time in the last two days.
  void confirm(const Holder& who, const roster::Book& book, bool held_back) {
    const OperatorId id{who.id};
    if (book.roster().member(id) == nullptr) return;
    const WallTime at = timeline_.wall() - std::chrono::hours(any_of(dice_, 48));
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(
        {id, at, roster::NewestKnown{book.edition()}}, cast_.organisation.trust(), who.key
    );
    for (const auto& desk : desks_) {
      if (desk->who().id == who.id || !held_back) desk->hear(news);
    }
    for (std::size_t home = 0; !held_back && home < homes_.size(); ++home) {
      witness_.told(*homes_[home], id, at);
      say(home, news);
    }
  }
  void say(std::size_t home, const v1::RosterNews& news) {
    v1::RelaySays says;
    *says.mutable_roster() = news;
    relay_.say(home, std::move(says));
  }

  const Cast& cast_;
  Dice& dice_;
  ManualTimeline& timeline_;
  HostileRelay& relay_;
  const Homes& homes_;
  const Desks& desks_;
  Witness& witness_;
  v1::RosterNews newest_ = cast_.newest();
  int left_ = 0;
};

}  // namespace maintendue::test
