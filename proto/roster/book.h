// What one side knows of the roster: the newest it has seen, and what its members stated. PC,
// console and relay each hold one, and all decide by it in the same way.
#pragma once

#include <map>
#include <optional>

#include "roster/statement.h"

namespace maintendue::roster {

// A roster that nobody but the operator at the door has confirmed for so long counts as held back.
constexpr std::chrono::hours kConfirmedFor{35 * 24};

class Book {
 public:
  // What was new in some news.
  struct Taken {
    bool roster = false;
    bool suspension = false;
    bool confirmation = false;
    bool extension = false;
    bool instead = false;  // the roster, which took the place of another of its edition

    explicit operator bool() const { return roster || suspension || confirmation || extension; }
  };

  explicit Book(identity::Trust trust) : trust_(std::move(trust)) {}

  // Takes in what is ours and not known yet: with a newer roster, the root it stands under.
  // NotTrusted when the roster is not ours, OutOfDate when it is older than the newest seen, or
  // another of the same edition: then nothing is taken in. Statements that nobody of the roster
  // made are passed over.
  Result<Taken> take_in(const v1::RosterNews& news);

  // As take_in(), for who hears it from where rosters are published: where two were made of one
  // edition, the one that was published takes the place of ours, and what was stated here stays.
  Result<Taken> take_published(const v1::RosterNews& news);

  // Takes in the other book's statements alone: those of members who are still here, with the key
  // that they had.
  void take_over(const Book& before);

  // The organisation, under the root of the newest roster.
  const identity::Trust& trust() const { return trust_; }

  bool empty() const { return !newest_; }
  const Roster& roster() const { return *newest_; }  // the newest; not when empty
  identity::Certificate signer() const;              // the roster key's; not when empty
  Edition edition() const { return newest_ ? newest_->edition : Edition{}; }
  // The latest date that somebody signed; the beginning of time when nobody did.
  WallTime date() const;

  // Who holds this badge; in the days of an extension without the role admin. NotTrusted when the
  // newest roster names no such key, or suspended her, or has ended for her.
  Result<identity::Operator> recognise(const identity::Badge& badge, WallTime now) const;
  // Whether the roster is known to be the newest without taking the word of the one at the door:
  // its own date, or what another member stated, is at most kConfirmedFor old, and no other has
  // stated a newer one. Nothing to ask for where she is the only one. OutOfDate otherwise.
  Result<void> confirmed_for(const OperatorId& at_the_door, WallTime now) const;

  bool suspended(const OperatorId& whom) const;
  // Whether the deputy, who is one and not suspended, has stated that it goes on.
  bool extended() const { return extension_ && !suspended(newest_->deputy()->who.id); }
  // When nobody is an operator by it any more. Not when empty.
  WallTime ends() const { return newest_->ends + (extended() ? kExtension : kExtension.zero()); }
  // Whether her word would let it go on: she is its deputy and not suspended, and it has ended less
  // than kExtension ago.
  bool can_extend(const OperatorId& who, WallTime now) const;
  // Whether nobody lets this machine in any more.
  bool revoked(const MachineId& machine) const {
    return newest_ && newest_->revoked.contains(machine);
  }
  // Who, beside herself, stated that she must not be let in any more.
  std::vector<OperatorId> suspenders(const OperatorId& whom) const;
  // When she last stated that she knows no newer one than ours.
  std::optional<WallTime> confirmed_by(const OperatorId& who) const;

  // All of it, for whoever may know nothing; and what somebody is missing who knows that edition.
  v1::RosterNews news() const { return news_since({}); }
  v1::RosterNews news_since(Edition known) const;

 private:
  struct Said {
    WallTime at;
    v1::SignedStatement words;
  };
  struct Confirmation : Said {
    Edition edition;
  };
  using Suspending = std::pair<OperatorId, OperatorId>;  // who, whom

  Result<bool> take_in_roster(const v1::RosterNews& news);
  void take_in(const v1::SignedStatement& words, Taken& taken);
  // Each whether it was news.
  bool heard(const NewestKnown& newest, const OperatorId& by, Said said);
  bool heard(const Suspension& suspension, const OperatorId& by, Said said);
  bool heard(const Extension& extension, const OperatorId& by, Said said);
  void forget_what_counts_no_more();
  bool counts(const Suspending& suspending, const Said& said) const;

  identity::Trust trust_;
  Bytes signed_;
  std::optional<Roster> newest_;
  std::map<OperatorId, Confirmation> confirmations_;  // the newest of each
  std::map<Suspending, Said> suspensions_;            // likewise
  std::optional<Said> extension_;                     // the deputy's, of the newest roster
};

}  // namespace maintendue::roster
