#include "roster/book.h"
#include "roster/changes.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

constexpr char kAsItComes = 0, kRosterSignedAnew = 1, kStatementSignedAnew = 2;

// An organisation with a roster that is known, and a newer one that may come.
struct Team {
  test::Organisation organisation;
  test::Holder camille =
      organisation.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  test::Holder nadia = organisation.operator_named();
  identity::Trust trust = organisation.trust();
  roster::Book known = organisation.book(2);
  v1::RosterNews newer = organisation.news(3);
  WallTime today = organisation.founded();

  v1::SignedStatement stated(decltype(roster::Statement::what) what) const {
    return roster::sign_statement({OperatorId{nadia.id}, today, std::move(what)}, trust, nadia.key);
  }
  // As Nadia says it.
  v1::SignedStatement suspension_of(const test::Holder& whom) const {
    return stated(roster::Suspension{OperatorId{whom.id}});
  }
};

const Team& team() {
  static const Team one;
  return one;
}

// What others are told of a book is the book again.
void can_be_passed_on(const roster::Book& book) {
  roster::Book another(team().trust);
  must(another.take_in(book.news()).has_value(), "what was taken in can be passed on");
  must(another.roster() == book.roster(), "and is the same roster then");
}

// Whatever is changed, the book holds what was signed: nobody new, nobody missing, nobody suspended
// but the one who said so of herself.
void feed_as_it_comes(BytesView bytes) {
  const auto news = parsed<v1::RosterNews>(bytes);
  if (!news) return;
  roster::Book book = team().known;
  (void)book.take_in(*news);  // refused or not, the book must be a true one
  must(book.edition() >= team().known.edition(), "nothing older is taken in");
  must(book.edition() <= roster::Edition{1, 3}, "nothing is taken in that was not signed");
  must(book.roster().members == team().known.roster().members, "the people are those signed");
  must(!book.suspended(OperatorId{team().camille.id}), "nobody else suspends");
}

// Whatever the roster key signs, what is taken in is within the limits and newer, and everybody can
// ask the book.
void feed_roster_signed_anew(BytesView bytes) {
  auto outer = *parsed<v1::SignedRoster>(team().newer.signed_roster());
  outer.set_roster(Bytes(bytes));
  const auto& key = team().organisation.roster_key().key;
  outer.set_signature(key.sign(identity::signed_bytes("maintendue roster", bytes)));
  v1::RosterNews news;
  news.set_signed_roster(outer.SerializeAsString());
  *news.add_statements() = team().suspension_of(team().nadia);
  roster::Book book = team().known;
  const auto taken = book.take_in(news);
  if (!taken || !taken->roster) {
    must(book.roster() == team().known.roster(), "what is not taken in changes nothing");
    return;
  }
  must(roster::fits(book.roster()), "a roster is within its limits");
  must(book.edition() > team().known.edition(), "it is a newer one");
  (void)roster::changes(team().known.roster(), book.roster());
  (void)book.extended();
  (void)book.ends();
  (void)book.confirmed_for(OperatorId{team().nadia.id}, team().today);
  (void)book.can_extend(OperatorId{team().nadia.id}, team().today);
  for (const roster::Member& member : book.roster().members) {
    (void)book.recognise({member.who.id, member.who.public_key}, team().today);
  }
  can_be_passed_on(book);
}

// Whatever Nadia signs, she suspends nobody but herself.
void feed_statement_signed_anew(BytesView bytes) {
  v1::SignedStatement statement = team().suspension_of(team().nadia);
  statement.set_statement(Bytes(bytes));
  statement.set_signature(
      team().nadia.key.sign(identity::signed_bytes("maintendue roster statement", bytes))
  );
  v1::RosterNews news;
  *news.add_statements() = statement;
  roster::Book book = team().known;
  (void)book.take_in(news);
  must(!book.suspended(OperatorId{team().camille.id}), "one alone suspends nobody else");
  must(!book.extended(), "she is no deputy");
  (void)book.confirmed_for(OperatorId{team().camille.id}, team().today);
  can_be_passed_on(book);
}

}  // namespace

void feed(BytesView bytes) {
  if (bytes.empty()) return;
  const BytesView rest = bytes.substr(1);
  switch (bytes.front()) {
    case kRosterSignedAnew:
      return feed_roster_signed_anew(rest);
    case kStatementSignedAnew:
      return feed_statement_signed_anew(rest);
    default:
      return feed_as_it_comes(rest);
  }
}

std::vector<Bytes> seeds() {
  const Team& one = team();
  v1::RosterNews all = one.newer;
  *all.add_statements() = one.suspension_of(one.nadia);
  roster::Roster full = one.organisation.roster(3);
  full.members.front().deputy = true;
  full.members.front().photo_hash = identity::sha256("camille");
  full.revoked.insert(MachineId{"00000000000000bb"});
  full.phone = "01 02 03 04 05";
  const v1::RosterNews rich = one.organisation.news_of(full);
  return {
      of_kind(kAsItComes, all.SerializeAsString()),
      of_kind(kAsItComes, one.organisation.news(1).SerializeAsString()),
      of_kind(kRosterSignedAnew, parsed<v1::SignedRoster>(rich.signed_roster())->roster()),
      of_kind(kStatementSignedAnew, one.suspension_of(one.camille).statement()),
      of_kind(kStatementSignedAnew, one.stated(roster::NewestKnown{{1, 2}}).statement()),
      of_kind(kStatementSignedAnew, one.stated(roster::Extension{{1, 2}}).statement()),
  };
}

}  // namespace maintendue::fuzz
