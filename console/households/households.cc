#include "console/households/households.h"

#include <algorithm>

#include "base/log.h"
#include "base/random.h"
#include "identity/names.h"
#include "sealed_record/content.h"
#include "wire/on_work.h"

namespace maintendue::console {
namespace {

using Standing = Household::Standing;

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kPaddedTo = 512;                 // household.proto
constexpr std::size_t kMostBytes = 128 * 1024 * 1024;  // that a relay keeps, households.proto

// Zero bytes up to the next multiple, so that a size tells little.
Bytes padded(local::v1::Household what) {
  what.clear_padding();
  // A field of up to 127 bytes takes two more than it holds, a longer one three.
  const std::size_t size = what.ByteSizeLong() + 3;
  what.set_padding(Bytes((kPaddedTo - size % kPaddedTo) % kPaddedTo, '\0'));
  return what.SerializeAsString();
}

// What households are looked at with: copies, for it is done on `work`, one page after the other.
struct Eyes {
  roster::Book book;
  std::vector<identity::PrivateKey> data_keys;
  WallTime now;
  SeenHouseholds seen;
  SeenHouseholds::All before;
};

// When nobody knows how far it was seen: nothing says that this is the newest.
Household unsure(Household household) {
  if (household.standing == Standing::Open) household.standing = Standing::Unsure;
  household.by = {};
  household.seen.Clear();
  return household;
}

net::awaitable<Result<SeenHouseholds::All>> seen_before(SeenHouseholds seen) {
  co_return seen.all();
}

// As they are by now, and kept as seen: one that is shown twice is held against the first time.
net::awaitable<std::vector<Household>> look_at(
    v1::ListHouseholdsResponse page, std::shared_ptr<Eyes> eyes
) {
  const Judge judge{eyes->book, eyes->data_keys, eyes->now};
  auto& [kept, unreadable] = eyes->before;
  std::vector<Household> households;
  for (const v1::HouseholdRow& row : page.households()) {
    if (!identity::is_id(row.household_id())) continue;  // no word of the relay's is shown
    const auto known = kept.find(HouseholdId{row.household_id()});
    const bool was_seen = known != kept.end();
    Household household =
        judge.household(row, was_seen ? known->second : local::v1::KeptHousehold());
    if (unreadable.contains(household.id)) household = unsure(std::move(household));
    if (household.seen.version() > 0) {
      kept[household.id] = household.seen;
      (void)eyes->seen.keep(household.id, household.seen);
    }
    households.push_back(std::move(household));
  }
  co_return households;
}

}  // namespace

Households::Households(
    const Clock& clock,
    const Team& team,
    OpenKeys keys,
    AskRelay relay,
    net::thread_pool::executor_type work
)
    : clock_(clock),
      team_(team),
      key_(std::move(keys.key)),
      relay_(std::move(relay)),
      work_(work),
      seen_(team.folder()),
      data_keys_(team, std::move(keys.encryption_key), relay_) {}

net::awaitable<Result<void>> Households::load() {
  Result<void> keys = co_await data_keys_.load();
  if (!keys) co_return keys;
  const Result<void> handed_on = co_await data_keys_.hand_on();
  if (!handed_on) {
    log::event(
        "console.households", log::Level::warning, "data keys not handed on",
        {{"error", name(handed_on.error().code)}, {"detail", handed_on.error().detail}}
    );
  }
  co_return co_await load_rows();
}

net::awaitable<Result<void>> Households::load_rows() {
  all_.clear();
  auto reading = wire::on_work(work_, seen_before(seen_));
  Result<SeenHouseholds::All> before = co_await std::move(reading);
  if (!before) co_return tl::unexpected(before.error());
  const auto eyes =
      std::make_shared<Eyes>(team_.book(), data_keys_.open(), clock_.wall(), seen_, *before);
  v1::ListHouseholdsRequest request;
  std::size_t bytes_read = 0;
  for (bool more = true; more;) {
    auto listing = ask<v1::ListHouseholdsResponse>(
        relay_, "/maintendue.v1.Households/ListHouseholds", request
    );
    Result<v1::ListHouseholdsResponse> page = co_await std::move(listing);
    if (!page) co_return tl::unexpected(page.error());
    bytes_read += page->ByteSizeLong();
    if (bytes_read > kMostBytes) co_return fail(Errc::NoRoom, "more households than a relay keeps");
    // A relay that does not go on ends it.
    const std::string last =
        page->households().empty() ? std::string() : page->households().rbegin()->household_id();
    more = page->more() && last > request.after_household_id();
    request.set_after_household_id(last);
    auto looking = wire::on_work(work_, look_at(std::move(*page), eyes));
    std::vector<Household> seen = co_await std::move(looking);
    for (Household& household : seen) {
      const HouseholdId id = household.id;
      all_.insert_or_assign(id, std::move(household));
    }
  }
  for (const auto& [id, kept] : before->kept) {
    if (kept.erased() || all_.contains(id)) continue;
    all_[id] = Household{.id = id, .next = kept.version() + 1};
  }
  for (const HouseholdId& id : before->unreadable) {
    if (!all_.contains(id)) all_[id] = Household{.id = id, .standing = Standing::Unsure};
  }
  co_return Result<void>{};
}

std::uint64_t Households::version_after(const Household& before) const {
  return std::max(before.next, static_cast<std::uint64_t>(to_unix_ms(clock_.wall())));
}

local::v1::Household Households::by_us(local::v1::Household what) const {
  what.set_written_by(team_.self().value);
  what.set_written_ms(to_unix_ms(clock_.wall()));
  return what;
}

net::awaitable<Result<HouseholdId>> Households::add(local::v1::Household what) {
  const Household fresh{.id = {to_hex(random_bytes(kIdBytes))}};
  auto writing = write(fresh, team_.self(), by_us(std::move(what)));
  const Result<void> done = co_await std::move(writing);
  if (!done) co_return tl::unexpected(done.error());
  co_return fresh.id;
}

net::awaitable<Result<void>> Households::change(HouseholdId household, local::v1::Household what) {
  const auto now = all_.find(household);
  if (now == all_.end() || now->second.standing == Standing::Erased) {
    co_return fail(Errc::NotFound, "no such household");
  }
  const bool known = now->second.standing != Standing::Damaged && now->second.version > 0 &&
                     identity::is_id(now->second.owner.value);
  OperatorId owner = known ? now->second.owner : team_.self();
  auto writing = write(now->second, std::move(owner), by_us(std::move(what)));
  co_return co_await std::move(writing);
}

net::awaitable<Result<void>> Households::give(HouseholdId household, OperatorId to) {
  const auto now = all_.find(household);
  const bool is_open = now != all_.end() && now->second.standing == Standing::Open;
  if (!is_open) co_return fail(Errc::NotFound, "no household that is open here");
  auto writing = write(now->second, std::move(to), now->second.content);
  co_return co_await std::move(writing);
}

net::awaitable<Result<void>> Households::write(
    Household before, OperatorId owner, local::v1::Household what
) {
  if (!can_write()) co_return fail(Errc::TryLater, "the data key is not here");
  if (!fits(what)) co_return fail(Errc::BadMessage, "a household that does not fit");
  Bytes plain = padded(what);
  if (plain.size() > sealed_record::kLongestContent) co_return fail(Errc::BadMessage, "too long");
  const std::uint64_t version = version_after(before);
  sealed_record::SealedContent sealed =
      sealed_record::seal_content(plain, before.id, version, team_.book().roster().data_key);
  const household_record::Record record{
      .household = before.id,
      .version = version,
      .owner = owner,
      .at = clock_.wall(),
      .data_key_hash = data_keys_.current_hash(),
      .sealed_key_hash = identity::sha256(sealed.sealed_key),
      .nonce = std::move(sealed.nonce),
      .content = std::move(sealed.content),
      .by = team_.self(),
  };
  v1::PutHouseholdRequest request;
  request.set_signed_record(household_record::sign(record, team_.trust(), key_));
  request.set_sealed_key(std::move(sealed.sealed_key));
  request.set_replaces(before.version);
  auto putting =
      ask<v1::PutHouseholdResponse>(relay_, "/maintendue.v1.Households/PutHousehold", request);
  const auto done = co_await std::move(putting);
  if (!done) co_return tl::unexpected(done.error());
  Household written{.id = before.id, .standing = Standing::Open, .version = version};
  written.next = written.version + 1;
  written.owner = std::move(owner);
  written.by = team_.self();
  written.changed = record.at;
  written.data_key_hash = record.data_key_hash;
  written.content = std::move(what);
  written.seen.set_version(written.version);
  written.seen.set_hash(identity::sha256(request.signed_record()));
  (void)seen_.keep(before.id, written.seen);
  all_.insert_or_assign(before.id, std::move(written));
  co_return Result<void>{};
}

net::awaitable<Result<void>> Households::erase(HouseholdId household) {
  const auto place = all_.find(household);
  if (place == all_.end()) co_return fail(Errc::NotFound, "no such household");
  co_return co_await say_erased(household, version_after(place->second), place->second.version);
}

net::awaitable<Result<int>> Households::erase_anew() {
  std::vector<Household> all;
  for (const auto& [id, household] : all_) {
    if (household.unsigned_erasure) all.push_back(household);
  }
  if (all.size() > kMostSaidAnew) {
    log::event(
        "console.households", log::Level::warning, "too many erasures to vouch for",
        {{"count", all.size()}}
    );
    co_return 0;
  }
  int said = 0;
  for (const Household& household : all) {
    const Result<void> done = co_await say_erased(household.id, household.version, 0);
    if (done) ++said;
    if (!done && done.error().code != Errc::OutOfDate) co_return tl::unexpected(done.error());
  }
  if (said > 0) {
    log::event("console.households", log::Level::info, "erasures said anew", {{"count", said}});
  }
  co_return said;
}

net::awaitable<Result<void>> Households::say_erased(
    HouseholdId household, std::uint64_t version, std::uint64_t replaces
) {
  const household_record::Erasure erasure{household, version, clock_.wall(), team_.self()};
  v1::EraseHouseholdRequest request;
  request.set_replaces(replaces);
  request.set_signed_erasure(household_record::sign(erasure, team_.trust(), key_));
  auto erasing =
      ask<v1::EraseHouseholdResponse>(relay_, "/maintendue.v1.Households/EraseHousehold", request);
  const auto done = co_await std::move(erasing);
  if (!done) co_return tl::unexpected(done.error());
  Household erased{.id = household, .standing = Standing::Erased, .version = erasure.version};
  erased.seen.set_version(erasure.version);
  erased.seen.set_hash(identity::sha256(request.signed_erasure()));
  erased.seen.set_erased(true);
  (void)seen_.keep(household, erased.seen);
  all_.insert_or_assign(household, std::move(erased));
  co_return Result<void>{};
}

net::awaitable<Result<int>> Households::seal_anew() {
  int sealed = 0;
  if (!can_write()) co_return sealed;
  std::vector<Household> old;
  for (const auto& [id, household] : all_) {
    const bool is_old = household.data_key_hash != data_keys_.current_hash();
    if (household.standing == Standing::Open && is_old) old.push_back(household);
  }
  for (const Household& household : old) {
    auto writing = write(household, household.owner, household.content);
    const Result<void> done = co_await std::move(writing);
    if (done) ++sealed;
    const bool go_on =
        done || done.error().code == Errc::OutOfDate || done.error().code == Errc::NotAllowed;
    if (!go_on) co_return tl::unexpected(done.error());
  }
  if (sealed > 0) {
    log::event(
        "console.households", log::Level::info, "households sealed anew", {{"count", sealed}}
    );
  }
  co_return sealed;
}

net::awaitable<Result<void>> Households::begin_duty(v1::DutyReason reason) {
  v1::BeginDutyRequest request;
  request.set_reason(reason);
  auto beginning = ask<v1::BeginDutyResponse>(relay_, "/maintendue.v1.Duties/BeginDuty", request);
  const auto done = co_await std::move(beginning);
  if (!done) co_return tl::unexpected(done.error());
  co_return Result<void>{};
}

net::awaitable<Result<void>> Households::end_duty() {
  auto ending =
      ask<v1::EndDutyResponse>(relay_, "/maintendue.v1.Duties/EndDuty", v1::EndDutyRequest());
  const auto done = co_await std::move(ending);
  if (!done) co_return tl::unexpected(done.error());
  co_return Result<void>{};
}

}  // namespace maintendue::console
