// The hand that holds the roster key: makes one change and signs it. No network.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>

#include "base/private_memory.h"
#include "roster/book.h"
#include "sealed_record/data_key.h"

namespace maintendue::console {

struct AddColleague {
  std::string name;
  std::vector<v1::Role> roles;
  Secret passphrase;
};
struct SetRoles {
  OperatorId who;
  std::vector<v1::Role> roles;
};
struct RemoveColleague {
  OperatorId who;
};
struct LiftSuspension {
  OperatorId who;
};
// For somebody who forgot her passphrase, or lost her PC: the old key is worth nothing any more.
struct GiveNewKey {
  OperatorId who;
  Secret passphrase;
};
// A PC that was stolen, or is the association's no more: nobody lets its key in again.
struct RevokeMachine {
  MachineId machine;
};
// The one who may let an ended roster go on; nobody when empty.
struct NameDeputy {
  OperatorId who;
};
// Where a family in doubt calls the association; nowhere when empty.
struct SetPhone {
  std::string phone;
};
// When somebody answers there; nobody says when empty.
struct SetHours {
  hours::Hours hours;
};
// Of the picture by which families see her; none when empty.
struct SetPhoto {
  OperatorId who;
  Bytes hash;
};
struct RenewRoster {};

using Edit = std::variant<
    AddColleague,
    SetRoles,
    RemoveColleague,
    LiftSuspension,
    GiveNewKey,
    RevokeMachine,
    NameDeputy,
    SetPhone,
    SetHours,
    SetPhoto,
    RenewRoster>;

// The files of the folder that somebody gets, by name.
using ColleagueFolder = std::map<std::string, Bytes>;

struct Edited {
  roster::Book book;          // with the next roster in it
  ColleagueFolder colleague;  // for AddColleague and GiveNewKey
  // When there is another data key: sealed to everybody who may open it, for the relay. Likewise in
  // `colleague`, when she may hand it in: an administrator's own old key does not any more.
  v1::DataKeys data_keys;
};

// What an operator signs with, and what is sealed to her.
struct OperatorKeys {
  identity::PrivateKey key = identity::PrivateKey::generate();
  identity::PrivateKey encryption = identity::PrivateKey::generate();
};

class Authority {
 public:
  // What lies in an administrator's folder: roster.key, locked by her own passphrase, and
  // roster.crt.
  static bool lies_in(const std::filesystem::path& home);
  // Takes a good part of a second (scrypt). NotAllowed when there is no such key, or it is not of
  // this organisation; WrongPassphrase.
  static Result<Authority> open(
      const std::filesystem::path& home, const identity::Trust& trust, BytesView passphrase
  );
  Authority(identity::Issuer key, identity::Trust trust)
      : key_(std::move(key)), trust_(std::move(trust)) {}

  // As roster/edit.h says; BadMessage also for a passphrase of less than eight characters.
  // OutOfDate when the roster key itself was replaced meanwhile.
  Result<Edited> sign(const roster::Book& book, const Edit& edit, WallTime now) const;

  // The organisation's first roster, or the first under a new roster key. `people` fits (asserted).
  roster::Book found(const roster::Roster& people) const;
  // Her keys, her certificates and, with the role admin, the roster key, each locked by the
  // passphrase. `book` names her.
  ColleagueFolder folder_for(
      const identity::Operator& who,
      const OperatorKeys& keys,
      const roster::Book& book,
      BytesView passphrase,
      WallTime now
  ) const;

  const identity::Issuer& key() const { return key_; }

 private:
  identity::Issuer key_;
  identity::Trust trust_;
};

// Fewer characters than this are no passphrase.
constexpr std::size_t kShortestPassphrase = 8;

// A fresh one for a new operator.
OperatorId new_operator_id();

}  // namespace maintendue::console
