#include "roster/book.h"

#include <algorithm>

#include "base/signed_date.h"
#include "roster/certificates.h"

namespace maintendue::roster {
namespace {

constexpr int kMostStatements = 120;
constexpr std::size_t kVoicesToSuspend = 2;

// What was signed and nothing more: fields that nobody knows would be carried to everybody.
v1::SignedStatement bare(const v1::SignedStatement& words) {
  v1::SignedStatement kept;
  kept.set_statement(words.statement());
  kept.set_signature(words.signature());
  kept.set_operator_id(words.operator_id());
  return kept;
}

// The trust under which the news' roster stands.
Result<identity::Trust> led_to(const identity::Trust& known, const v1::RosterNews& news) {
  const auto roots = certificates_of({news.later_roots().begin(), news.later_roots().end()});
  if (!roots) return tl::unexpected(roots.error());
  return known.followed_by(*roots);
}

}  // namespace

Result<Book::Taken> Book::take_in(const v1::RosterNews& news) {
  Taken taken;
  if (!news.signed_roster().empty() && news.signed_roster() != signed_) {
    const Result<bool> newer = take_in_roster(news);
    if (!newer) return tl::unexpected(newer.error());
    taken.roster = *newer;
  }
  if (!newest_) return taken;
  const int statements = std::min(news.statements_size(), kMostStatements);
  for (int at = 0; at < statements; ++at) take_in(news.statements(at), taken);
  return taken;
}

Result<Book::Taken> Book::take_published(const v1::RosterNews& news) {
  Result<Taken> taken = take_in(news);
  if (taken || taken.error().code != Errc::OutOfDate) return taken;
  Book theirs(trust_);
  (void)theirs.take_in(news);  // it is ours, or it would not be called older
  if (theirs.edition() != edition()) return taken;
  theirs.take_over(*this);
  *this = std::move(theirs);
  return Taken{.roster = true, .instead = true};
}

void Book::take_over(const Book& before) {
  v1::RosterNews said = before.news();
  said.clear_signed_roster();
  (void)take_in(said);  // without a roster there is nothing to refuse
}

Result<bool> Book::take_in_roster(const v1::RosterNews& news) {
  const Result<identity::Trust> root = led_to(trust_, news);
  if (!root) return tl::unexpected(root.error());
  Result<Believed> believed = check_roster(news.signed_roster(), *root);
  if (!believed) return tl::unexpected(believed.error());
  Roster& roster = believed->roster;
  if (roster.edition < edition()) return fail(Errc::OutOfDate, "a roster older than ours");
  // ECDSA signs differently each time: the same roster may come in other bytes.
  if (roster.edition == edition() && roster != newest_) {
    return fail(Errc::OutOfDate, "another roster of our edition");
  }
  const bool newer = roster.edition > edition();
  if (newer) {
    trust_ = std::move(believed->trust);
    newest_ = std::move(roster);
    signed_ = news.signed_roster();
    forget_what_counts_no_more();
  }
  return newer;
}

void Book::take_in(const v1::SignedStatement& words, Taken& taken) {
  const Result<Statement> statement = check_statement(words, trust_, *newest_);
  // Nobody states anything for a time beyond this roster's: such a date could never be overtaken.
  if (!statement || statement->at >= newest_->ends + kExtension) return;
  const bool news = std::visit(
      [&](const auto& what) { return heard(what, statement->by, {statement->at, bare(words)}); },
      statement->what
  );
  taken.confirmation |= news && std::holds_alternative<NewestKnown>(statement->what);
  taken.suspension |= news && std::holds_alternative<Suspension>(statement->what);
  taken.extension |= news && std::holds_alternative<Extension>(statement->what);
}

bool Book::heard(const NewestKnown& newest, const OperatorId& by, Said said) {
  const auto known = confirmations_.find(by);
  if (known != confirmations_.end() && known->second.at >= said.at) return false;
  confirmations_[by] = {std::move(said), newest.edition};
  return true;
}

bool Book::heard(const Suspension& suspension, const OperatorId& by, Said said) {
  const Suspending suspending{by, suspension.whom};
  if (!counts(suspending, said)) return false;
  const auto known = suspensions_.find(suspending);
  if (known != suspensions_.end() && known->second.at >= said.at) return false;
  suspensions_[suspending] = std::move(said);
  return true;
}

bool Book::heard(const Extension& extension, const OperatorId& by, Said said) {
  const bool hers = extension.edition == edition() && newest_->member(by)->deputy;
  if (!hers || said.at < newest_->ends) return false;
  if (extension_ && extension_->at >= said.at) return false;
  extension_ = std::move(said);
  return true;
}

void Book::forget_what_counts_no_more() {
  // A member with another key has not said what the old key signed.
  const auto void_now = [&](const Said& said) {
    return !check_statement(said.words, trust_, *newest_).has_value();
  };
  std::erase_if(confirmations_, [&](const auto& entry) { return void_now(entry.second); });
  std::erase_if(suspensions_, [&](const auto& entry) {
    return void_now(entry.second) || !counts(entry.first, entry.second);
  });
  extension_.reset();
}

bool Book::counts(const Suspending& suspending, const Said& said) const {
  const Member* whom = newest_->member(suspending.second);
  return newest_->member(suspending.first) != nullptr && whom != nullptr && said.at > whom->cleared;
}

identity::Certificate Book::signer() const {
  v1::SignedRoster outer;
  outer.ParseFromString(signed_);
  return *identity::Certificate::from_pem(outer.signer_certificate());
}

WallTime Book::date() const {
  WallTime latest = newest_ ? newest_->made : WallTime{};
  for (const auto& [who, confirmation] : confirmations_) latest = std::max(latest, confirmation.at);
  for (const auto& [who, suspension] : suspensions_) latest = std::max(latest, suspension.at);
  if (extension_) latest = std::max(latest, extension_->at);
  return latest;
}

Result<identity::Operator> Book::recognise(const identity::Badge& badge, WallTime now) const {
  if (!newest_) return fail(Errc::NotTrusted, "no roster is known yet");
  if (now >= ends()) return fail(Errc::NotTrusted, "the roster has ended");
  const Member* member = newest_->member(badge.id);
  if (member == nullptr || member->who.public_key != badge.public_key) {
    return fail(Errc::NotTrusted, "not in the roster");
  }
  if (suspended(badge.id)) return fail(Errc::NotTrusted, "suspended");
  if (now < newest_->ends) return member->who;
  identity::Operator for_a_while = member->who;
  std::erase(for_a_while.roles, v1::ROLE_ADMIN);
  if (for_a_while.roles.empty()) return fail(Errc::NotTrusted, "the roster has ended for her");
  return for_a_while;
}

Result<void> Book::confirmed_for(const OperatorId& at_the_door, WallTime now) const {
  if (!newest_) return fail(Errc::OutOfDate, "no roster is known yet");
  WallTime latest = newest_->made;
  bool others = false;
  for (const Member& member : newest_->members) {
    if (member.who.id == at_the_door || suspended(member.who.id)) continue;
    others = true;
    if (member.deputy && extension_ && extension_->at <= now + kClocksDiffer) {
      latest = std::max(latest, extension_->at);
    }
    const auto said = confirmations_.find(member.who.id);
    if (said == confirmations_.end()) continue;
    if (said->second.edition > edition()) return fail(Errc::OutOfDate, "there is a newer roster");
    // A date far ahead of everybody's clock confirms nothing: it would do so for ever.
    const bool believable = said->second.at <= now + kClocksDiffer;
    if (believable && said->second.edition == edition()) latest = std::max(latest, said->second.at);
  }
  if (!others || now <= latest + kConfirmedFor) return {};
  return fail(Errc::OutOfDate, "nobody else has confirmed the roster lately");
}

bool Book::suspended(const OperatorId& whom) const {
  return suspensions_.contains({whom, whom}) || suspenders(whom).size() >= kVoicesToSuspend;
}

bool Book::can_extend(const OperatorId& who, WallTime now) const {
  const Member* deputy = newest_ ? newest_->deputy() : nullptr;
  return deputy != nullptr && deputy->who.id == who && !suspended(who) && now >= newest_->ends &&
         now < newest_->ends + kExtension;
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

// What matters most comes first: a member who states much about many crowds nothing out.
v1::RosterNews Book::news_since(Edition known) const {
  v1::RosterNews news;
  if (edition() > known) {
    news.set_signed_roster(signed_);
    for (const auto& root : trust_.later_roots()) news.add_later_roots(root.to_der());
  }
  std::map<OperatorId, std::size_t> voices;  // told against a member who is suspended
  std::vector<const Said*> ordered, rest;
  if (extension_) ordered.push_back(&*extension_);
  for (const auto& [suspending, said] : suspensions_) {
    const auto& [who, whom] = suspending;
    const bool needed = who == whom || (suspended(whom) && voices[whom]++ < kVoicesToSuspend);
    (needed ? ordered : rest).push_back(&said);
  }
  const auto confirmations_begin = static_cast<std::ptrdiff_t>(ordered.size());
  for (const auto& [who, said] : confirmations_) ordered.push_back(&said);
  std::sort(ordered.begin() + confirmations_begin, ordered.end(), [](const Said* a, const Said* b) {
    return a->at > b->at;
  });
  ordered.insert(ordered.end(), rest.begin(), rest.end());
  if (ordered.size() > kMostStatements) ordered.resize(kMostStatements);
  for (const Said* said : ordered) *news.add_statements() = said->words;
  return news;
}

}  // namespace maintendue::roster
