#include "relay/enrolment/enrolment.h"

#include "base/log.h"
#include "base/random.h"

namespace maintendue::enrolment {
namespace {

constexpr char kLog[] = "enrolment";
constexpr char kEnrol[] = "/maintendue.v1.Enrolment/Enrol";
constexpr std::size_t kMachineIdBytes = 8;
constexpr std::chrono::seconds kGrace{2};

wire::ServerOptions server_options(const Settings& settings, const wire::TlsIdentity& identity) {
  wire::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  options.identity = identity;
  options.max_connections = 500;  // a workshop is some fifty PCs
  return options;
}

}  // namespace

Enrolment::Enrolment(net::any_io_executor main, wire::Timeline& timeline, const Settings& settings)
    : timeline_(timeline),
      keys_(read_keys(settings.keys, timeline.wall())),
      ledger_(settings.data),
      server_(wire::RpcServer::create(std::move(main), server_options(settings, keys_.server))) {
  wire::on_call<v1::EnrolRequest, v1::EnrolResponse>(
      *server_, kEnrol,
      [this](wire::Caller caller, v1::EnrolRequest request) {
        return enrol(std::move(caller), std::move(request));
      }
  );
}

void Enrolment::start() {
  // Everybody is a stranger here; the token decides, call by call.
  server_->start([](const wire::Caller&) { return Result<void>(); });
  log::event(kLog, log::Level::info, "enrolment is open", {{"port", port()}});
}

net::awaitable<void> Enrolment::stop() { co_await server_->stop(kGrace); }

net::awaitable<Result<v1::EnrolResponse>> Enrolment::enrol(
    wire::Caller caller, v1::EnrolRequest request
) {
  const Result<Enrolled> decided = decide(caller, request);
  if (!decided) {
    // A stranger can cause it, but not more often than the limit on wrong tokens lets them.
    const bool waits = decided.error().code == Errc::TryLater;
    log::event(
        kLog, waits ? log::Level::debug : log::Level::info, "enrolment refused",
        {{"address", caller.address},
         {"error", name(decided.error().code)},
         {"detail", decided.error().detail}}
    );
    co_return tl::unexpected(decided.error());
  }
  log::event(
      kLog, log::Level::info,
      decided->again ? "machine got its certificate again" : "machine enrolled",
      {{"machine", decided->machine.value}, {"address", caller.address}}
  );
  v1::EnrolResponse response;
  response.set_machine_id(decided->machine.value);
  response.set_certificate_chain(decided->certificate_chain);
  co_return response;
}

Result<Enrolled> Enrolment::decide(const wire::Caller& caller, const v1::EnrolRequest& request) {
  const Result<identity::WorkshopToken> token = open_token(caller, request.token());
  if (!token) return tl::unexpected(token.error());
  const Result<Bytes> public_key = identity::check_request(request.csr());
  if (!public_key) return tl::unexpected(public_key.error());
  const WallTime now = timeline_.wall();
  const auto make = [&] { return make_machine(*public_key, now); };
  return ledger_.enrol(*token, *public_key, now, make);
}

Result<identity::WorkshopToken> Enrolment::open_token(
    const wire::Caller& caller, const Bytes& token
) {
  if (attempts_.must_wait(caller.address, timeline_.steady())) {
    return fail(Errc::TryLater, "too many wrong tokens");
  }
  Result<identity::WorkshopToken> opened =
      identity::check_token(token, keys_.trust, timeline_.wall());
  if (!opened) attempts_.wrong(caller.address, timeline_.steady());
  return opened;
}

Enrolled Enrolment::make_machine(BytesView public_key, WallTime now) const {
  const MachineId id{to_hex(random_bytes(kMachineIdBytes))};
  const auto leaf = identity::issue_machine(keys_.intermediate, public_key, id, now);
  return {id, leaf.to_pem() + keys_.intermediate.certificate.to_pem()};
}

}  // namespace maintendue::enrolment
