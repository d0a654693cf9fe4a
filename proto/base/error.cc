#include "base/error.h"

#include <array>
#include <utility>

namespace maintendue {
namespace {

constexpr std::array<std::pair<Errc, std::string_view>, 23> kNames{{
    {Errc::PeerGone, "peer_gone"},
    {Errc::TimedOut, "timed_out"},
    {Errc::Cancelled, "cancelled"},
    {Errc::ConsentDenied, "consent_denied"},
    {Errc::ConsentExpired, "consent_expired"},
    {Errc::NotAllowed, "not_allowed"},
    {Errc::NotTrusted, "not_trusted"},
    {Errc::NotFound, "not_found"},
    {Errc::BadMessage, "bad_message"},
    {Errc::MachineOff, "machine_off"},
    {Errc::MachineBusy, "machine_busy"},
    {Errc::MachineQuarantined, "machine_quarantined"},
    {Errc::MachineRevoked, "machine_revoked"},
    {Errc::MachineOfAnother, "machine_of_another"},
    {Errc::RelayUnreachable, "relay_unreachable"},
    {Errc::WrongPassphrase, "wrong_passphrase"},
    {Errc::TryLater, "try_later"},
    {Errc::NotVerified, "not_verified"},
    {Errc::KeyChanged, "key_changed"},
    {Errc::OutOfDate, "out_of_date"},
    {Errc::Overloaded, "overloaded"},
    {Errc::NoRoom, "no_room"},
    {Errc::Internal, "internal"},
}};

}  // namespace

std::string_view name(Errc code) {
  for (const auto& [errc, text] : kNames) {
    if (errc == code) return text;
  }
  return "internal";
}

Errc errc_named(std::string_view name) {
  for (const auto& [errc, text] : kNames) {
    if (text == name) return errc;
  }
  return Errc::Internal;
}

}  // namespace maintendue
