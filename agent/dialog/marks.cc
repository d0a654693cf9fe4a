#include "agent/dialog/marks.h"

#include <algorithm>

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

milliseconds between(SteadyTime from, SteadyTime to) {
  return std::chrono::duration_cast<milliseconds>(to - from);
}

double part(milliseconds of, milliseconds whole) {
  return static_cast<double>(of.count()) / static_cast<double>(whole.count());
}

}  // namespace

void Marks::take(const Mark& mark, SteadyTime now) {
  const bool goes_on = mark.kind == Mark::Kind::DrawOn && drawing_ && !lines_.empty();
  const bool draws = mark.kind == Mark::Kind::Draw || mark.kind == Mark::Kind::DrawOn;
  drawing_ = draws;
  switch (mark.kind) {
    case Mark::Kind::Wipe:
      *this = Marks();
      break;
    case Mark::Kind::Away:
      pointer_.reset();
      break;
    case Mark::Kind::Press:
      rings_.push_back({mark.at, now});
      break;
    case Mark::Kind::Draw:
    case Mark::Kind::DrawOn:
      if (!goes_on) lines_.push_back({});
      lines_.back().dots.push_back(mark.at);
      lines_.back().last = now;
      keep_bounds();
      break;
    case Mark::Kind::Point:
      break;
  }
  if (mark.kind != Mark::Kind::Wipe && mark.kind != Mark::Kind::Away) pointer_ = {mark.at, now};
  age(now);
}

void Marks::age(SteadyTime now) {
  now_ = now;
  if (pointer_ && now >= pointer_->since + kPointerStays) pointer_.reset();
  std::erase_if(rings_, [&](const Seen& ring) { return now >= ring.since + kRing; });
  std::erase_if(lines_, [&](const Drawn& line) { return now >= line.last + kLineStays; });
}

void Marks::keep_bounds() {
  std::size_t pieces = 0;
  for (const Drawn& line : lines_) pieces += line.dots.size();
  if (pieces <= kMostPieces) return;
  lines_.front().dots.erase(lines_.front().dots.begin());
  if (lines_.front().dots.empty()) lines_.erase(lines_.begin());
}

std::optional<Dot> Marks::pointer() const {
  return pointer_ ? std::optional(pointer_->at) : std::nullopt;
}

std::vector<Marks::Ring> Marks::rings() const {
  std::vector<Ring> out;
  for (const Seen& ring : rings_) out.push_back({ring.at, part(between(ring.since, now_), kRing)});
  return out;
}

std::vector<Marks::Line> Marks::lines() const {
  std::vector<Line> out;
  for (const Drawn& line : lines_) {
    const milliseconds left = kLineStays - between(line.last, now_);
    out.push_back({line.dots, std::min(1.0, part(left, kFading))});
  }
  return out;
}

milliseconds Marks::rests() const {
  if (!rings_.empty()) return 0ms;
  milliseconds least = kLineStays;
  if (pointer_) least = std::min(least, kPointerStays - between(pointer_->since, now_));
  for (const Drawn& line : lines_) {
    least = std::min(least, kLineStays - kFading - between(line.last, now_));
  }
  return std::max(0ms, least);
}

}  // namespace maintendue::dialog
