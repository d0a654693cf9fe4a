// The families as this console knows them, in memory for as long as somebody looks: read from the
// relay, opened here, written sealed and signed.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "console/data_keys/data_keys.h"
#include "console/households/household.h"
#include "console/households/seen.h"
#include "console/keyring/open_keys.h"
#include "maintendue/v1/duties.pb.h"

namespace maintendue::console {

// How many erasures of colleagues who left a console repeats in its operator's name at once.
constexpr std::size_t kMostSaidAnew = 5;

// Lives on `main`. Nothing of it is on a disk but how far it has seen.
class Households {
 public:
  // Clock, team and `work` outlive it. On `work` signatures are checked, records opened, and files
  // read and written of how far they were seen: a second and more for a team's first look.
  Households(
      const Clock& clock,
      const Team& team,
      OpenKeys keys,
      AskRelay relay,
      net::thread_pool::executor_type work
  );

  // Reads all that the relay shows, and hands the data keys on to colleagues who have them not;
  // that the relay takes none is logged, and no reason not to read. What the relay says when it
  // shows nothing, NoRoom when it shows more than it may keep, Internal when how far families were
  // seen here can't be read.
  net::awaitable<Result<void>> load();
  // As load() found them, and as they were changed since, by their numbers.
  const std::map<HouseholdId, Household>& all() const { return all_; }
  // Whether the key is here that everything new is sealed to. Not while nobody has handed it on.
  bool can_write() const { return data_keys_.has_current(); }
  // What families are sealed to; load() reads them too.
  DataKeys& data_keys() { return data_keys_; }

  // Each seals and signs the next version; then it is the relay's, and all() shows it. TryLater
  // unless can_write(), BadMessage for what does not fit, NotFound for a household that is not
  // known here or was erased, OutOfDate when somebody wrote it meanwhile, or what the relay says.
  net::awaitable<Result<HouseholdId>> add(local::v1::Household what);
  // Whatever the relay shows of it: one that it lost, or whose owner is the relay's word alone, is
  // hers from then on.
  net::awaitable<Result<void>> change(HouseholdId household, local::v1::Household what);
  // NotFound also when it is not open here: nobody signs what nobody vouches for.
  net::awaitable<Result<void>> give(HouseholdId household, OperatorId to);
  // Gone from the relay's files when it returns; one that came back with a backup, too.
  net::awaitable<Result<void>> erase(HouseholdId household);

  // Seals anew what is under another data key than the roster's. How many; those that somebody else
  // writes meanwhile are left to her.
  net::awaitable<Result<int>> seal_anew();
  // Says anew, in her own name, that households were erased of which somebody said so who counts no
  // more: consoles that did not see it in time believe it then. How many; as seal_anew(). None when
  // there are more than kMostSaidAnew at once: that was a thief, and nobody vouches for it.
  net::awaitable<Result<int>> erase_anew();

  net::awaitable<Result<void>> begin_duty(v1::DutyReason reason);
  net::awaitable<Result<void>> end_duty();

 private:
  net::awaitable<Result<void>> load_rows();
  // In place of `before`: its number, its version, and whose it is from now on.
  net::awaitable<Result<void>> write(Household before, OperatorId owner, local::v1::Household what);
  net::awaitable<Result<void>> say_erased(
      HouseholdId household, std::uint64_t version, std::uint64_t replaces
  );
  local::v1::Household by_us(local::v1::Household what) const;
  // That follows `before` as of now (households.proto).
  std::uint64_t version_after(const Household& before) const;

  const Clock& clock_;
  const Team& team_;
  const identity::PrivateKey key_;
  const AskRelay relay_;
  const net::thread_pool::executor_type work_;
  const SeenHouseholds seen_;
  DataKeys data_keys_;
  std::map<HouseholdId, Household> all_;
};

}  // namespace maintendue::console
