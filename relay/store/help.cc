#include "relay/store/help.h"

#include <algorithm>
#include <iterator>

#include "relay/store/base64.h"

namespace maintendue::relay::table {
namespace {

struct Row {
  std::string machine, help_id, language, signed_answer;
  long long revision = 0, asked_ms = 0, received_ms = 0, changed_ms = 0;
  long long answered_ms = 0, ended_ms = 0;
  int topic = 0, call_back = 0, ending = 0;

  HelpEntry entry() const {
    Result<Bytes> answer = from_base64(signed_answer);
    if (!answer) throw soci::soci_error("help_requests: " + answer.error().detail);
    const auto end = static_cast<HelpEnd>(ending);
    return {
        .machine = {machine},
        .request =
            {.id = help_id,
             .revision = static_cast<std::uint32_t>(revision),
             .topic = topic,
             .call_back = call_back,
             .language = language,
             .asked = from_unix_ms(asked_ms),
             .cancelled = end == HelpEnd::Cancelled},
        .received = from_unix_ms(received_ms),
        .changed = from_unix_ms(changed_ms),
        .signed_answer = std::move(*answer),
        .answered = from_unix_ms(answered_ms),
        .end = end,
        .ended = from_unix_ms(ended_ms),
    };
  }
};

constexpr const char* kSelect =
    "SELECT machine_id, help_id, revision, topic, call_back, language, asked_ms, received_ms, "
    "changed_ms, signed_answer, answered_ms, ending, ended_ms FROM help_requests ";

// Those that `which` says, with its parameters in their order.
template <class... Parameters>
std::vector<HelpEntry> select(
    soci::session& database, const std::string& which, const Parameters&... parameters
) {
  Row r;
  soci::statement rows(database);
  (rows.exchange(soci::use(parameters)), ...);
  for (std::string* text : {&r.machine, &r.help_id}) rows.exchange(soci::into(*text));
  rows.exchange(soci::into(r.revision));
  rows.exchange(soci::into(r.topic));
  rows.exchange(soci::into(r.call_back));
  rows.exchange(soci::into(r.language));
  for (long long* date : {&r.asked_ms, &r.received_ms, &r.changed_ms}) {
    rows.exchange(soci::into(*date));
  }
  rows.exchange(soci::into(r.signed_answer));
  rows.exchange(soci::into(r.answered_ms));
  rows.exchange(soci::into(r.ending));
  rows.exchange(soci::into(r.ended_ms));
  rows.alloc();
  rows.prepare(kSelect + which);
  rows.define_and_bind();
  rows.execute();
  std::vector<HelpEntry> all;
  while (rows.fetch()) all.push_back(r.entry());
  return all;
}

// The row as `entry` is from now on; a new one when there was none.
void put(soci::session& database, const HelpEntry& entry) {
  const HelpRequest& request = entry.request;
  const long long revision = request.revision, asked_ms = to_unix_ms(request.asked);
  const long long received_ms = to_unix_ms(entry.received), changed_ms = to_unix_ms(entry.changed);
  const long long answered_ms = to_unix_ms(entry.answered), ended_ms = to_unix_ms(entry.ended);
  const int ending = static_cast<int>(entry.end);
  const std::string answer = to_base64(entry.signed_answer);
  database << "INSERT INTO help_requests (machine_id, help_id, revision, topic, call_back,"
              " language, asked_ms, received_ms, changed_ms, signed_answer, answered_ms, ending,"
              " ended_ms) VALUES (:machine, :help, :revision, :topic, :back, :language, :asked,"
              " :received, :changed, :answer, :answered, :ending, :ended) "
              "ON CONFLICT (machine_id, help_id) DO UPDATE SET revision = excluded.revision,"
              " topic = excluded.topic, call_back = excluded.call_back,"
              " language = excluded.language, asked_ms = excluded.asked_ms,"
              " changed_ms = excluded.changed_ms, signed_answer = excluded.signed_answer,"
              " answered_ms = excluded.answered_ms, ending = excluded.ending,"
              " ended_ms = excluded.ended_ms",
      soci::use(entry.machine.value), soci::use(request.id), soci::use(revision),
      soci::use(request.topic), soci::use(request.call_back), soci::use(request.language),
      soci::use(asked_ms), soci::use(received_ms), soci::use(changed_ms), soci::use(answer),
      soci::use(answered_ms), soci::use(ending), soci::use(ended_ms);
}

void end(HelpEntry& entry, HelpEnd how, WallTime now) {
  entry.end = how;
  entry.ended = entry.changed = now;
}

// Those that came since, or by a clock that has been put back, later.
int asked_since(soci::session& database, const MachineId& machine, WallTime when) {
  const long long since_ms = to_unix_ms(when);
  int count = 0;
  database << "SELECT COUNT(*) FROM help_requests WHERE machine_id = :machine"
              " AND received_ms > :since",
      soci::use(machine.value), soci::use(since_ms), soci::into(count);
  return count;
}

void forget_old(soci::session& database, WallTime now) {
  const long long before_ms = to_unix_ms(now - kHelpKept);
  database << "DELETE FROM help_requests WHERE ending <> 0 AND ended_ms < :before",
      soci::use(before_ms);
}

// Whether what is kept stays as it is, whatever its PC says.
bool is_over(const HelpEntry& entry) {
  return entry.end == HelpEnd::Cancelled || entry.end == HelpEnd::Closed;
}

}  // namespace

// Who needs no help any more takes nobody's place: another PC that holds the same key may be
// waiting. And one whose place was taken is open again when its family presses once more.
HelpHeard say_help(
    soci::session& database,
    const MachineId& machine,
    const HelpRequest& request,
    const Bytes& lapsed,
    WallTime now
) {
  std::optional<HelpEntry> entry = find_help(database, machine, request.id);
  const bool waits_again = entry && entry->end == HelpEnd::Closed && !lapsed.empty() &&
                           entry->signed_answer == lapsed &&
                           request.revision >= entry->request.revision;
  if (waits_again) {
    entry->signed_answer.clear();
    entry->answered = {};
  } else if (entry && (is_over(*entry) || request.revision <= entry->request.revision)) {
    return {entry, {}};
  }
  if (!entry) {
    if (asked_since(database, machine, now - kHelpAskedIn) >= kMostHelpAsked) return {};
    forget_old(database, now);
    entry.emplace();
    entry->machine = machine;
    entry->received = now;
  }
  entry->request = request;
  entry->changed = now;
  entry->end = HelpEnd::None;
  entry->ended = {};
  HelpHeard heard;
  if (request.cancelled) {
    end(*entry, HelpEnd::Cancelled, now);
  } else {
    heard.changed = select(
        database, "WHERE machine_id = :machine AND ending = 0 AND help_id <> :help", machine.value,
        request.id
    );
    for (HelpEntry& other : heard.changed) {
      end(other, HelpEnd::Replaced, now);
      put(database, other);
    }
  }
  put(database, *entry);
  heard.changed.push_back(*entry);
  heard.kept = std::move(entry);
  return heard;
}

Result<HelpEntry> answer_help(
    soci::session& database,
    const MachineId& machine,
    const std::string& help_id,
    const HelpAnswer& answer,
    WallTime follows,
    WallTime now
) {
  std::optional<HelpEntry> entry = find_help(database, machine, help_id);
  if (!entry) return fail(Errc::NotFound, "no such request");
  if (entry->signed_answer == answer.signed_answer) return std::move(*entry);
  if (entry->end != HelpEnd::None) return fail(Errc::OutOfDate, "it has ended");
  if (entry->answered != follows) return fail(Errc::OutOfDate, "it has another answer");
  entry->signed_answer = answer.signed_answer;
  entry->answered = answer.at;
  entry->changed = now;
  if (answer.closes) end(*entry, HelpEnd::Closed, now);
  put(database, *entry);
  return std::move(*entry);
}

std::optional<HelpEntry> find_help(
    soci::session& database, const MachineId& machine, const std::string& help_id
) {
  const auto found =
      select(database, "WHERE machine_id = :machine AND help_id = :help", machine.value, help_id);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

HelpPage list_help(soci::session& database, WallTime now) {
  const int most_open = kMostOpenHelp + 1, most_ended = kMostEndedHelp;
  const long long since_ms = to_unix_ms(now - kHelpJustEnded);
  HelpPage page{
      select(database, "WHERE ending = 0 ORDER BY received_ms, machine_id LIMIT :limit", most_open)
  };
  page.more = page.entries.size() > kMostOpenHelp;
  if (page.more) page.entries.pop_back();
  auto ended = select(
      database,
      "WHERE ending <> 0 AND ended_ms > :since "
      "ORDER BY ended_ms DESC, machine_id, help_id LIMIT :limit",
      since_ms, most_ended
  );
  std::ranges::move(ended, std::back_inserter(page.entries));
  return page;
}

}  // namespace maintendue::relay::table
