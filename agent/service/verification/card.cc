#include "agent/service/verification/card.h"

#include "agent/service/desktop/contact.h"
#include "machine_record/machine_record.h"
#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::agent {

namespace pc = maintendue::local::v1;

Card card_of(const MachineState& machine, const identity::Trust& trust) {
  const MachineId id{machine.machine_id};
  const Bytes key_hash = identity::sha256(machine.key.public_key());
  return {machine_record::card_text(id, key_hash, trust), id};
}

Offer card_offer(Card card, const KnownRoster& roster, const wire::Timeline& timeline) {
  return {
      .wished = [](Desktop& desktop) { return desktop.card_wished(); },
      .window =
          [card, &roster, &timeline](DesktopPtr desktop) {
            pc::ServiceToDialog says;
            pc::Card& out = *says.mutable_card();
            out.set_text(card.text);
            out.set_machine_id(card.machine.value);
            tell_contact(roster.book(), timeline.wall(), out);
            out.set_language(desktop->language());
            return show(std::move(desktop), std::move(says));
          },
  };
}

}  // namespace maintendue::agent
