#include "roster/enrolment_order.h"

#include "base/random.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

constexpr char kAsItComes = 0, kSignedAnew = 1;

// A mediator who lets one PC in.
struct Desk {
  test::Organisation organisation;
  test::Holder nadia = organisation.operator_named();
  roster::Book book = organisation.book();
  Bytes key_hash = random_bytes(32);
  v1::SignedOrder order = of(roster::Admit{key_hash});

  v1::SignedOrder of(decltype(roster::EnrolmentOrder::what) what) const {
    const roster::EnrolmentOrder order{
        OperatorId{nadia.id}, organisation.founded(), std::move(what)
    };
    return roster::sign_order(order, book, nadia.key);
  }
};

const Desk& desk() {
  static const Desk one;
  return one;
}

Result<roster::EnrolmentOrder> check(const v1::SignedOrder& order) {
  return roster::check_order(order, desk().book, desk().organisation.founded());
}

// Whatever is changed, an order that passes lets in the PC that she let in, and no other.
void feed_as_it_comes(BytesView bytes) {
  const auto order = parsed<v1::SignedOrder>(bytes);
  if (!order) return;
  const Result<roster::EnrolmentOrder> checked = check(*order);
  if (!checked) return;
  const auto* const admit = std::get_if<roster::Admit>(&checked->what);
  must(admit != nullptr && admit->key_hash == desk().key_hash, "the order is the one signed");
  must(checked->by.value == desk().nadia.id, "it is hers");
}

// Whatever she signs, what passes is of today, is about one whole hash, and says that alone.
void feed_signed_anew(BytesView bytes) {
  v1::SignedOrder order = desk().order;
  order.set_order(Bytes(bytes));
  order.set_signature(
      desk().nadia.key.sign(identity::signed_bytes("maintendue enrolment order", bytes))
  );
  const Result<roster::EnrolmentOrder> checked = check(order);
  if (!checked) return;
  const auto inner = parsed<v1::EnrolmentOrder>(bytes);
  must(inner && inner->organisation_key_hash() == desk().book.trust().key_hash(), "it is of ours");
  const WallTime today = desk().organisation.founded();
  must(std::chrono::abs(checked->at - today) <= roster::kOrderLife, "it is of today");
  const auto is_whole = [](const Bytes& hash) { must(hash.size() == 32, "a hash is a whole one"); };
  if (const auto* code = std::get_if<roster::OpenCode>(&checked->what)) {
    is_whole(code->code_hash);
    must(code->code_hash == inner->new_code_hash(), "the code is the one named");
  } else if (const auto* admit = std::get_if<roster::Admit>(&checked->what)) {
    is_whole(admit->key_hash);
    must(admit->key_hash == inner->admit_key_hash(), "who is let in is the one named");
  } else if (const auto* away = std::get_if<roster::TurnAway>(&checked->what)) {
    is_whole(away->key_hash);
    must(away->key_hash == inner->turn_away_key_hash(), "who is turned away is the one named");
  } else {
    must(inner->has_list(), "a list was asked for");
  }
}

}  // namespace

void feed(BytesView bytes) {
  if (bytes.empty()) return;
  const BytesView rest = bytes.substr(1);
  bytes.front() == kSignedAnew ? feed_signed_anew(rest) : feed_as_it_comes(rest);
}

std::vector<Bytes> seeds() {
  const v1::SignedOrder code = desk().of(roster::OpenCode{desk().key_hash});
  const v1::SignedOrder away = desk().of(roster::TurnAway{desk().key_hash});
  const v1::SignedOrder list = desk().of(roster::ListWaiting{});
  return {
      of_kind(kAsItComes, desk().order.SerializeAsString()),
      of_kind(kSignedAnew, desk().order.order()),
      of_kind(kSignedAnew, code.order()),
      of_kind(kSignedAnew, away.order()),
      of_kind(kSignedAnew, list.order()),
  };
}

}  // namespace maintendue::fuzz
