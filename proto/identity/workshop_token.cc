#include "identity/workshop_token.h"

#include <algorithm>
#include <cassert>

#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::identity {
namespace {

constexpr std::size_t kLongestToken = 4 * 1024;

// What is signed begins with these words and a zero byte, so that no other signature of the same
// key can be taken for a token.
Bytes signed_bytes(BytesView token) {
  Bytes bytes = "maintendue workshop token";
  bytes += '\0';
  bytes += token;
  return bytes;
}

std::int64_t seconds(WallTime t) {
  return std::chrono::duration_cast<std::chrono::seconds>(t.time_since_epoch()).count();
}

// Before any arithmetic: a date of the year 300 billion would overflow the clock.
bool is_date(std::int64_t seconds_since_1970) {
  constexpr std::int64_t kYear9999 = 253402300800;
  return seconds_since_1970 >= 0 && seconds_since_1970 < kYear9999;
}

WallTime wall(std::int64_t seconds_since_1970) {
  return WallTime{std::chrono::seconds{seconds_since_1970}};
}

bool within_limits(const WorkshopToken& token) {
  return token.id.size() == kTokenIdBytes && token.uses >= 1 && token.uses <= kMostTokenUses &&
         token.not_before < token.not_after &&
         token.not_after - token.not_before <= kLongestTokenLife;
}

Result<WorkshopToken> parse_token(BytesView bytes) {
  v1::WorkshopToken message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      !is_date(message.not_before()) || !is_date(message.not_after()) ||
      message.uses() > kMostTokenUses) {
    return fail(Errc::NotAllowed, "not a workshop token");
  }
  WorkshopToken token{
      message.id(), static_cast<int>(message.uses()), wall(message.not_before()),
      wall(message.not_after())
  };
  if (!within_limits(token)) return fail(Errc::NotAllowed, "token outside its limits");
  return token;
}

Result<Certificate> administrator(BytesView certificate_pem, const Trust& trust, WallTime now) {
  const auto not_allowed = [](const Error& why) { return Error{Errc::NotAllowed, why.detail}; };
  Result<Peer> peer = trust.check_client(certificate_pem, now);
  if (!peer) return tl::unexpected(not_allowed(peer.error()));
  const auto* who = std::get_if<Operator>(&*peer);
  if (who == nullptr || std::ranges::find(who->roles, v1::ROLE_ADMIN) == who->roles.end()) {
    return fail(Errc::NotAllowed, "token not signed by an administrator");
  }
  return Certificate::from_pem(certificate_pem).map_error(not_allowed);
}

}  // namespace

Bytes sign_token(const WorkshopToken& token, const PrivateKey& key, const Certificate& signer) {
  assert(within_limits(token));
  v1::WorkshopToken message;
  message.set_id(token.id);
  message.set_uses(static_cast<std::uint32_t>(token.uses));
  message.set_not_before(seconds(token.not_before));
  message.set_not_after(seconds(token.not_after));
  v1::SignedToken sealed;
  sealed.set_token(message.SerializeAsString());
  sealed.set_signature(key.sign(signed_bytes(sealed.token())));
  sealed.set_signer_certificate(signer.to_pem());
  return sealed.SerializeAsString();
}

Result<WorkshopToken> check_token(BytesView signed_token, const Trust& trust, WallTime now) {
  v1::SignedToken sealed;
  if (signed_token.size() > kLongestToken ||
      !sealed.ParseFromArray(signed_token.data(), static_cast<int>(signed_token.size()))) {
    return fail(Errc::NotAllowed, "not a workshop token");
  }
  Result<Certificate> signer = administrator(sealed.signer_certificate(), trust, now);
  if (!signer) return tl::unexpected(signer.error());
  if (!signer->verifies(signed_bytes(sealed.token()), sealed.signature())) {
    return fail(Errc::NotAllowed, "token whose signature is wrong");
  }
  Result<WorkshopToken> token = parse_token(sealed.token());
  if (!token) return token;
  if (now < token->not_before) return fail(Errc::NotAllowed, "token not valid yet");
  if (now >= token->not_after) return fail(Errc::NotAllowed, "token is over");
  return token;
}

}  // namespace maintendue::identity
