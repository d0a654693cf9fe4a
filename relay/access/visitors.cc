#include "relay/access/visitors.h"

#include "base/log.h"
#include "relay/access/policy.h"

namespace maintendue::relay {
namespace {

// A certificate is checked twice a call otherwise, at about 0.3 ms each. A minute past its end is
// the most that one remembered here can still be used.
constexpr std::chrono::minutes kRemembered{1};
constexpr std::size_t kMostKnown = 4096;
constexpr std::chrono::seconds kToldApart{1};
constexpr std::string_view kBringARoster = "/maintendue.v1.Operators/PutRoster";

}  // namespace

Result<void> Visitors::admit(const wire::Caller& caller) {
  if (caller.method == kBringARoster) {
    const Result<identity::Peer> who = peer(caller.chain);
    if (!who) return tl::unexpected(who.error());
    if (std::holds_alternative<identity::Badge>(*who)) return {};
  }
  const Result<Visitor> who = visitor(caller.chain);
  if (!who) return tl::unexpected(who.error());
  return check_call(caller.method, *who);
}

void Visitors::tell_refused(const wire::Caller& caller, const Error& why) {
  const auto said = [&](log::Level level, const log::Field& who) {
    log::event(
        "relay.access", level, "call refused",
        {who, {"method", caller.method}, {"error", name(why.code)}, {"detail", why.detail}}
    );
  };
  const auto said_of_ours = [&](const log::Field& who) {
    const SteadyTime now = clock_.steady();
    if (quiet_until_.size() >= kMostKnown) quiet_until_.clear();
    SteadyTime& until = quiet_until_[who.value];
    if (now < until) return said(log::Level::debug, who);
    until = now + kToldApart;
    said(log::Level::info, who);
  };
  const Result<identity::Peer> who = peer(caller.chain);
  if (!who) return said(log::Level::debug, {"address", caller.address});
  const auto* machine = std::get_if<identity::Machine>(&*who);
  if (machine) return said_of_ours({"machine", machine->id.value});
  said_of_ours({"operator", std::get<identity::Badge>(*who).id.value});
}

Result<identity::Machine> Visitors::machine_of(const wire::Caller& caller) {
  const Result<Visitor> who = visitor(caller.chain);
  if (!who) return tl::unexpected(who.error());
  const auto* machine = std::get_if<identity::Machine>(&*who);
  if (machine == nullptr) return fail(Errc::NotAllowed, "not a machine");
  return *machine;
}

Result<identity::Operator> Visitors::operator_of(const wire::Caller& caller) {
  const Result<Visitor> who = visitor(caller.chain);
  if (!who) return tl::unexpected(who.error());
  const auto* person = std::get_if<identity::Operator>(&*who);
  if (person == nullptr) return fail(Errc::NotAllowed, "not an operator");
  return *person;
}

Result<Visitor> Visitors::visitor(const std::string& chain) {
  const Result<identity::Peer> who = peer(chain);
  if (!who) return tl::unexpected(who.error());
  if (const auto* machine = std::get_if<identity::Machine>(&*who)) {
    if (book_.revoked(machine->id)) return fail(Errc::MachineRevoked, "revoked by the roster");
    return *machine;
  }
  const auto known = book_.recognise(std::get<identity::Badge>(*who), clock_.wall());
  if (!known) return tl::unexpected(known.error());
  return *known;
}

Result<identity::Peer> Visitors::peer(const std::string& chain) {
  const WallTime now = clock_.wall();
  const auto place = known_.find(chain);
  if (place != known_.end() && now >= place->second.checked &&
      now < place->second.checked + kRemembered) {
    return place->second.peer;
  }
  Result<identity::Peer> who = book_.trust().check_client(chain, now);
  if (!who) {
    known_.erase(chain);
    return who;
  }
  if (known_.size() >= kMostKnown) known_.clear();
  known_.insert_or_assign(chain, Known{*who, now});
  return who;
}

}  // namespace maintendue::relay
