// Which keys were enrolled, with which token: the book that counts a token's uses.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <functional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "identity/workshop_token.h"

namespace maintendue::enrolment {

struct Enrolled {
  MachineId machine;
  std::string certificate_chain;  // PEM, the machine's then the intermediate's
  bool again = false;             // it had been enrolled before; nothing was counted
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

 private:
  Result<Enrolled> enrol_within(
      const identity::WorkshopToken& token,
      const std::string& key,
      WallTime now,
      const std::function<Enrolled()>& make
  );

  soci::session database_;
};

}  // namespace maintendue::enrolment
