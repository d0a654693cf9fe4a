// A household as this console sees it: what the relay shows of it, held against the roster, against
// what was seen before, and opened. Pure functions; whoever holds one holds a family's name.
#pragma once

#include "household_record/household_record.h"
#include "maintendue/local/v1/household.pb.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::console {

struct Household {
  enum class Standing {
    Open,  // a mediator wrote it, and it opens
    // It opens, but nobody of the team vouches for it: whoever is named as its writer is a mediator
    // no more, or has another key now, and it was never seen here. No fact about a family.
    SignerGone,
    Unsure,      // how far it was seen here can't be read any more: it may be an older one
    Colleagues,  // somebody else's family; the relay gives no content
    Locked,      // nobody has handed its data key on to us yet
    Erased,
    Older,    // a later version was seen here, or another of this version
    Missing,  // it was seen here, and the relay shows nothing of it
    Damaged,  // not what its writer signed or sealed, or more than a day ahead of our clock
  };

  HouseholdId id;
  Standing standing = Standing::Missing;
  std::uint64_t version = 0;  // that the relay shows; 0 when it is missing
  std::uint64_t next = 1;     // the earliest that may follow: later than any that was believed
  OperatorId owner{};
  // Whose signature it has, which may be another's than who wrote it by its content: a colleague's
  // console seals it anew. With Open alone.
  OperatorId by{};
  WallTime changed{};
  // Erased, as was seen while that counted; whoever said so counts no more, and somebody else has
  // to.
  bool unsigned_erasure = false;
  Bytes data_key_hash{};
  // With Open, SignerGone and Unsure alone.
  local::v1::Household content{};
  // What is to be kept as seen; of version 0 when nothing is.
  local::v1::KeptHousehold seen{};
};

// What a row is worth is decided by these.
struct Judge {
  const roster::Book& book;
  const std::vector<identity::PrivateKey>& data_keys;
  WallTime now;

  // `before` is what was kept of it; of version 0 when nothing was.
  Household household(const v1::HouseholdRow& row, const local::v1::KeptHousehold& before) const;

 private:
  bool is_ahead(std::uint64_t version) const;
  bool could_be_hers(const household_record::Record& said, BytesView signed_record) const;
};

// Whether it may be written down: a name, and nothing too long or unseen.
bool fits(const local::v1::Household& what);

}  // namespace maintendue::console
