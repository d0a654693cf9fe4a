#include "machine_record/machine_record.h"

#include "support/verified.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

// A mediator, and a PC that she has verified.
struct Visit {
  test::Organisation organisation;
  test::Holder nadia = organisation.operator_named();
  test::Holder machine = organisation.machine();
  roster::Book book = organisation.book();
  Bytes signed_record = test::verified(organisation, nadia, machine);
  machine_record::Record record = *machine_record::content(signed_record);
  std::string card = machine_record::card_text(record.machine, record.key_hash, book.trust());
};

const Visit& visit() {
  static const Visit one;
  return one;
}

}  // namespace

// Whatever is changed, a record that counts is the one that she signed; and a card that reads says
// what it says when it is written again.
void feed(BytesView bytes) {
  const Result<machine_record::Record> record =
      machine_record::check(bytes, visit().book, visit().organisation.founded());
  if (record) must(*record == visit().record, "the record is the one signed");
  (void)machine_record::content(bytes);  // says something or nothing, and proves nothing

  const Result<machine_record::Card> card = machine_record::read_card(bytes, visit().book.trust());
  if (!card) return;
  must(
      machine_record::card_text(card->machine, card->key_hash, visit().book.trust()) == bytes,
      "a card is written in one way"
  );
}

std::vector<Bytes> seeds() { return {visit().signed_record, visit().card}; }

}  // namespace maintendue::fuzz
