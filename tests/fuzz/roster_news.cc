#include "roster/book.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

// An organisation with a roster that is known, and a newer one that may come.
struct Team {
  test::Organisation organisation;
  test::Holder camille =
      organisation.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  test::Holder nadia = organisation.operator_named();
  roster::Book known = organisation.book(2);
  v1::RosterNews newer = organisation.news(3);
  v1::SignedStatement suspension = roster::sign_statement(
      {OperatorId{nadia.id}, organisation.founded(), roster::Suspension{OperatorId{nadia.id}}},
      organisation.trust(),
      nadia.key
  );
};

const Team& team() {
  static const Team one;
  return one;
}

}  // namespace

// Whatever is changed, the book holds what was signed: nobody new, nobody missing, nobody suspended
// but the one who said so of herself.
void feed(BytesView bytes) {
  v1::RosterNews news;
  if (!news.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  roster::Book book = team().known;
  (void)book.take_in(news);  // refused or not, the book must be a true one
  must(book.edition() >= team().known.edition(), "nothing older is taken in");
  must(book.edition() <= roster::Edition{1, 3}, "nothing is taken in that was not signed");
  must(book.roster().members == team().known.roster().members, "the people are those signed");
  must(!book.suspended(OperatorId{team().camille.id}), "nobody else suspends");
}

std::vector<Bytes> seeds() {
  v1::RosterNews all = team().newer;
  *all.add_statements() = team().suspension;
  v1::RosterNews older = team().organisation.news(1);
  return {all.SerializeAsString(), older.SerializeAsString()};
}

}  // namespace maintendue::fuzz
