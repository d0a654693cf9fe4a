// Two families' PCs, three operators' desks, and one hostile relay between them.
#pragma once

#include "hostile_relay/cast.h"
#include "hostile_relay/days.h"
#include "hostile_relay/people.h"
#include "hostile_relay/relay.h"

namespace maintendue::test {

class Scene {
 public:
  Scene(const Cast& cast, Dice& dice, double malice)
      : cast_(cast), dice_(dice), relay_(io_, dice, malice), impostors_(io_, timeline_) {
    const v1::RosterNews newest = cast.newest();
    for (std::size_t i = 0; i < cast.machines.size(); ++i) {
      homes_.push_back(std::make_unique<Home>(
          io_, timeline_, cast.organisation, cast.machines[i], cast.knows(newest),
          [this, i](auto&&...) { return relay_.line_of(i); }
      ));
    }
    relay_.shows = [this](std::size_t desk, const MachineId& machine) {
      return record_shown(desk, machine);
    };
    const auto put_desk = [&](const Holder& who, const v1::RosterNews& known) {
      desks_.push_back(std::make_unique<Desk>(
          io_, timeline_, cast.organisation, who, cast.knows(known), relay_.door_of(desks_.size()),
          cast.records()
      ));
    };
    put_desk(cast.nadia, newest);
    put_desk(cast.zoe, newest);
    put_desk(cast.remi, cast.organisation.news(1));  // he does not know yet
    settle();
  }
  ~Scene() {
    desks_.clear();
    homes_.clear();
  }

  void settle() {
    for (int i = 0; i < 6; ++i) {
      timeline_.settle();
      for (const auto& home : homes_) home->serve();
    }
  }

  // Something happens, and what must hold holds.
  void step() {
    happen();
    settle();
    look();
  }

  // How far things came, over all that happened.
  bool was_seen() const { return witness_.was_seen; }
  bool was_controlled() const { return witness_.was_controlled; }
  bool was_resumed() const { return witness_.was_taken_up && was_cut_; }
  int impostors() const { return impostors_.came; }
  int held_back() const { return held_back_; }
  int left() const { return days_.left(); }
  int returned() const {
    int count = 0;
    for (const auto& home : homes_) count += home->returned;
    return count;
  }
  int found_out() const {
    int count = 0;
    for (const auto& desk : desks_) count += desk->found_out();
    return count;
  }

