// Which keys were enrolled, with which token: the book that counts a token's uses.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "identity/workshop_token.h"

namespace maintendue::enrolment {

struct Enrolled {
  MachineId machine;
  std::string certificate_chain;  // PEM, the machine's then the intermediate's
  bool again = false;             // it had been enrolled before; nothing was counted
};

// A PC that showed a code.
struct Waiting {
  Bytes public_key;
  std::string hostname;  // hostile text, made safe
  WallTime since;
};

// SQLite, one connection, synchronous=FULL: what is answered is on the disk. A use is the row of
// the machine that came of it, so that count and certificate cannot part. Any one thread.
class Ledger final {
 public:
  // Opens (creating it) DATA/enrolment.db, the folder 0700. Throws std::runtime_error with one
  // sentence.
  Ledger(const std::filesystem::path& data, WallTime now);

  // Enrols a key: counts one use of the token and keeps what `make` made, both or neither. A key
  // that is there already gets its own certificate again and uses nothing, so a PC whose answer was
  // lost simply asks again. NotAllowed when the token is used up; Internal when the disk says no.
  Result<Enrolled> enrol(
      const identity::WorkshopToken& token,
      BytesView public_key,
      WallTime now,
      const std::function<Enrolled()>& make
  );

  int uses(BytesView token_id);

  // A code that an operator gives, good for identity::kCodeLife. Nothing new when it is there.
  // Overloaded beyond kMostCodes that are open.
  Result<void> open_code(BytesView code_hash, const OperatorId& by, WallTime now);
  // A PC shows a code: from then on it is that PC's. Its certificate once it was admitted; nothing
  // while it waits. NotAllowed when there is no such code, it is over, another PC has shown it, or
  // this one was turned away.
  Result<std::optional<Enrolled>> show_code(
      BytesView code_hash,
      BytesView public_key,
      const std::string& hostname,
      WallTime now,
      const std::function<Enrolled()>& make
  );
  // Those that wait and whose code is not over, the oldest first.
  Result<std::vector<Waiting>> waiting(WallTime now);
  // NotFound for a PC that does not wait.
  Result<void> judge(BytesView key_hash, bool admitted, const OperatorId& by, WallTime now);

  static constexpr int kMostCodes = 200;

 private:
  Result<Enrolled> enrol_within(
      const identity::WorkshopToken& token,
      const std::string& key,
      WallTime now,
      const std::function<Enrolled()>& make
  );

  Result<std::optional<Enrolled>> show_code_within(
      const std::string& code,
      const std::string& key,
      const std::string& hostname,
      WallTime now,
      const std::function<Enrolled()>& make
  );
  // Writes down that this PC shows this code, unless it may not.
  Result<void> bind_code(
      const std::string& code, const std::string& key, const std::string& hostname, WallTime now
  );
  void insert(const std::string& key, const std::string& token, const Enrolled& made, WallTime now);
  std::optional<Enrolled> known(const std::string& key);

  soci::session database_;
};

}  // namespace maintendue::enrolment
