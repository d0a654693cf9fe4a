#include "relay/enrolment/enrolment.h"

#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "identity/enrolment_code.h"
#include "relay/server/known_roster.h"
#include "roster/book_file.h"

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
      book_file_(settings.data / "roster"),
      book_(server::book_at_start(settings.keys, read_small_file(book_file_).value_or(Bytes()))),
      keys_(read_keys(settings.keys, book_.trust(), timeline.wall())),
      ledger_(settings.data, timeline.wall()),
      server_(wire::RpcServer::create(std::move(main), server_options(settings, keys_.server))) {
  open_gate(
      *server_, {[this](const Ask& ask) { return enrol(ask); },
                 [this](const std::string& address, const v1::SignedOrder& signed_order) {
                   return order(address, signed_order);
                 }}
  );
}

void Enrolment::start() {
  // Everybody is a stranger here; the token decides, call by call.
  server_->start([](const wire::Caller&) { return Result<void>(); });
  log::event(kLog, log::Level::info, "enrolment is open", {{"port", port()}});
}

net::awaitable<void> Enrolment::stop() { co_await server_->stop(kGrace); }

Result<std::optional<Enrolled>> Enrolment::enrol(const Ask& ask) {
  Result<std::optional<Enrolled>> decided = decide(ask);
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
  if (!decided->has_value()) {
    log::event(kLog, log::Level::debug, "a machine waits", {{"address", ask.address}});
    return decided;
  }
  log::event(
      kLog, log::Level::info,
      (*decided)->again ? "machine got its certificate again" : "machine enrolled",
      {{"machine", (*decided)->machine.value}, {"address", ask.address}}
  );
  return decided;
}

Result<std::optional<Enrolled>> Enrolment::decide(const Ask& ask) {
  if (attempts_.must_wait(ask.address, timeline_.steady())) {
    return fail(Errc::TryLater, "too many wrong tokens");
  }
  const bool by_code = !ask.code.empty();
  const Result<identity::WorkshopToken> token =
      by_code ? identity::WorkshopToken() : open_token(ask);
  if (!token) return tl::unexpected(token.error());
  const Result<Bytes> public_key = identity::check_request(ask.csr);
  if (!public_key) return tl::unexpected(public_key.error());
  if (by_code) return decide_on_code(ask, *public_key);
  const WallTime now = timeline_.wall();
  const auto make = [&] { return make_machine(*public_key, now); };
  Result<Enrolled> enrolled = ledger_.enrol(*token, *public_key, now, make);
  if (!enrolled) return tl::unexpected(enrolled.error());
  return std::optional(std::move(*enrolled));
}

Result<std::optional<Enrolled>> Enrolment::decide_on_code(const Ask& ask, BytesView public_key) {
  const WallTime now = timeline_.wall();
  const auto make = [&] { return make_machine(public_key, now); };
  Result<std::optional<Enrolled>> shown = fail(Errc::NotAllowed, "not a code");
  if (const auto code = identity::read_code(ask.code)) {
    shown = ledger_.show_code(identity::code_hash(*code), public_key, ask.hostname, now, make);
  }
  const bool wrong = !shown && shown.error().code == Errc::NotAllowed;
  if (wrong) attempts_.wrong(ask.address, timeline_.steady());
  return shown;
}

Result<std::vector<Waiting>> Enrolment::order(
    const std::string& address, const v1::SignedOrder& signed_order
) {
  if (attempts_.must_wait(address, timeline_.steady())) {
    return fail(Errc::TryLater, "too many wrong orders");
  }
  hear(signed_order.roster());
  const auto order = roster::check_order(signed_order, book_, timeline_.wall());
  if (!order) {
    attempts_.wrong(address, timeline_.steady());
    log::event(
        kLog, log::Level::info, "order refused",
        {{"address", address}, {"error", name(order.error().code)}, {"detail", order.error().detail}
        }
    );
    return tl::unexpected(order.error());
  }
  const Result<void> done = carry_out(*order);
  if (!done) return tl::unexpected(done.error());
  return ledger_.waiting(timeline_.wall());
}

Result<void> Enrolment::carry_out(const roster::EnrolmentOrder& order) {
  const WallTime now = timeline_.wall();
  const auto told = [&](std::string_view sentence) {
    log::event(kLog, log::Level::info, sentence, {{"operator", order.by.value}});
  };
  if (const auto* code = std::get_if<roster::OpenCode>(&order.what)) {
    told("a code was given");
    return ledger_.open_code(code->code_hash, order.by, now);
  }
  if (const auto* admit = std::get_if<roster::Admit>(&order.what)) {
    told("a machine was admitted");
    return ledger_.judge(admit->key_hash, true, order.by, now);
  }
  if (const auto* away = std::get_if<roster::TurnAway>(&order.what)) {
    told("a machine was turned away");
    return ledger_.judge(away->key_hash, false, order.by, now);
  }
  return {};
}

// What is signed is true before it is kept. An order is judged by what we know, whatever roster it
// brings.
void Enrolment::hear(const v1::RosterNews& news) {
  const auto taken = server::take_in(book_, news, timeline_.wall());
  if (!taken || !*taken) return;
  if (auto kept = roster::keep_book(book_, book_file_); !kept) {
    log::event(kLog, log::Level::error, "roster cannot be kept", {{"detail", kept.error().detail}});
  }
}

Result<identity::WorkshopToken> Enrolment::open_token(const Ask& ask) {
  const std::uint64_t generation = book_.edition().generation;  // no token of an older key is good
  Result<identity::WorkshopToken> opened =
      identity::check_token(ask.token, book_.trust(), generation, timeline_.wall());
  if (!opened) attempts_.wrong(ask.address, timeline_.steady());
  return opened;
}

Enrolled Enrolment::make_machine(BytesView public_key, WallTime now) const {
  const MachineId id{to_hex(random_bytes(kMachineIdBytes))};
  const auto leaf = identity::issue_machine(keys_.intermediate, public_key, id, now);
  return {id, leaf.to_pem() + book_.trust().chain_of(keys_.intermediate.certificate)};
}

}  // namespace maintendue::enrolment
