#include "console/machines/card_desk.h"

#include "base/log.h"
#include "maintendue/v1/fleet.pb.h"

namespace maintendue::console {
namespace {

constexpr auto kComponent = "console.machines";
constexpr std::size_t kLongestText = 400;  // console.proto

}  // namespace

Result<machine_record::Card> CardDesk::card_in(const std::string& text) const {
  if (text.size() > kLongestText) return fail(Errc::BadMessage, "not a PC's card");
  return machine_record::read_card(text, team_.trust());
}

Result<local::v1::CardReading> CardDesk::read(const local::v1::ReadCardRequest& request) const {
  const Result<machine_record::Card> card = card_in(request.text());
  if (!card) return tl::unexpected(card.error());
  local::v1::CardReading reading;
  reading.set_machine_id(card->machine.value);
  reading.set_known(known_.is_known(card->machine, card->key_hash));
  reading.set_other_key(known_.has_other_key(card->machine, card->key_hash));
  return reading;
}

net::awaitable<Result<local::v1::MachineStanding>> CardDesk::verify(
    local::v1::VerifyByCardRequest request
) {
  const Result<machine_record::Card> card = card_in(request.text());
  if (!card) co_return tl::unexpected(card.error());
  if (card->machine.value != request.machine_id()) {
    co_return fail(Errc::BadMessage, "the card of another PC");
  }
  Result<Bytes> record = known_.verified(
      card->machine, card->key_hash, v1::VERIFIED_HOW_FACE_TO_FACE, keyring_.keys()->key
  );
  if (!record) co_return tl::unexpected(record.error());
  const local::v1::MachineStanding standing = known_.standing(card->machine);
  v1::PutMachineRecordRequest put;
  put.set_signed_record(std::move(*record));
  auto putting = ask<v1::PutMachineRecordResponse>(
      relay_, "/maintendue.v1.Fleet/PutMachineRecord", std::move(put)
  );
  const Result<v1::PutMachineRecordResponse> answer = co_await std::move(putting);
  if (!answer) {
    log::event(
        kComponent, log::Level::warning, "a PC's record was not put to the relay",
        {{"machine", card->machine.value}, {"error", name(answer.error().code)}}
    );
  }
  co_return standing;
}

}  // namespace maintendue::console
