#include "roster/book.h"

#include <algorithm>

namespace maintendue::roster {
namespace {

constexpr std::size_t kMostStatements = 200;
constexpr int kVoicesToSuspend = 2;

}  // namespace

Result<Book::Taken> Book::take_in(const v1::RosterNews& news) {
  Taken taken;
  if (!news.signed_roster().empty() && news.signed_roster() != signed_) {
    const Result<bool> newer = take_in_roster(news.signed_roster());
    if (!newer) return tl::unexpected(newer.error());
    taken.roster = *newer;
  }
  if (!newest_) return taken;
  const int statements = std::min<int>(news.statements_size(), kMostStatements);
  for (int at = 0; at < statements; ++at) take_in(news.statements(at), taken);
  return taken;
}

Result<bool> Book::take_in_roster(const Bytes& signed_roster) {
  Result<Roster> roster = check_roster(signed_roster, trust_);
  if (!roster) return tl::unexpected(roster.error());
  if (roster->edition < edition()) return fail(Errc::OutOfDate, "a roster older than ours");
  // ECDSA signs differently each time: the same roster may come in other bytes.
  if (roster->edition == edition() && roster->members != newest_->members) {
    return fail(Errc::OutOfDate, "another roster of our edition");
  }
  const bool newer = roster->edition > edition();
  if (newer) {
    newest_ = std::move(*roster);
    signed_ = signed_roster;
    forget_what_counts_no_more();
  }
  return newer;
}

void Book::take_in(const v1::SignedStatement& words, Taken& taken) {
  const Result<Statement> statement = check_statement(words, trust_, *newest_);
  if (!statement) return;
  if (const auto* newest = std::get_if<NewestKnown>(&statement->what)) {
    const auto known = confirmations_.find(statement->by);
    if (known != confirmations_.end() && known->second.at >= statement->at) return;
    confirmations_[statement->by] = {{statement->at, words}, newest->edition};
    taken.confirmation = true;
    return;
  }
  const Suspending suspending{statement->by, std::get<Suspension>(statement->what).whom};
  const Said said{statement->at, words};
  if (!counts(suspending, said)) return;
  const auto known = suspensions_.find(suspending);
  if (known != suspensions_.end() && known->second.at >= said.at) return;
  suspensions_[suspending] = said;
  taken.suspension = true;
}

void Book::forget_what_counts_no_more() {
  std::erase_if(confirmations_, [&](const auto& entry) {
    return newest_->member(entry.first) == nullptr;
  });
  std::erase_if(suspensions_, [&](const auto& entry) {
    return !counts(entry.first, entry.second);
  });
}

bool Book::counts(const Suspending& suspending, const Said& said) const {
  const Member* whom = newest_->member(suspending.second);
  return newest_->member(suspending.first) != nullptr && whom != nullptr && said.at > whom->cleared;
}

WallTime Book::date() const {
  WallTime latest = newest_ ? newest_->made : WallTime{};
  for (const auto& [who, confirmation] : confirmations_) latest = std::max(latest, confirmation.at);
  for (const auto& [who, suspension] : suspensions_) latest = std::max(latest, suspension.at);
  return latest;
}

Result<identity::Operator> Book::recognise(const identity::Badge& badge, WallTime now) const {
  if (!newest_) return fail(Errc::NotTrusted, "no roster is known yet");
  if (now >= newest_->ends) return fail(Errc::NotTrusted, "the roster has ended");
  const Member* member = newest_->member(badge.id);
  if (member == nullptr || member->who.public_key != badge.public_key) {
    return fail(Errc::NotTrusted, "not in the roster");
  }
  if (suspended(badge.id)) return fail(Errc::NotTrusted, "suspended");
  return member->who;
}

Result<void> Book::confirmed_for(const OperatorId& at_the_door, WallTime now) const {
  if (!newest_) return fail(Errc::OutOfDate, "no roster is known yet");
  WallTime latest = newest_->made;
  bool others = false;
  for (const Member& member : newest_->members) {
    if (member.who.id == at_the_door || suspended(member.who.id)) continue;
    others = true;
    const auto said = confirmations_.find(member.who.id);
    if (said == confirmations_.end()) continue;
    if (said->second.edition > edition()) return fail(Errc::OutOfDate, "there is a newer roster");
    if (said->second.edition == edition()) latest = std::max(latest, said->second.at);
  }
  if (!others || now <= latest + kConfirmedFor) return {};
  return fail(Errc::OutOfDate, "nobody else has confirmed the roster lately");
}

bool Book::suspended(const OperatorId& whom) const {
  return suspensions_.contains({whom, whom}) || suspenders(whom).size() >= kVoicesToSuspend;
}

std::vector<OperatorId> Book::suspenders(const OperatorId& whom) const {
  std::vector<OperatorId> all;
  for (const auto& [suspending, said] : suspensions_) {
    if (suspending.second == whom && suspending.first != whom) all.push_back(suspending.first);
  }
  return all;
}

std::optional<WallTime> Book::confirmed_by(const OperatorId& who) const {
  const auto said = confirmations_.find(who);
  if (said == confirmations_.end() || said->second.edition != edition()) return std::nullopt;
  return said->second.at;
}

v1::RosterNews Book::news_since(Edition known) const {
  v1::RosterNews news;
  if (edition() > known) news.set_signed_roster(signed_);
  for (const auto& [suspending, said] : suspensions_) {
    if (news.statements_size() < static_cast<int>(kMostStatements))
      *news.add_statements() = said.words;
  }
  std::vector<const Confirmation*> newest_first;
  for (const auto& [who, said] : confirmations_) newest_first.push_back(&said);
  std::ranges::sort(newest_first, std::greater{}, &Confirmation::at);
  for (const Confirmation* said : newest_first) {
    if (news.statements_size() < static_cast<int>(kMostStatements))
      *news.add_statements() = said->words;
  }
  return news;
}

}  // namespace maintendue::roster
