#include "relay/enrolment/ledger.h"

#include <stdexcept>

#include "base/random.h"
#include "relay/database/database.h"
#include "relay/database/transaction.h"
#include "relay/enrolment/migrations.h"

namespace maintendue::enrolment {

Ledger::Ledger(const std::filesystem::path& data, WallTime now) {
  const std::filesystem::path file = data / "enrolment.db";
  try {
    if (std::filesystem::create_directories(data)) {
      std::filesystem::permissions(data, std::filesystem::perms::owner_all);
    }
    database::open(database_, file);
    database::migrate(database_, migrations(), now);
  } catch (const std::exception& e) {
    throw std::runtime_error("can't use the ledger " + file.string() + ": " + e.what());
  }
}

Result<Enrolled> Ledger::enrol(
    const identity::WorkshopToken& token,
    BytesView public_key,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  try {
    return enrol_within(token, to_hex(public_key), now, make);
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
}

Result<Enrolled> Ledger::enrol_within(
    const identity::WorkshopToken& token,
    const std::string& key,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  database::Transaction transaction(database_);  // count and insert see the same book
  Enrolled known;
  database_ << "SELECT machine, certificate_chain FROM enrolled WHERE public_key = :key",
      soci::use(key), soci::into(known.machine.value), soci::into(known.certificate_chain);
  if (database_.got_data()) {
    known.again = true;
    return known;
  }
  if (uses(token.id) >= token.uses) return fail(Errc::NotAllowed, "token used up");
  Enrolled made = make();
  const std::string token_id = to_hex(token.id);
  const long long enrolled_ms = to_unix_ms(now);
  database_ << "INSERT INTO enrolled (public_key, machine, token, certificate_chain, enrolled_ms) "
               "VALUES (:key, :machine, :token, :chain, :at)",
      soci::use(key), soci::use(made.machine.value), soci::use(token_id),
      soci::use(made.certificate_chain), soci::use(enrolled_ms);
  transaction.commit();
  return made;
}

int Ledger::uses(BytesView token_id) {
  const std::string id = to_hex(token_id);
  int count = 0;
  database_ << "SELECT COUNT(*) FROM enrolled WHERE token = :token", soci::use(id),
      soci::into(count);
  return count;
}

}  // namespace maintendue::enrolment
