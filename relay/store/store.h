// What the relay remembers across a restart. Acknowledged means durable.
#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "relay/records/calls.h"
#include "relay/records/duty.h"
#include "relay/records/help.h"
#include "relay/records/household.h"
#include "relay/records/machine.h"
#include "relay/records/session.h"
#include "relay/records/session_log.h"
#include "wire/net.h"

namespace maintendue::relay {

// All on `main`, here and below. Nothing can be cancelled: what is begun ends, soon, with an
// answer; Internal when the disk failed.
class MachineStore {
 public:
  virtual ~MachineStore() = default;
  // The machine as it says it is now. Answers what is kept: `first_seen` is that of the first time.
  virtual net::awaitable<Result<MachineRecord>> seen(MachineRecord machine) = 0;
  virtual net::awaitable<Result<void>> left(MachineId machine, WallTime when) = 0;
  // NotFound when it never came.
  virtual net::awaitable<Result<MachineRecord>> machine(MachineId id) = 0;
  virtual net::awaitable<Result<std::vector<MachineRecord>>> machines() = 0;
  // Its signed record of that date, in place of an earlier one, or of `gives_way`, whatever its
  // date. NotFound when it never came, OutOfDate when another is kept that is as late or later.
  virtual net::awaitable<Result<void>> keep_record(
      MachineId id, Bytes signed_record, WallTime at, Bytes gives_way
  ) = 0;
  // Who looks after it from now on, nobody when empty; the support is not asked there any more.
  // NotFound when it never came, OutOfDate when somebody else than `from` looks after it.
  virtual net::awaitable<Result<void>> give(MachineId id, OperatorId from, OperatorId to) = 0;
  // Until when the support may help at it. NotFound, OutOfDate as above.
  virtual net::awaitable<Result<void>> ask_support(
      MachineId id, OperatorId mediator, WallTime until
  ) = 0;
  // What was said at it for good, heard `now`. Answers what is kept of it then; NotFound when it
  // never came.
  virtual net::awaitable<Result<MachineRecord>> keep_farewell(
      MachineId id, FarewellSaid said, WallTime now
  ) = 0;
};

// Who holds the machines' keys (records/holder.h).
class HolderStore {
 public:
  virtual ~HolderStore() = default;
  // Holders::place(), kept.
  virtual net::awaitable<Result<Placed>> place(
      MachineId machine, Arrival arrival, WallTime now
  ) = 0;
  // Holders::keep(), or keep_not() unless `kept`; kept.
  virtual net::awaitable<Result<int>> settle(
      MachineId machine, Placed placed, Arrival arrival, bool kept, WallTime now
  ) = 0;
  // Holders::accept() or set_apart(), and that it was said.
  virtual net::awaitable<Result<void>> repair(MachineId machine, Repair repair) = 0;
};

struct SessionPage {
  std::vector<SessionRecord> sessions;  // newest first
  bool more = false;
};

class SessionStore {
 public:
  virtual ~SessionStore() = default;
  // Gives the record its id, never used before.
  virtual net::awaitable<Result<SessionId>> open(SessionRecord record) = 0;
  // The record as it is from now on, and the news that made it so.
  virtual net::awaitable<Result<void>> tell(SessionRecord record, News news, WallTime when) = 0;
  // `before` 0: from the newest.
  virtual net::awaitable<Result<SessionPage>> sessions(
      MachineId machine, int limit, SessionId before
  ) = 0;
  // The kinds under which the machine had a session.
  virtual net::awaitable<Result<std::vector<CallSummary>>> calls(MachineId machine) = 0;
};

class RosterStore {
 public:
  virtual ~RosterStore() = default;
  // A serialized v1::RosterNews, in place of the one before.
  virtual net::awaitable<Result<void>> keep_roster(Bytes news) = 0;
};

class LogStore {
 public:
  virtual ~LogStore() = default;
  // The first log that a side gives of its session is kept. NotFound when the session is not the
  // giver's.
  virtual net::awaitable<Result<void>> keep(GivenLog given) = 0;
  // Of those sessions that there are.
  virtual net::awaitable<Result<std::vector<KeptLogs>>> logs(std::vector<SessionId> sessions) = 0;
};

class HouseholdStore {
 public:
  virtual ~HouseholdStore() = default;
  // kHouseholdsAtOnce of them, from the one after that number.
  virtual net::awaitable<Result<HouseholdPage>> households(HouseholdId after) = 0;
  // NotFound when there never was one.
  virtual net::awaitable<Result<Household>> household(HouseholdId id) = 0;
  // In place of that version, 0 for none. OutOfDate when another is kept, or it was erased; NoRoom
  // beyond FamilyLimits. Data keys that no record is under any more go, but for the one of that
  // hash.
  virtual net::awaitable<Result<void>> put_household(
      Household household, std::uint64_t replaces, Bytes current_key
  ) = 0;
  // Record and key are in no file of the store any more when it answers. OutOfDate as above, but
  // that an erasure may stand in place of one of the same version. Internal also when it is kept
  // and the files could not be written anew: that follows at the next start, or before whatever
  // else is asked of it; until then what was erased may still be in them.
  virtual net::awaitable<Result<void>> erase_household(
      Household erased, std::uint64_t replaces, Bytes current_key
  ) = 0;

  virtual net::awaitable<Result<std::vector<SealedDataKey>>> data_keys() = 0;
  // How many are kept: of the data key of that hash and of those that a record is under, whatever
  // is sealed to a key that the person had no such envelope for. It takes the place of the one for
  // her earlier key.
  virtual net::awaitable<Result<int>> put_data_keys(
      std::vector<SealedDataKey> keys, Bytes current_key
  ) = 0;
};

class DutyStore {
 public:
  virtual ~DutyStore() = default;
  // In place of an earlier one of hers. Overloaded after kMostDuties within 24 h.
  virtual net::awaitable<Result<void>> begin_duty(Duty duty) = 0;
  virtual net::awaitable<Result<void>> end_duty(OperatorId who, WallTime now) = 0;
  // Until when she is; the beginning of 1970: she is not.
  virtual net::awaitable<Result<WallTime>> duty_ends(OperatorId who, WallTime now) = 0;
};

class HelpStore {
 public:
  virtual ~HelpStore() = default;
  // A request as its PC says it. The highest revision stays; a lower one, the same once more, and
  // whatever is said of one that was cancelled or closed, change nothing. One that is open takes
  // the place of what else its machine had open. `lapsed` is an answer that counts no more, or
  // empty: what was closed by that one waits again, as if nobody had answered. Too often is
  // kMostHelpAsked. What ended kHelpKept ago goes when a new one comes.
  virtual net::awaitable<Result<HelpHeard>> say(
      MachineId machine, HelpRequest request, Bytes lapsed, WallTime now
  ) = 0;
  // The entry with that answer in place of the one dated `follows`, the beginning of 1970 for none;
  // to give it twice is to give it once. NotFound when there is no such request; OutOfDate when it
  // has another answer, or has ended.
  virtual net::awaitable<Result<HelpEntry>> answer(
      MachineId machine, std::string help_id, HelpAnswer answer, WallTime follows, WallTime now
  ) = 0;
  // NotFound.
  virtual net::awaitable<Result<HelpEntry>> entry(MachineId machine, std::string help_id) = 0;
  virtual net::awaitable<Result<HelpPage>> entries(WallTime now) = 0;
};

}  // namespace maintendue::relay
