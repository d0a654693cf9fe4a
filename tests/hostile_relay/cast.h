// Who is in the scenarios: two families' PCs, three operators and an administrator, and what the
// relay's owner has.
#pragma once

#include "support/organisation.h"
#include "support/verified.h"

namespace maintendue::test {

// Made once: keys are dear.
struct Cast {
  explicit Cast(WallTime founded = from_unix_ms(1'763'000'000'000)) : founded(founded) {}

  WallTime founded;
  Organisation organisation{"La Maison Numérique", founded};
  Holder nadia = organisation.operator_named("Nadia");
  Holder zoe = organisation.operator_named("Zoé", {v1::ROLE_SUPPORT}, "00000000000000ab");
  Holder remi = organisation.operator_named("Rémi", {v1::ROLE_MEDIATOR}, "00000000000000ac");
  Holder camille = organisation.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000ad");
  std::vector<Holder> machines = {
      organisation.machine("00000000000000b1"), organisation.machine("00000000000000b2")
  };
  // What the relay's owner has besides: a PC of his own, a machine's certificate by the
  // intermediate for the id of an operator, another organisation of the same name.
  Holder captured = organisation.machine("00000000000000cc");
  Holder minted = organisation.machine(nadia.id);
  // And PCs of the families' numbers, with keys of his own.
  std::vector<Holder> twins = {
      organisation.machine("00000000000000b1"), organisation.machine("00000000000000b2")
  };
  Organisation other{"La Maison Numérique", founded};
  Holder other_nadia = other.operator_named("Nadia", {v1::ROLE_MEDIATOR}, nadia.id);
  std::vector<Holder> other_machines = {
      other.machine("00000000000000b1"), other.machine("00000000000000b2")
  };

  std::vector<Bytes> records() const {
    std::vector<Bytes> all;
    for (const Holder& machine : machines) all.push_back(verified(organisation, nadia, machine));
    return all;
  }
  // Rémi left: version 2 is without him.
  v1::RosterNews newest() const {
    roster::Roster roster = organisation.roster(2);
    std::erase_if(roster.members, [&](const auto& member) {
      return member.who.id.value == remi.id;
    });
    return organisation.news_of(std::move(roster));
  }
  // And then she left too.
  v1::RosterNews without(const Holder& whom, WallTime when) const {
    const OperatorId id{whom.id};
    return organisation.news_of(*roster::without_member(knows(newest()).roster(), id, when));
  }
  roster::Book knows(const v1::RosterNews& news) const {
    roster::Book book(organisation.trust());
    if (!book.take_in(news)) throw std::logic_error("a roster that is not ours");
    return book;
  }
};

}  // namespace maintendue::test
