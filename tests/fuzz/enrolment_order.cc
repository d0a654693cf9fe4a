#include "roster/enrolment_order.h"

#include "base/random.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

// A mediator who lets one PC in.
struct Desk {
  test::Organisation organisation;
  test::Holder nadia = organisation.operator_named();
  roster::Book book = organisation.book();
  Bytes key_hash = random_bytes(32);
  v1::SignedOrder order = roster::sign_order(
      {OperatorId{nadia.id}, organisation.founded(), roster::Admit{key_hash}}, book, nadia.key
  );
};

const Desk& desk() {
  static const Desk one;
  return one;
}

}  // namespace

// Whatever is changed, an order that passes lets in the PC that she let in, and no other.
void feed(BytesView bytes) {
  v1::SignedOrder order;
  if (!order.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  const Result<roster::EnrolmentOrder> checked =
      roster::check_order(order, desk().book, desk().organisation.founded());
  if (!checked) return;
  const auto* const admit = std::get_if<roster::Admit>(&checked->what);
  must(admit != nullptr && admit->key_hash == desk().key_hash, "the order is the one signed");
  must(checked->by.value == desk().nadia.id, "it is hers");
}

std::vector<Bytes> seeds() { return {desk().order.SerializeAsString()}; }

}  // namespace maintendue::fuzz
