#include "base/address.h"
#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/passphrase.h"
#include "console/console.h"
#include "console/session_log/export.h"
#include "wire/play.h"

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kConnect = 15s;
constexpr auto kAnswer = 30s;

struct Errand {
  std::string relay;  // as it was typed
  Address address;
  MachineId machine;
};

Errand errand_of(const Terminal& terminal, const Options& options) {
  Errand errand{options.required("relay"), {}, MachineId{options.required("machine")}};
  const auto address = parse_dial_address(errand.relay);
  if (!address) stop_usage(terminal, Word::BadRelay, {errand.relay});
  if (!identity::is_id(errand.machine.value)) {
    stop_usage(terminal, Word::BadMachine, {errand.machine.value});
  }
  errand.address = *address;
  return errand;
}

identity::PrivateKey key_of(Terminal& terminal, const Options& options, const console::Home& home) {
  const Language language = terminal.language();
  const PassphraseSource source{
      "passphrase-file", say(language, Word::AskOperator, {home.owner.name})
  };
  const std::string passphrase = known_passphrase(terminal, options, source);
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(home.locked_key, passphrase);
  if (!key) stop(terminal, Word::WrongPassphrase, {(home.folder / "operator.key").native()});
  return std::move(*key);
}

net::awaitable<void> fetch(
    std::shared_ptr<wire::RpcChannel> relay,
    const console::SessionLogs& logs,
    console::KnownMachines& machines,
    const console::Team& team,
    MachineId machine,
    WallTime now,
    Result<v1::LogExport>& file
) {
  Result<void> connected = co_await relay->connect(kConnect);
  if (!connected) {
    file = tl::unexpected(connected.error());
    co_return;
  }
  console::AskRelay ask = [relay](std::string method, Bytes request) {
    return relay->call(std::move(method), std::move(request), kAnswer);
  };
  file = co_await console::export_of(std::move(ask), logs, machines, team, machine, now);
}

bool is_silence(Errc code) {
  return code == Errc::RelayUnreachable || code == Errc::TimedOut || code == Errc::PeerGone;
}

}  // namespace

void log_export(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "machine", "out", "passphrase-file"}
  );
  const Errand errand = errand_of(terminal, options);
  const std::string& out = options.required("out");
  const console::Home home = console::open_home(options.required("home"));
  const identity::PrivateKey key = key_of(terminal, options, home);

  net::io_context main{1};
  const wire::SystemTimeline clock(main.get_executor());
  const console::SessionLogs logs(clock, home);
  const console::Team team(main.get_executor(), home.book, home.folder, home.owner.id);
  console::KnownMachines machines(clock, team);
  const auto dial = console::dial_relay(main.get_executor(), errand.address, home, clock)(key);
  std::shared_ptr<wire::RpcChannel> relay = dial(console::Purpose::Calls);
  Result<v1::LogExport> file = fail(Errc::Internal);
  wire::play(main, fetch(std::move(relay), logs, machines, team, errand.machine, now, file));
  if (!file && is_silence(file.error().code)) stop(terminal, Word::RelaySilent, {errand.relay});
  if (!file) stop(terminal, Word::RelayRefuses, {errand.relay, name(file.error().code)});
  write_new_file(terminal, out, file->SerializeAsString());
  terminal.out() << say(terminal.language(), Word::LogExported,
                        {std::to_string(file->sessions_size()), errand.machine.value, out})
                 << "\n";
}

}  // namespace maintendue::cli
