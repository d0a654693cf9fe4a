#include "relay/enrolment/ledger.h"

#include <stdexcept>

#include "base/random.h"
#include "identity/enrolment_code.h"
#include "relay/database/database.h"
#include "relay/database/transaction.h"
#include "relay/enrolment/migrations.h"

namespace maintendue::enrolment {
namespace {

constexpr int kAdmitted = 1, kTurnedAway = 2;  // of `waiting`

Bytes from_hex(const std::string& text) {
  Bytes bytes;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(text.substr(at, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

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
  if (std::optional<Enrolled> before = known(key)) return *before;
  if (uses(token.id) >= token.uses) return fail(Errc::NotAllowed, "token used up");
  Enrolled made = make();
  insert(key, to_hex(token.id), made, now);
  transaction.commit();
  return made;
}

std::optional<Enrolled> Ledger::known(const std::string& key) {
  Enrolled found;
  database_ << "SELECT machine, certificate_chain FROM enrolled WHERE public_key = :key",
      soci::use(key), soci::into(found.machine.value), soci::into(found.certificate_chain);
  if (!database_.got_data()) return std::nullopt;
  found.again = true;
  return found;
}

void Ledger::insert(
    const std::string& key, const std::string& token, const Enrolled& made, WallTime now
) {
  const long long enrolled_ms = to_unix_ms(now);
  database_ << "INSERT INTO enrolled (public_key, machine, token, certificate_chain, enrolled_ms) "
               "VALUES (:key, :machine, :token, :chain, :at)",
      soci::use(key), soci::use(made.machine.value), soci::use(token),
      soci::use(made.certificate_chain), soci::use(enrolled_ms);
}

int Ledger::uses(BytesView token_id) {
  const std::string id = to_hex(token_id);
  int count = 0;
  database_ << "SELECT COUNT(*) FROM enrolled WHERE token = :token", soci::use(id),
      soci::into(count);
  return count;
}

Result<void> Ledger::open_code(BytesView code_hash, const OperatorId& by, WallTime now) {
  const std::string hash = to_hex(code_hash);
  const long long given_ms = to_unix_ms(now), ends_ms = to_unix_ms(now + identity::kCodeLife);
  try {
    int open = 0;
    database_ << "SELECT COUNT(*) FROM codes WHERE ends_ms > :now", soci::use(given_ms),
        soci::into(open);
    if (open >= kMostCodes) return fail(Errc::Overloaded, "too many codes are open");
    database_ << "INSERT INTO codes (code_hash, given_by, given_ms, ends_ms) "
                 "VALUES (:hash, :by, :given, :ends) ON CONFLICT (code_hash) DO NOTHING",
        soci::use(hash), soci::use(by.value), soci::use(given_ms), soci::use(ends_ms);
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
  return {};
}

Result<std::optional<Enrolled>> Ledger::show_code(
    BytesView code_hash,
    BytesView public_key,
    const std::string& hostname,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  try {
    return show_code_within(to_hex(code_hash), to_hex(public_key), hostname, now, make);
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
}

Result<std::optional<Enrolled>> Ledger::show_code_within(
    const std::string& code,
    const std::string& key,
    const std::string& hostname,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  database::Transaction transaction(database_);
  const Result<void> bound = bind_code(code, key, hostname, now);
  if (!bound) return tl::unexpected(bound.error());
  int verdict = 0;
  long long ends_ms = 0;
  database_ << "SELECT verdict, ends_ms FROM waiting JOIN codes USING (code_hash) "
               "WHERE public_key = :key AND code_hash = :code",
      soci::use(key), soci::use(code), soci::into(verdict), soci::into(ends_ms);
  if (verdict == kTurnedAway) return fail(Errc::NotAllowed, "it was turned away");
  // What was admitted in time may be fetched later.
  if (verdict != kAdmitted && ends_ms <= to_unix_ms(now)) {
    return fail(Errc::NotAllowed, "the code is over");
  }
  std::optional<Enrolled> answer;
  if (verdict == kAdmitted) {
    answer = known(key);
    if (!answer) {
      answer = make();
      insert(key, "code " + code, *answer, now);
    }
  }
  transaction.commit();
  return answer;
}

Result<void> Ledger::bind_code(
    const std::string& code, const std::string& key, const std::string& hostname, WallTime now
) {
  const long long now_ms = to_unix_ms(now);
  int mine = 0, good = 0, taken = 0;
  database_ << "SELECT COUNT(*) FROM waiting WHERE public_key = :key AND code_hash = :code",
      soci::use(key), soci::use(code), soci::into(mine);
  if (mine != 0) return {};
  database_ << "SELECT COUNT(*) FROM codes WHERE code_hash = :code AND ends_ms > :now",
      soci::use(code), soci::use(now_ms), soci::into(good);
  database_ << "SELECT COUNT(*) FROM waiting WHERE code_hash = :code "
               "OR (public_key = :key AND verdict = 1)",
      soci::use(code), soci::use(key), soci::into(taken);
  if (good == 0 || taken != 0) return fail(Errc::NotAllowed, "no code, or not for this PC");
  // With a code that came to nothing it may ask again by another.
  database_ << "DELETE FROM waiting WHERE public_key = :key", soci::use(key);
  const auto bytes = from_hex(key);
  const std::string key_hash = to_hex(identity::sha256(bytes));
  database_ << "INSERT INTO waiting (public_key, key_hash, code_hash, hostname, asked_ms) "
               "VALUES (:key, :hash, :code, :host, :at)",
      soci::use(key), soci::use(key_hash), soci::use(code), soci::use(hostname), soci::use(now_ms);
  return {};
}

Result<std::vector<Waiting>> Ledger::waiting(WallTime now) {
  std::vector<Waiting> all;
  const long long now_ms = to_unix_ms(now);
  std::string key, hostname;
  long long since_ms = 0;
  try {
    soci::statement rows =
        (database_.prepare << "SELECT public_key, hostname, asked_ms FROM waiting "
                              "JOIN codes USING (code_hash) WHERE verdict = 0 AND ends_ms > :now "
                              "ORDER BY asked_ms, public_key",
         soci::use(now_ms), soci::into(key), soci::into(hostname), soci::into(since_ms));
    rows.execute();
    while (rows.fetch()) all.push_back({from_hex(key), hostname, from_unix_ms(since_ms)});
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
  return all;
}

Result<void> Ledger::judge(BytesView key_hash, bool admitted, const OperatorId& by, WallTime now) {
  const std::string hash = to_hex(key_hash);
  const int verdict = admitted ? kAdmitted : kTurnedAway;
  const long long now_ms = to_unix_ms(now);
  try {
    soci::statement change =
        (database_.prepare << "UPDATE waiting SET verdict = :verdict, said_by = :by, said_ms = :at "
                              "WHERE key_hash = :hash AND verdict = 0",
         soci::use(verdict), soci::use(by.value), soci::use(now_ms), soci::use(hash));
    change.execute(true);
    if (change.get_affected_rows() == 0) return fail(Errc::NotFound, "no such PC waits");
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
  return {};
}

}  // namespace maintendue::enrolment
