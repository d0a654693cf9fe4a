#include "agent/tray/message.h"

#include "maintendue/local/v1/pc.pb.h"
#include "slip/page.h"

namespace maintendue::tray {

namespace pc = maintendue::local::v1;

namespace {

Farewell from_wire(v1::Farewell farewell) {
  if (farewell == v1::FAREWELL_NO_HELP) return Farewell::NoHelp;
  return farewell == v1::FAREWELL_NOT_OURS ? Farewell::NotOurs : Farewell::Nothing;
}

v1::Farewell to_wire(Farewell farewell) {
  if (farewell == Farewell::NoHelp) return v1::FAREWELL_NO_HELP;
  return farewell == Farewell::NotOurs ? v1::FAREWELL_NOT_OURS : v1::FAREWELL_UNSPECIFIED;
}

}  // namespace

Result<Message> read_message(BytesView bytes) {
  pc::ServiceToTray says;
  if (!says.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Errc::BadMessage, "not in the contract");
  }
  if (says.has_state()) {
    const pc::TrayState& in = says.state();
    return State{
        .connected = in.connected(),
        .watched = in.watched(),
        .organisation = in.organisation(),
        .operator_name = in.operator_name(),
        .visited = in.visited(),
        .served = true,
        .phone = in.phone(),
        .farewell = from_wire(in.farewell()),
    };
  }
  if (says.has_restart()) return Restart{};
  if (says.has_speak()) return Speak{says.speak().language()};
  if (!says.has_spawn()) return fail(Errc::BadMessage, "says nothing");
  const pc::Spawn& in = says.spawn();
  switch (in.program()) {
    case pc::Spawn::DIALOG:
      return Spawn{in.request_id(), Program::Dialog, {}};
    case pc::Spawn::SCREEN:
      return Spawn{in.request_id(), Program::Screen, {}};
    case pc::Spawn::BROWSER:
      if (!slip::read_page(in.page())) return fail(Errc::BadMessage, "not the address of a page");
      return Spawn{in.request_id(), Program::Browser, in.page()};
    default:
      return fail(Errc::BadMessage, "spawn of an unknown program");
  }
}

Bytes hello(const std::string& language, bool display_present) {
  pc::TrayToService says;
  says.mutable_hello()->set_version(MAINTENDUE_VERSION);
  says.mutable_hello()->set_language(language);
  says.mutable_hello()->set_display_present(display_present);
  return says.SerializeAsString();
}

Bytes spawned(std::uint64_t request_id, bool ok) {
  pc::TrayToService says;
  says.mutable_spawned()->set_request_id(request_id);
  says.mutable_spawned()->set_ok(ok);
  return says.SerializeAsString();
}

Bytes restart_taken(bool ok) {
  pc::TrayToService says;
  says.mutable_restart_taken()->set_ok(ok);
  return says.SerializeAsString();
}

Bytes stop_pressed() {
  pc::TrayToService says;
  says.mutable_stop();
  return says.SerializeAsString();
}

Bytes card_wished() {
  pc::TrayToService says;
  says.mutable_card();
  return says.SerializeAsString();
}

Bytes help_wished() {
  pc::TrayToService says;
  says.mutable_help();
  return says.SerializeAsString();
}

Bytes journal_wished() {
  pc::TrayToService says;
  says.mutable_journal();
  return says.SerializeAsString();
}

Bytes farewell_wished(Farewell farewell) {
  pc::TrayToService says;
  says.mutable_farewell()->set_farewell(to_wire(farewell));
  return says.SerializeAsString();
}

Bytes language_chosen(const std::string& language) {
  pc::TrayToService says;
  says.mutable_language()->set_language(language);
  return says.SerializeAsString();
}

}  // namespace maintendue::tray
