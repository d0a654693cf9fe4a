#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/home_in.h"
#include "console/cli/relay_visit.h"
#include "console/cli/typed_at.h"
#include "console/session_log/export.h"

namespace maintendue::cli {
namespace {

constexpr std::chrono::seconds kAnswer{30};  // twenty logs at a time

bool is_silence(Errc code) {
  return code == Errc::RelayUnreachable || code == Errc::TimedOut || code == Errc::PeerGone;
}

}  // namespace

void log_export(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "machine", "out", "passphrase-file"}
  );
  const std::string& typed = options.required("relay");
  const Address relay = relay_in(terminal, options);
  const MachineId machine{options.required("machine")};
  if (!identity::is_id(machine.value)) stop_usage(terminal, Word::BadMachine, {machine.value});
  const std::string& out = options.required("out");
  const console::Home home = home_in(terminal, options);
  const identity::PrivateKey key = key_in(terminal, home, passphrase_in(terminal, options, home));

  net::io_context main{1};
  const TypedAt clock(now);
  const console::SessionLogs logs(clock, home);
  const console::Team team(main.get_executor(), home.book, home.folder, home.owner.id);
  console::KnownMachines machines(clock, team);
  const auto errand = [&](console::AskRelay ask) {
    return console::export_of(std::move(ask), logs, machines, team, machine, now);
  };
  const auto file = RelayVisit(relay, home, key).fetch<v1::LogExport>(errand, kAnswer);
  if (!file && is_silence(file.error().code)) stop(terminal, Word::RelaySilent, {typed});
  if (!file) stop(terminal, file.error().code, Word::RelayRefuses, {typed});
  write_new_file(terminal, out, file->SerializeAsString());
  terminal.out(
  ) << say(terminal.language(), Word::LogExported,
           {std::to_string(file->sessions_size()), machine.value, out, home.folder.native()})
    << "\n";
}

}  // namespace maintendue::cli
