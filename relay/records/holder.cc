#include "relay/records/holder.h"

#include <algorithm>
#include <utility>

namespace maintendue::relay {
namespace {

constexpr std::size_t kPartsOfTwoPcs = 2;

bool shows_one_of(const Holder& holder, const Bytes& step) {
  return step == holder.step || (!holder.next.empty() && step == holder.next);
}

// A part that is not told now is the one that was told before.
Parts newest(Parts before, const Parts& now) {
  if (!now.board.empty()) before.board = now.board;
  if (!now.disk.empty()) before.disk = now.disk;
  if (!now.network.empty()) before.network = now.network;
  return before;
}

}  // namespace

std::vector<Part> differing(const Parts& a, const Parts& b) {
  std::vector<Part> parts;
  const auto compare = [&](Part part, const Bytes& one, const Bytes& other) {
    if (!one.empty() && !other.empty() && one != other) parts.push_back(part);
  };
  compare(Part::Board, a.board, b.board);
  compare(Part::Disk, a.disk, b.disk);
  compare(Part::Network, a.network, b.network);
  return parts;
}

bool are_of_two_pcs(const Parts& a, const Parts& b) {
  return differing(a, b).size() >= kPartsOfTwoPcs;
}

const Holder* Holders::find(int number) const {
  const auto place = std::ranges::find(all_, number, &Holder::number);
  return place == all_.end() ? nullptr : &*place;
}

Holder* Holders::holder(int number) {
  return const_cast<Holder*>(std::as_const(*this).find(number));
}

const Holder* Holders::accepted() const {
  const auto place = std::ranges::find(all_, Holder::Standing::Accepted, &Holder::standing);
  return place == all_.end() ? nullptr : &*place;
}

bool Holders::quarantined() const {
  return std::ranges::find(all_, Holder::Standing::Suspect, &Holder::standing) != all_.end();
}

// Whose step it is, and whose parts it could be. A step is one holder's alone, but for a copy of
// the disk whose parts give it away.
Holder* Holders::who_shows(const Arrival& arrival) {
  const auto is_it = [&](const Holder& one) {
    return shows_one_of(one, arrival.step) && !are_of_two_pcs(one.parts, arrival.parts);
  };
  const auto place = std::ranges::find_if(all_, is_it);
  return place == all_.end() ? nullptr : &*place;
}

Result<Placed> Holders::place(const Arrival& arrival, Bytes fresh, WallTime now) {
  if (all_.empty()) take_in(arrival, arrival.step, Holder::Standing::Accepted, now);
  Holder* who = who_shows(arrival);
  if (who == nullptr) return Placed{0, std::move(fresh)};
  if (who->standing == Holder::Standing::ShutOut) {
    return fail(Errc::MachineRevoked, "a PC that was shut out");
  }
  if (!who->next.empty() && arrival.step == who->next) who->step = std::exchange(who->next, {});
  // The one that waits is given again: it may be on that PC's disk by now.
  if (who->next.empty()) who->next = std::move(fresh);
  return Placed{who->number, who->next};
}

Result<int> Holders::keep(const Placed& placed, const Arrival& arrival, WallTime now) {
  if (placed.holder == 0) {
    return take_in(arrival, placed.next, Holder::Standing::Suspect, now);
  }
  Holder* who = holder(placed.holder);
  if (who == nullptr || who->next != placed.next) return fail(Errc::OutOfDate, "an old line");
  if (who->standing == Holder::Standing::ShutOut) {
    return fail(Errc::MachineRevoked, "a PC that was shut out");
  }
  who->step = std::exchange(who->next, {});
  who->parts = newest(std::move(who->parts), arrival.parts);
  who->hostname = arrival.hostname;
  who->last_seen = now;
  return who->number;
}

Result<int> Holders::keep_not(const Placed& placed, const Arrival& arrival, WallTime now) {
  if (placed.holder == 0) return take_in(arrival, arrival.step, Holder::Standing::Suspect, now);
  Holder* who = holder(placed.holder);
  if (who == nullptr || who->next != placed.next) return fail(Errc::OutOfDate, "an old line");
  if (who->standing == Holder::Standing::ShutOut) {
    return fail(Errc::MachineRevoked, "a PC that was shut out");
  }
  who->last_seen = now;
  return who->number;
}

int Holders::take_in(const Arrival& arrival, Bytes step, Holder::Standing standing, WallTime now) {
  const int number = all_.empty() ? 1 : all_.back().number + 1;
  all_.push_back({number, standing, std::move(step), {}, arrival.parts, arrival.hostname, now, now}
  );
  if (standing == Holder::Standing::Suspect) forget_the_oldest(standing);
  return number;
}

void Holders::forget_the_oldest(Holder::Standing standing) {
  const auto of_it = [&](const Holder& one) { return one.standing == standing; };
  if (std::ranges::count_if(all_, of_it) <= static_cast<std::ptrdiff_t>(kMost)) return;
  all_.erase(std::ranges::find_if(all_, of_it));
}

Result<void> Holders::accept(int number) {
  if (find(number) == nullptr) return fail(Errc::NotFound, "no such holder");
  for (Holder& one : all_) {
    one.standing = one.number == number ? Holder::Standing::Accepted : Holder::Standing::ShutOut;
  }
  forget_the_oldest(Holder::Standing::ShutOut);
  return {};
}

Result<void> Holders::set_apart(int number) {
  Holder* who = holder(number);
  if (who == nullptr) return fail(Errc::NotFound, "no such holder");
  const auto is_another = [&](const Holder& one) {
    return one.number != number && one.standing != Holder::Standing::ShutOut;
  };
  if (std::ranges::none_of(all_, is_another)) {
    return fail(Errc::NotAllowed, "nobody else holds this machine's key");
  }
  who->standing = Holder::Standing::ShutOut;
  forget_the_oldest(Holder::Standing::ShutOut);
  return {};
}

}  // namespace maintendue::relay
