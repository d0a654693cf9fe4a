#include "console/cli/refounding.h"

#include <algorithm>

#include "console/cli/given_folders.h"
#include "console/data_keys/waiting_keys.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

// This one among the people, under the new keys, as administrator.
void instate(Refounded& refounded, const std::string& name) {
  roster::Roster& people = refounded.people;
  const Bytes key = refounded.keys.key.public_key();
  const Bytes encryption_key = refounded.keys.encryption.public_key();
  const auto known = std::ranges::find(people.members, name, [](const roster::Member& member) {
    return member.who.name;
  });
  if (known == people.members.end()) {
    refounded.administrator = {console::new_operator_id(), name, {v1::ROLE_ADMIN}, key};
    people.members.push_back({refounded.administrator, {}, encryption_key});
    return;
  }
  known->who.public_key = key;
  known->encryption_key = encryption_key;
  known->cleared = people.made;
  auto& roles = known->who.roles;
  if (std::ranges::find(roles, v1::ROLE_ADMIN) == roles.end()) roles.push_back(v1::ROLE_ADMIN);
  refounded.administrator = known->who;
}

}  // namespace

Refounded refound(
    const Terminal& terminal,
    const Options& options,
    const roster::Book& before,
    roster::Roster next
) {
  if (const auto gone = options.optional("remove")) {
    const auto erased = std::erase_if(next.members, [&](const roster::Member& member) {
      return member.who.name == *gone;
    });
    if (erased == 0) stop(terminal, Word::NobodyCalled, {*gone});
  }
  Refounded refounded{.people = std::move(next), .administrator = {}};
  instate(refounded, options.required("admin"));
  // Whoever had the roster key may have put a recovery key of hers there.
  refounded.people.recovery_key = refounded.recovery_key.public_key();
  refounded.data_keys = sealed_record::renew_data_key(before, refounded.people);
  if (!roster::fits(refounded.people)) stop(terminal, Word::BadChange);
  return refounded;
}

roster::Book book_of(
    const Refounded& refounded, const console::Authority& authority, const roster::Book& before
) {
  roster::Book book = authority.found(refounded.people);
  book.take_over(before);
  return book;
}

void add_administrator(
    NewFolder& folder,
    const fs::path& home,
    const Refounded& refounded,
    const console::Authority& authority,
    const roster::Book& book,
    BytesView passphrase,
    WallTime now
) {
  auto files = authority.folder_for(refounded.administrator, refounded.keys, book, passphrase, now);
  if (refounded.data_keys.keys_size() > 0) {
    files[console::kWaitingKeys] = refounded.data_keys.SerializeAsString();
  }
  add_operator(folder, home, files);
}

}  // namespace maintendue::cli
