#include "agent/service/verification/card.h"

#include "machine_record/machine_record.h"
#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::agent {

namespace pc = maintendue::local::v1;

Card card_of(const MachineState& machine, const identity::Trust& trust) {
  const MachineId id{machine.machine_id};
  const Bytes key_hash = identity::sha256(machine.key.public_key());
  return {machine_record::card_text(id, key_hash, trust), id, trust.organisation()};
}

net::awaitable<void> show_card(DesktopPtr desktop, Card card) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop->open_dialog();
  if (!window) co_return;  // nobody is there to see it
  pc::ServiceToDialog says;
  pc::Card& out = *says.mutable_card();
  out.set_text(std::move(card.text));
  out.set_machine_id(std::move(card.machine.value));
  out.set_organisation(std::move(card.organisation));
  out.set_language(desktop->language());
  if (!post_message(**window, says)) co_return;
  for (;;) {
    const Result<Bytes> heard = co_await (*window)->read();  // that it is there; then its end
    if (!heard) co_return;
  }
}

net::awaitable<void> offer_card(
    std::function<DesktopPtr()> desktop_now, wire::Signal& moved, Card card
) {
  for (;;) {
    const DesktopPtr desktop = desktop_now();
    if (!desktop) {
      co_await moved.wait();
      continue;
    }
    auto wished = desktop->card_wished();
    auto gone = moved.wait();
    const auto first = co_await (std::move(wished) || std::move(gone));
    if (first.index() == 0) co_await show_card(desktop, card);
  }
}

}  // namespace maintendue::agent
