#include "relay/enrolment/enrolment.h"

#include "base/log.h"
#include "base/random.h"

namespace maintendue::enrolment {
namespace {

constexpr char kLog[] = "enrolment";
constexpr std::size_t kMachineIdBytes = 8;
constexpr std::chrono::seconds kGrace{2};

wire::ServerOptions server_options(
    const server::Settings& settings, const wire::TlsIdentity& identity
) {
  wire::ServerOptions options;
  options.address = settings.listen.host;
  options.port = settings.listen.port;
  options.identity = identity;
  options.max_connections = 500;  // a workshop is some fifty PCs
  return options;
}

}  // namespace

Enrolment::Enrolment(
    net::any_io_executor main, wire::Timeline& timeline, const server::Settings& settings
)
    : timeline_(timeline),
      keys_(read_keys(settings.keys, timeline.wall())),
      ledger_(settings.data, timeline.wall()),
      server_(wire::RpcServer::create(std::move(main), server_options(settings, keys_.server))) {
  open_gate(*server_, [this](const Ask& ask) { return enrol(ask); });
}

void Enrolment::start() {
  // Everybody is a stranger here; the token decides, call by call.
  server_->start([](const wire::Caller&) { return Result<void>(); });
  log::event(kLog, log::Level::info, "enrolment is open", {{"port", port()}});
}

net::awaitable<void> Enrolment::stop() { co_await server_->stop(kGrace); }

Result<Enrolled> Enrolment::enrol(const Ask& ask) {
  Result<Enrolled> decided = decide(ask);
  if (!decided) {
    // A stranger can cause it, but not more often than the limit on wrong tokens lets them.
    const bool waits = decided.error().code == Errc::TryLater;
    log::event(
        kLog, waits ? log::Level::debug : log::Level::info, "enrolment refused",
        {{"address", ask.address},
         {"error", name(decided.error().code)},
         {"detail", decided.error().detail}}
    );
    return decided;
  }
  log::event(
      kLog, log::Level::info,
      decided->again ? "machine got its certificate again" : "machine enrolled",
      {{"machine", decided->machine.value}, {"address", ask.address}}
  );
  return decided;
}

Result<Enrolled> Enrolment::decide(const Ask& ask) {
  const Result<identity::WorkshopToken> token = open_token(ask);
  if (!token) return tl::unexpected(token.error());
  const Result<Bytes> public_key = identity::check_request(ask.csr);
  if (!public_key) return tl::unexpected(public_key.error());
  const WallTime now = timeline_.wall();
  const auto make = [&] { return make_machine(*public_key, now); };
  return ledger_.enrol(*token, *public_key, now, make);
}

Result<identity::WorkshopToken> Enrolment::open_token(const Ask& ask) {
  if (attempts_.must_wait(ask.address, timeline_.steady())) {
    return fail(Errc::TryLater, "too many wrong tokens");
  }
  Result<identity::WorkshopToken> opened =
      identity::check_token(ask.token, keys_.trust, keys_.roster_generation, timeline_.wall());
  if (!opened) attempts_.wrong(ask.address, timeline_.steady());
  return opened;
}

Enrolled Enrolment::make_machine(BytesView public_key, WallTime now) const {
  const MachineId id{to_hex(random_bytes(kMachineIdBytes))};
  const auto leaf = identity::issue_machine(keys_.intermediate, public_key, id, now);
  return {id, leaf.to_pem() + keys_.intermediate.certificate.to_pem()};
}

}  // namespace maintendue::enrolment
