// The families as this console knows them, in memory for as long as somebody looks: read from the
// relay, opened here, written sealed and signed.
#pragma once

#include "console/households/household.h"
#include "console/households/seen.h"
#include "console/roster/team.h"
#include "console/session_log/relay_history.h"

namespace maintendue::console {

// Lives on `main`. Nothing of it is on a disk but how far it has seen.
class Households {
 public:
  // What she signs with, and what is sealed to her; both outlive nothing but this object.
  struct Keys {
    identity::PrivateKey key;
    std::optional<identity::PrivateKey> encryption_key;
  };

  // All outlive it but the keys.
  Households(const Clock& clock, const Team& team, Keys keys, AskRelay relay);

  // Reads all that the relay shows, and hands the data keys on to colleagues who have them not;
  // that the relay takes none is logged, and no reason not to read. What the relay says when it
  // shows nothing, NoRoom when it shows more than it may keep, Internal when how far families were
  // seen here can't be read.
  net::awaitable<Result<void>> load();
  // As load() found them, and as they were changed since, by their numbers.
  const std::map<HouseholdId, Household>& all() const { return all_; }
  // Whether the key is here that everything new is sealed to. Not while nobody has handed it on.
  bool can_write() const;

  // Each seals and signs the next version; then it is the relay's, and all() shows it. TryLater
  // unless can_write(), BadMessage for what does not fit, NotFound for a household that is not
  // known here or was erased, OutOfDate when somebody wrote it meanwhile, or what the relay says.
  net::awaitable<Result<HouseholdId>> add(local::v1::Household what);
  // Whatever the relay shows of it: one that it lost is hers from then on.
  net::awaitable<Result<void>> change(HouseholdId household, local::v1::Household what);
  // NotFound also when it is not open here: nobody signs what nobody vouches for.
  net::awaitable<Result<void>> give(HouseholdId household, OperatorId to);
  // Gone from the relay's files when it returns; one that came back with a backup, too.
  net::awaitable<Result<void>> erase(HouseholdId household);

  // Seals anew what is under another data key than the roster's. How many; those that somebody else
  // writes meanwhile are left to her.
  net::awaitable<Result<int>> seal_anew();
  // Says anew, in her own name, that households were erased of which somebody said so who counts no
  // more: consoles that did not see it in time believe it then. How many; as seal_anew().
  net::awaitable<Result<int>> erase_anew();

  net::awaitable<Result<void>> begin_duty(v1::DutyReason reason);
  net::awaitable<Result<void>> end_duty();

  // Opens the data keys with the key of the recovery sheet, and hands them on to whoever is to have
  // them. NotFound when none is sealed to it.
  net::awaitable<Result<void>> recover(identity::PrivateKey recovery_key);

 private:
  net::awaitable<Result<void>> load_keys();
  net::awaitable<Result<void>> load_rows();
  net::awaitable<Result<void>> hand_on(std::vector<identity::PrivateKey> keys);
  // In place of `before`: its number, its version, and whose it is from now on.
  net::awaitable<Result<void>> write(Household before, OperatorId owner, local::v1::Household what);
  net::awaitable<Result<void>> say_erased(
      HouseholdId household, std::uint64_t version, std::uint64_t replaces
  );
  local::v1::Household by_us(local::v1::Household what) const;
  Bytes current_key_hash() const;
  // That follows `before` as of now (households.proto).
  std::uint64_t version_after(const Household& before) const;

  const Clock& clock_;
  const Team& team_;
  const Keys keys_;
  const AskRelay relay_;
  const SeenHouseholds seen_;
  v1::DataKeys sealed_keys_;                     // as the relay has them
  std::vector<identity::PrivateKey> data_keys_;  // that could be opened
  std::map<HouseholdId, Household> all_;
};

}  // namespace maintendue::console