 private:
  void happen() {
    const std::size_t d = any_of(dice_, desks_.size());
    switch (any_of(dice_, 28)) {
      case 0:
      case 1:
        return call(d);
      case 2:
        return timeline_.advance(std::chrono::milliseconds(1 + any_of(dice_, 20'000)));
      case 3:
        return timeline_.advance(std::chrono::milliseconds(1 + any_of(dice_, 1'500)));
      case 4:
        was_cut_ = true;
        return relay_.cut();
      case 5:
        (void)relay_.splice(d, any_of(dice_, homes_.size()));
        return;
      case 6:
        return put_impostor_for_operator(any_of(dice_, homes_.size()));
      case 7:
        return put_impostor_for_pc(d, false);
      case 8:
        return speak(any_of(dice_, homes_.size()));
      case 9:
        return relay_.offer(any_of(dice_, homes_.size()), 1 + any_of(dice_, 6), chance(dice_, 0.5));
      case 10:
      case 11:
      case 12:
        return relay_.join_whoever_waits();
      case 13:
      case 14:
      case 15:
        return restart_and_return(d);
      case 16:
        if (chance(dice_, 0.4)) days_pass();
        return;
      default:
        return go_about(dice_, *homes_[any_of(dice_, homes_.size())], *desks_[d], witness_);
    }
  }

  void call(std::size_t d) {
    if (desks_[d]->busy()) return;
    const std::size_t wanted = any_of(dice_, homes_.size());
    relay_.routes[d] = chance(dice_, 0.15) ? any_of(dice_, homes_.size()) : wanted;
    open_call(d, wanted, false);
    if (chance(dice_, 0.1)) return put_impostor_for_pc(d, true);
    if (chance(dice_, 0.7)) relay_.join_whoever_waits();
  }

  void open_call(std::size_t d, std::size_t wanted, bool comes_back) {
    count_held_back(*desks_[d]);
    days_.meets(*desks_[d], *homes_[wanted]);
    desks_[d]->call(cast_.machines[wanted], comes_back);
    settle();
  }
  void count_held_back(const Desk& desk) {
    if (!desk.page() || desk.page()->shown.empty()) return;
    held_back_ += desk.page()->shown.back().ending.reason == v1::END_REASON_ROSTER_STALE;
  }
  // Everybody goes home, and comes back some day.
  void days_pass() {
    for (const auto& desk : desks_) {
      count_held_back(*desk);
      desk->leave();
    }
    pass(std::chrono::seconds{5});
    days_.pass();
  }

  // The family lets her restart the PC and come back, if she sees it; meanwhile the relay repeats
  // an offer, holds her back until it is over, lets somebody else call first, or plays her.
  void restart_and_return(std::size_t d) {
    call(d);
    if (!desks_[d]->busy()) return;
    const std::size_t h = relay_.routes[d];
    homes_[h]->mind = Mind::Yes;
    desks_[d]->wish(console::AskWish{lease::Scope::View});
    settle();
    desks_[d]->wish(console::RestartWish{});
    settle();
    homes_[h]->mind = chance(dice_, 0.5) ? Mind::Yes : Mind::Silent;
    const std::size_t trick = any_of(dice_, 6);
    if (trick == 0) relay_.offer(h, 1 + any_of(dice_, 6), chance(dice_, 0.5));
    if (trick == 1) timeline_.advance(agent::WayBack::kOpen);
    settle();
    const std::size_t caller = trick == 2 ? any_of(dice_, desks_.size()) : d;
    if (desks_[caller]->busy()) return;
    relay_.routes[caller] = h;
    open_call(caller, h, true);
    if (trick == 3) put_impostor_for_operator(h);
    relay_.join_whoever_waits();
    pass(std::chrono::seconds{12});
  }
  void pass(std::chrono::seconds time) {
    for (; time.count() > 0; --time) {
      timeline_.advance(std::chrono::seconds{1});
      settle();
      look();
    }
  }

  void put_impostor_for_operator(std::size_t home) {
    const auto end = relay_.take_home_end(home);
    if (!end) return;
    const Holder* const keys[] = {
        &cast_.captured, &cast_.minted, &cast_.other_nadia, &cast_.remi, &cast_.machines[0]
    };
    v1::RosterNews brings = chance(dice_, 0.5) ? cast_.other.news(9) : cast_.organisation.news(1);
    impostors_.play_operator(end, *keys[any_of(dice_, std::size(keys))], std::move(brings));
  }
  void put_impostor_for_pc(std::size_t d, bool twin) {
    const auto end = relay_.take_desk_end(d);
    if (!end || !desks_[d]->page()) return;
    const std::size_t called = desks_[d]->called == cast_.machines[0].id ? 0 : 1;
    const Holder* const keys[] = {
        &cast_.captured, &cast_.other_machines[called], &cast_.machines[1 - called], &cast_.remi,
        &cast_.minted
    };
    const auto session =
        desks_[d]->page()->shown.empty() ? SessionId{1} : desks_[d]->page()->shown.back().session;
    const Holder& who = twin ? cast_.twins[called] : *keys[any_of(dice_, std::size(keys))];
    impostors_.play_pc(end, who, session.value, twin);
  }

  // None of what is his, or the right one, or nothing: what desks have seen they keep.
  Bytes record_shown(std::size_t desk, const MachineId& machine) {
    const std::size_t m = machine.value == cast_.machines[0].id ? 0 : 1;
    const auto record = [&](const Organisation& whose, const Holder& by, int days) {
      return machine_record::sign(
          {machine, key_hash(cast_.twins[m]), v1::VERIFIED_HOW_PHONE,
           cast_.organisation.founded() + std::chrono::hours{24 * days}, OperatorId{by.id}},
          whose.trust(), by.key
      );
    };
    switch (any_of(dice_, 6)) {
      case 0:
        return {};
      case 1:
        return record(cast_.other, cast_.other_nadia, 0);
      case 2:  // by whoever left: his own desk has not heard of it yet
        return desk == 2 ? Bytes() : record(cast_.organisation, cast_.remi, 0);
      case 3:  // of before
        return record(cast_.organisation, cast_.nadia, -1);
      case 4: {
        Bytes bytes = record(cast_.organisation, cast_.nadia, 0);
        bytes[any_of(dice_, bytes.size())] ^= 1;
        return bytes;
      }
      default:
        return verified(cast_.organisation, cast_.nadia, cast_.machines[m]);
    }
  }

  // Down the PC's own link: words of its own wherever words go, and rosters that are not ours.
  void speak(std::size_t home) {
    v1::RelaySays says;
    switch (any_of(dice_, 5)) {
      case 0:
        says.mutable_welcome()->set_machine_id(HostileRelay::kItsWords);
        break;
      case 1:
        *says.mutable_roster() = cast_.other.news(9);
        break;
      case 2:
        *says.mutable_roster() = cast_.organisation.news(1);  // the one with Rémi
        break;
      case 3:
        *says.mutable_roster() = days_.false_confirmation();
        break;
      default: {
        v1::RosterNews news = cast_.newest();
        Bytes& bytes = *news.mutable_signed_roster();
        bytes[any_of(dice_, bytes.size())] ^= 1;
        *says.mutable_roster() = std::move(news);
      }
    }
    says.GetReflection()->MutableUnknownFields(&says)->AddLengthDelimited(
        77, HostileRelay::kItsWords
    );
    relay_.say(home, std::move(says));
  }

  void look() {
    witness_.look();
    witness_.read(relay_.loot(), {"TYPED", "DRAWN", "Nadia", "Zo\xc3\xa9", "Maison"});
    EXPECT_TRUE(impostors_.heard.empty()) << impostors_.heard.front();
  }

  const Cast& cast_;
  Dice& dice_;
  net::io_context io_;
  ManualTimeline timeline_{io_};
  HostileRelay relay_;
  Impostors impostors_;
  bool was_cut_ = false;
  int held_back_ = 0;
  Homes homes_;
  Desks desks_;
  Witness witness_{homes_, desks_, HostileRelay::kItsWords};
  Days days_{cast_, dice_, timeline_, relay_, homes_, desks_, witness_};
};

}  // namespace maintendue::test
