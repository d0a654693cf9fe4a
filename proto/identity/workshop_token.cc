#include "identity/workshop_token.h"

#include <cassert>
#include <limits>
#include <optional>

#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::identity {
namespace {

constexpr std::size_t kLongestToken = 4 * 1024;

constexpr std::string_view kWords = "maintendue workshop token";

std::int64_t seconds(WallTime t) {
  return std::chrono::duration_cast<std::chrono::seconds>(t.time_since_epoch()).count();
}

std::optional<WallTime> date(std::int64_t seconds_since_1970) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 1000;
  if (seconds_since_1970 < 0 || seconds_since_1970 > kMost) return std::nullopt;
  return date_from_ms(seconds_since_1970 * 1000);
}

bool within_limits(const WorkshopToken& token) {
  return token.id.size() == kTokenIdBytes && token.uses >= 1 && token.uses <= kMostTokenUses &&
         token.not_before < token.not_after &&
         token.not_after - token.not_before <= kLongestTokenLife;
}

Result<WorkshopToken> parse_token(BytesView bytes) {
  v1::WorkshopToken message;
  const bool parsed = message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  const auto begins = date(message.not_before()), ends = date(message.not_after());
  if (!parsed || !begins || !ends || message.uses() > kMostTokenUses) {
    return fail(Errc::NotAllowed, "not a workshop token");
  }
  const WorkshopToken token{message.id(), static_cast<int>(message.uses()), *begins, *ends};
  if (!within_limits(token)) return fail(Errc::NotAllowed, "token outside its limits");
  return token;
}

}  // namespace

Bytes sign_token(const WorkshopToken& token, const Issuer& roster_key) {
  assert(within_limits(token));
  v1::WorkshopToken message;
  message.set_id(token.id);
  message.set_uses(static_cast<std::uint32_t>(token.uses));
  message.set_not_before(seconds(token.not_before));
  message.set_not_after(seconds(token.not_after));
  v1::SignedToken sealed;
  sealed.set_token(message.SerializeAsString());
  sealed.set_signature(roster_key.key.sign(signed_bytes(kWords, sealed.token())));
  sealed.set_signer_certificate(roster_key.certificate.to_pem());
  return sealed.SerializeAsString();
}

Result<WorkshopToken> check_token(
    BytesView signed_token, const Trust& trust, std::uint64_t generation, WallTime now
) {
  v1::SignedToken sealed;
  if (signed_token.size() > kLongestToken ||
      !sealed.ParseFromArray(signed_token.data(), static_cast<int>(signed_token.size()))) {
    return fail(Errc::NotAllowed, "not a workshop token");
  }
  const Result<RosterKey> signer = trust.check_roster_key(sealed.signer_certificate());
  if (!signer || signer->generation < generation) {
    return fail(Errc::NotAllowed, "token not signed by our roster key");
  }
  if (!signer->certificate.verifies(signed_bytes(kWords, sealed.token()), sealed.signature())) {
    return fail(Errc::NotAllowed, "token whose signature is wrong");
  }
  Result<WorkshopToken> token = parse_token(sealed.token());
  if (!token) return token;
  if (now < token->not_before) return fail(Errc::NotAllowed, "token not valid yet");
  if (now >= token->not_after) return fail(Errc::NotAllowed, "token is over");
  return token;
}

}  // namespace maintendue::identity
