#include "console/roster/authority.h"

#include <algorithm>

#include "base/files.h"
#include "base/random.h"
#include "base/utf8.h"
#include "console/data_keys/waiting_keys.h"
#include "identity/roles.h"
#include "roster/edit.h"

namespace maintendue::console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdBytes = 8;

// Whether the relay takes data keys from her.
bool may_hand_in(const identity::Operator& who) {
  return identity::is_administrator(who) || identity::is_mediator(who);
}

// What an edit makes of the roster, and, when it gives somebody a key, whose and locked by what.
struct Draft {
  roster::Roster next;
  std::optional<OperatorKeys> keys;
  OperatorId whose;
  Secret passphrase;
};

struct Drafting {
  const roster::Book& book;
  WallTime now;
  const roster::Roster& before = book.roster();

  static Result<Draft> plain(Result<roster::Roster> next) {
    if (!next) return tl::unexpected(next.error());
    return Draft{std::move(*next), {}, {}, {}};
  }
  static Result<Draft> with_keys(
      Result<roster::Roster> next, OperatorKeys keys, OperatorId whose, const Secret& passphrase
  ) {
    if (!next) return tl::unexpected(next.error());
    if (count_utf8(passphrase.text()) < kShortestPassphrase) {
      return fail(Errc::BadMessage, "a passphrase that is too short");
    }
    return Draft{std::move(*next), std::move(keys), std::move(whose), passphrase};
  }

  Result<Draft> operator()(const AddColleague& edit) const {
    const OperatorKeys keys;
    const OperatorId id = new_operator_id();
    const identity::Operator who{id, edit.name, edit.roles, keys.key.public_key()};
    auto next = roster::with_member(before, who, now, keys.encryption.public_key());
    return with_keys(std::move(next), keys, id, edit.passphrase);
  }
  Result<Draft> operator()(const GiveNewKey& edit) const {
    const OperatorKeys keys;
    auto next = roster::with_key(
        before, edit.who, keys.key.public_key(), now, keys.encryption.public_key()
    );
    return with_keys(std::move(next), keys, edit.who, edit.passphrase);
  }
  Result<Draft> operator()(const SetRoles& edit) const {
    return plain(roster::with_roles(before, edit.who, edit.roles, now));
  }
  Result<Draft> operator()(const RemoveColleague& edit) const {
    return plain(roster::without_member(before, edit.who, now));
  }
  Result<Draft> operator()(const LiftSuspension& edit) const {
    return plain(roster::lifted(before, edit.who, std::max(now, latest_against(edit.who))));
  }
  // Somebody's clock may have been ahead when she stated it.
  WallTime latest_against(const OperatorId& whom) const {
    WallTime latest{};
    const v1::RosterNews news = book.news();
    for (const v1::SignedStatement& words : news.statements()) {
      const auto statement = roster::check_statement(words, book.trust(), before);
      if (!statement) continue;
      const auto* suspension = std::get_if<roster::Suspension>(&statement->what);
      if (suspension != nullptr && suspension->whom == whom)
        latest = std::max(latest, statement->at);
    }
    return latest;
  }
  Result<Draft> operator()(const RevokeMachine& edit) const {
    return plain(roster::with_revoked(before, edit.machine, now));
  }
  Result<Draft> operator()(const NameDeputy& edit) const {
    return plain(roster::with_deputy(before, edit.who, now));
  }
  Result<Draft> operator()(const SetPhone& edit) const {
    return plain(roster::with_phone(before, edit.phone, now));
  }
  Result<Draft> operator()(const SetHours& edit) const {
    return plain(roster::with_hours(before, edit.hours, now));
  }
  Result<Draft> operator()(const SetPhoto& edit) const {
    return plain(roster::with_photo(before, edit.who, edit.hash, now));
  }
  Result<Draft> operator()(const RenewRoster&) const { return plain(roster::renewed(before, now)); }
};

}  // namespace

bool Authority::lies_in(const fs::path& home) {
  std::error_code ignored;
  return fs::exists(home / "roster.key", ignored) && fs::exists(home / "roster.crt", ignored);
}

Result<Authority> Authority::open(
    const fs::path& home, const identity::Trust& trust, BytesView passphrase
) {
  const auto locked = read_small_file(home / "roster.key");
  const auto certificate = read_small_file(home / "roster.crt");
  if (!locked || !certificate) return fail(Errc::NotAllowed, "no roster key lies here");
  const auto known = trust.check_roster_key(*certificate);
  if (!known) return fail(Errc::NotAllowed, known.error().detail);
  const auto key = identity::PrivateKey::from_pem(*locked, passphrase);
  if (!key) return tl::unexpected(key.error());
  if (key->public_key() != known->certificate.public_key()) {
    return fail(Errc::NotAllowed, "roster.key does not belong to roster.crt");
  }
  return Authority({*key, known->certificate}, trust);
}

Result<Edited> Authority::sign(const roster::Book& book, const Edit& edit, WallTime now) const {
  const auto own = trust_.check_roster_key(key_.certificate.to_pem());
  if (!own || own->generation != book.edition().generation) {
    return fail(Errc::OutOfDate, "the roster key was replaced");
  }
  Result<Draft> draft = std::visit(Drafting{book, now}, edit);
  if (!draft) return tl::unexpected(draft.error());
  v1::DataKeys data_keys = sealed_record::renew_data_key(book, draft->next);
  v1::RosterNews news;
  news.set_signed_roster(roster::sign_roster(draft->next, trust_, key_));
  Edited edited{book, {}, std::move(data_keys)};
  const auto taken = edited.book.take_in(news);
  if (!taken) return tl::unexpected(taken.error());
  if (draft->keys) {
    const identity::Operator& who = draft->next.member(draft->whose)->who;
    edited.colleague = folder_for(who, *draft->keys, edited.book, draft->passphrase.text(), now);
    if (edited.data_keys.keys_size() > 0 && may_hand_in(who)) {
      edited.colleague[kWaitingKeys] = edited.data_keys.SerializeAsString();
    }
  }
  return edited;
}

roster::Book Authority::found(const roster::Roster& people) const {
  v1::RosterNews news;
  news.set_signed_roster(roster::sign_roster(people, trust_, key_));
  roster::Book book(trust_);
  (void)book.take_in(news);  // an empty book takes in whatever is ours
  return book;
}

ColleagueFolder Authority::folder_for(
    const identity::Operator& who,
    const OperatorKeys& keys,
    const roster::Book& book,
    BytesView passphrase,
    WallTime now
) const {
  const auto leaf = identity::issue_operator(key_, keys.key.public_key(), who.id, now);
  ColleagueFolder folder{
      {"operator.key", keys.key.to_encrypted_pem(passphrase)},
      {"encryption.key", keys.encryption.to_encrypted_pem(passphrase)},
      {"operator.crt", leaf.to_pem() + trust_.chain_of(key_.certificate)},
      {"root.crt", trust_.root_pem()},
      {"roster", book.news().SerializeAsString()},
  };
  if (identity::is_administrator(who)) {
    folder["roster.key"] = key_.key.to_encrypted_pem(passphrase);
    folder["roster.crt"] = key_.certificate.to_pem();
  }
  return folder;
}

OperatorId new_operator_id() { return {to_hex(random_bytes(kIdBytes))}; }

}  // namespace maintendue::console
