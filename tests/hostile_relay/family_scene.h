// Four mediators' desks, the families that they write about, and one hostile relay that keeps them.
#pragma once

#include "hostile_relay/archive.h"
#include "hostile_relay/family_witness.h"

namespace maintendue::test {

class FamilyScene {
 public:
  FamilyScene(const Mediators& mediators, Dice& dice, double malice)
      : dice_(dice),
        office_(mediators, timeline_),
        archive_(dice, malice, Forger(dice, office_, timeline_)) {
    for (std::size_t d = 0; d < mediators.all.size(); ++d) {
      desks_.push_back(std::make_unique<MediatorDesk>(
          io_, work_, timeline_, mediators.all[d], office_.book(),
          [this, d](std::string method, Bytes request) {
            return ask(d, std::move(method), std::move(request));
          }
      ));
    }
    hand_in();
  }

  // Something happens, and what must hold holds.
  void step() {
    happen();
    for (const auto& desk : desks_) witness_.look(*desk, false);
    witness_.read(archive_.loot());
  }
  // Nor is it on anybody's disk.
  void end() {
    for (const auto& desk : desks_) witness_.read(desk->folder());
  }

  // How far things came.
  const FamilyWitness& witness() const { return witness_; }
  int changed = 0, given = 0, erased = 0, sealed_anew = 0, erased_anew = 0;

 private:
  void happen() {
    const std::size_t d = any_of(dice_, desks_.size());
    switch (any_of(dice_, 28)) {
      case 0:
      case 1:
        return office_happens();
      case 2:
      case 3:
        return hear(*desks_[d]);
      case 4:
        return timeline_.advance(std::chrono::minutes(1 + any_of(dice_, 4'000)));
      default:
        timeline_.advance(std::chrono::seconds(1 + any_of(dice_, 60)));
        // Whose keys are stolen is at that desk no more.
        if (!office_.is_the_relays(d) && desks_[d]->is_a_mediators()) work(*desks_[d]);
    }
  }

  void office_happens() {
    switch (any_of(dice_, 5)) {
      case 0:
      case 1:
        office_.omar_leaves();
        break;
      case 2:
        office_.lea_becomes_a_mediator();
        break;
      case 3:
        office_.zoe_is_robbed();
        break;
      default:
        office_.renew();
    }
    hand_in();
  }
  // The administrator's.
  void hand_in() {
    const v1::DataKeys keys = office_.take_sealed();
    if (keys.keys_size() == 0) return;
    const Bytes request = keys.SerializeAsString();
    witness_.hear_keys(office_.book(), request);
    const OperatorId camille{office_.mediators().camille.id};
    (void)archive_.answer(camille, "/maintendue.v1.Households/PutDataKeys", request);
  }
  // The relay holds rosters back as long as it likes, and brings others.
  void hear(MediatorDesk& desk) {
    const auto& all = office_.news();
    switch (any_of(dice_, 8)) {
      case 0:
        return desk.hear(all[any_of(dice_, all.size())]);
      case 1:
        return desk.hear(office_.mediators().other.news(9));
      case 2: {
        v1::RosterNews altered = all.back();
        Bytes& bytes = *altered.mutable_signed_roster();
        bytes[any_of(dice_, bytes.size())] ^= 1;
        return desk.hear(altered);
      }
      default:
        return desk.hear(all.back());
    }
  }

  void work(MediatorDesk& desk) {
    switch (any_of(dice_, 17)) {
      case 0:
        return desk.sign_in();
      case 1:
      case 2:
        return desk.be_on_duty(chance(dice_, 0.7));
      case 3:
      case 4:
        return keep_up(desk);
      case 5:
      case 6:
      case 7:
      case 8:
        return witness_.look(desk, desk.load());
      case 9:
      case 10:
        if (added_ < 5) added_ += desk.add(witness_.something());
        return;
      default:
        return go_about_a_family(desk);
    }
  }
  void go_about_a_family(MediatorDesk& desk) {
    if (desk.families().empty()) return;
    auto place = desk.families().begin();
    std::advance(place, static_cast<long>(any_of(dice_, desk.families().size())));
    const HouseholdId family = place->first;
    if (place->second.standing == Standing::Erased) return;
    const std::size_t what = any_of(dice_, 7);
    if (what <= 1 || witness_.saw_it_erased(desk, family)) {
      witness_.asked_to_forget(family);
      erased += desk.erase(family);
    } else if (what == 2) {
      const auto& all = office_.mediators().all;
      given += desk.give(family, OperatorId{all[any_of(dice_, all.size())].id});
    } else {
      changed += desk.change(family, witness_.something(family));
    }
  }
  void keep_up(MediatorDesk& desk) {
    const bool loaded = desk.load();
    witness_.look(desk, loaded);
    if (!loaded) return;
    sealed_anew += desk.seal_anew();
    erased_anew += desk.erase_anew();
  }

  net::awaitable<Result<Bytes>> ask(std::size_t d, std::string method, Bytes request) {
    witness_.hear(*desks_[d], method, request);
    Result<Bytes> answer = archive_.answer(desks_[d]->self(), method, request);
    if (answer) witness_.hear_answer(*desks_[d], method, *answer);
    co_return answer;
  }

  Dice& dice_;
  net::io_context io_;
  net::thread_pool work_{1};
  ManualTimeline timeline_{io_};
  Office office_;
  Archive archive_;
  FamilyWitness witness_{office_, timeline_};
  std::vector<std::unique_ptr<MediatorDesk>> desks_;
  int added_ = 0;
};

}  // namespace maintendue::test
