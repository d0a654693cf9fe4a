#include "relay/session/ticket.h"

#include "base/random.h"

namespace maintendue::relay {
namespace {

constexpr std::size_t kTicketBytes = 16;

}  // namespace

Ticket Ticket::issue(SteadyTime now) { return {random_bytes(kTicketBytes), now + kTicketLife}; }

Result<void> Ticket::redeem(BytesView shown, SteadyTime now) {
  if (!same_secret(shown, secret_)) return fail(Errc::NotAllowed, "another ticket");
  if (used_) return fail(Errc::NotAllowed, "the ticket was used");
  if (now >= ends_) return fail(Errc::TimedOut, "the ticket is over");
  used_ = true;
  return {};
}

}  // namespace maintendue::relay
