#include "roster/enrolment_order.h"

#include "identity/roles.h"

namespace maintendue::roster {
namespace {

constexpr std::string_view kWords = "maintendue enrolment order";
constexpr std::size_t kLongestOrder = 256;
constexpr std::size_t kLongestSignature = 80;
constexpr std::size_t kHash = 32;

struct ToWire {
  v1::EnrolmentOrder& out;
  void operator()(const OpenCode& code) const { out.set_new_code_hash(code.code_hash); }
  void operator()(const ListWaiting&) const { out.mutable_list(); }
  void operator()(const Admit& admit) const { out.set_admit_key_hash(admit.key_hash); }
  void operator()(const TurnAway& away) const { out.set_turn_away_key_hash(away.key_hash); }
};

template <class Of>
Result<decltype(EnrolmentOrder::what)> about(const Bytes& hash) {
  if (hash.size() != kHash) return fail(Errc::BadMessage, "an order about nobody");
  return Of{hash};
}

Result<decltype(EnrolmentOrder::what)> what_of(const v1::EnrolmentOrder& order) {
  switch (order.what_case()) {
    case v1::EnrolmentOrder::kNewCodeHash:
      return about<OpenCode>(order.new_code_hash());
    case v1::EnrolmentOrder::kList:
      return ListWaiting{};
    case v1::EnrolmentOrder::kAdmitKeyHash:
      return about<Admit>(order.admit_key_hash());
    case v1::EnrolmentOrder::kTurnAwayKeyHash:
      return about<TurnAway>(order.turn_away_key_hash());
    default:
      return fail(Errc::BadMessage, "an order of nothing we know");
  }
}

}  // namespace

v1::SignedOrder sign_order(
    const EnrolmentOrder& order, const Book& book, const identity::PrivateKey& key
) {
  v1::EnrolmentOrder inner;
  inner.set_organisation_key_hash(book.trust().key_hash());
  inner.set_at_ms(to_unix_ms(order.at));
  std::visit(ToWire{inner}, order.what);
  v1::SignedOrder out;
  out.set_order(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kWords, out.order())));
  out.set_operator_id(order.by.value);
  *out.mutable_roster() = book.news();
  return out;
}

Result<EnrolmentOrder> check_order(
    const v1::SignedOrder& signed_order, const Book& book, WallTime now
) {
  const OperatorId by{signed_order.operator_id()};
  const Member* signer = book.empty() ? nullptr : book.roster().member(by);
  if (signer == nullptr) return fail(Errc::NotTrusted, "order of nobody we know");
  const auto who = book.recognise({by, signer->who.public_key}, now);
  if (!who) return tl::unexpected(who.error());
  const Bytes words = identity::signed_bytes(kWords, signed_order.order());
  if (signed_order.order().size() > kLongestOrder ||
      signed_order.signature().size() > kLongestSignature ||
      !identity::verifies(who->public_key, words, signed_order.signature())) {
    return fail(Errc::NotTrusted, "order whose signature is wrong");
  }
  if (!identity::may_assist(*who)) return fail(Errc::NotTrusted, "not one who admits PCs");
  v1::EnrolmentOrder inner;
  if (!inner.ParseFromString(signed_order.order()) ||
      inner.organisation_key_hash() != book.trust().key_hash()) {
    return fail(Errc::NotTrusted, "order of another organisation");
  }
  const auto at = date_from_ms(inner.at_ms());
  if (!at || std::chrono::abs(now - *at) > kOrderLife) {
    return fail(Errc::OutOfDate, "an order of another time");
  }
  const auto what = what_of(inner);
  if (!what) return tl::unexpected(what.error());
  return EnrolmentOrder{by, *at, *what};
}

}  // namespace maintendue::roster
