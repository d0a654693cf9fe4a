#include "seal/endpoint.h"

#include <openssl/ssl.h>

#include <cassert>
#include <limits>
#include <optional>

#include "identity/openssl.h"
#include "seal/context.h"

namespace maintendue::seal {
namespace {

using identity::Owned;
using identity::require;
using SslPtr = Owned<SSL, SSL_free>;

// TLS itself allows plaintext of 16 KiB a record.
constexpr std::size_t kRecord = 16 * 1024;
constexpr std::size_t kExported = 32;

// The peer's own alert that our certificate is not the one it wants (RFC 8446, section 6.2).
bool refuses_us(int reason) {
  switch (reason - SSL_AD_REASON_OFFSET) {
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
      return true;
    default:
      return false;
  }
}

}  // namespace

struct Endpoint::State {
  PinState pin;  // the context points at it
  ContextPtr context;
  SslPtr ssl;
  BIO* from_peer = nullptr;  // both owned by ssl
  BIO* to_peer = nullptr;
  std::optional<Error> broken;

  Error why(int result);
  // Goes on with the handshake as far as the bytes at hand allow.
  void shake();
  void read_into(Bytes& plaintext);
};

Error Endpoint::State::why(int result) {
  const int kind = SSL_get_error(ssl.get(), result);
  const unsigned long first = ERR_peek_error();
  ERR_clear_error();
  if (pin.refusal) return *pin.refusal;
  if (kind == SSL_ERROR_ZERO_RETURN) return Error{Errc::PeerGone, "closed by the peer"};
  const char* reason = ERR_reason_error_string(first);
  const std::string detail = reason != nullptr ? reason : "inner TLS failed";
  return Error{refuses_us(ERR_GET_REASON(first)) ? Errc::NotTrusted : Errc::BadMessage, detail};
}

void Endpoint::State::shake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl.get());
  if (result == 1 || SSL_get_error(ssl.get(), result) == SSL_ERROR_WANT_READ) return;
  broken = why(result);
}

void Endpoint::State::read_into(Bytes& plaintext) {
  for (;;) {
    const std::size_t before = plaintext.size();
    plaintext.resize(before + kRecord);
    std::size_t got = 0;
    ERR_clear_error();
    const int result = SSL_read_ex(ssl.get(), plaintext.data() + before, kRecord, &got);
    plaintext.resize(before + got);
    if (result == 1) continue;
    if (SSL_get_error(ssl.get(), result) != SSL_ERROR_WANT_READ) broken = why(result);
    return;
  }
}

Endpoint::Endpoint(Role role, const Identity& identity, PeerPin pin)
    : state_(std::make_unique<State>()) {
  assert(pin);
  state_->pin.decide = std::move(pin);
  state_->context = make_context(role, identity, &state_->pin);
  state_->ssl.reset(SSL_new(state_->context.get()));
  require(state_->ssl != nullptr);
  state_->from_peer = BIO_new(BIO_s_mem());
  state_->to_peer = BIO_new(BIO_s_mem());
  require(state_->from_peer != nullptr && state_->to_peer != nullptr);
  BIO_set_mem_eof_return(state_->from_peer, -1);  // empty means "wait", never "the end"
  SSL_set_bio(state_->ssl.get(), state_->from_peer, state_->to_peer);
  if (role == Role::Client) {
    SSL_set_connect_state(state_->ssl.get());
    state_->shake();
  } else {
    SSL_set_accept_state(state_->ssl.get());
  }
}

Endpoint::~Endpoint() = default;
Endpoint::Endpoint(Endpoint&&) noexcept = default;
Endpoint& Endpoint::operator=(Endpoint&&) noexcept = default;

Bytes Endpoint::take_outgoing() {
  Bytes bytes = identity::content(state_->to_peer);
  (void)BIO_reset(state_->to_peer);  // a memory BIO's reset cannot fail
  return bytes;
}

Result<Bytes> Endpoint::receive(BytesView from_peer) {
  if (state_->broken) return tl::unexpected(*state_->broken);
  assert(from_peer.size() <= std::numeric_limits<int>::max());
  const int size = static_cast<int>(from_peer.size());
  if (size > 0) require(BIO_write(state_->from_peer, from_peer.data(), size) == size);
  if (!SSL_is_init_finished(state_->ssl.get())) state_->shake();
  Bytes plaintext;
  if (!state_->broken && SSL_is_init_finished(state_->ssl.get())) state_->read_into(plaintext);
  // What came whole before the end is still given out; the error is told by the next call.
  if (state_->broken && plaintext.empty()) return tl::unexpected(*state_->broken);
  return plaintext;
}

Result<void> Endpoint::seal(BytesView plaintext) {
  if (state_->broken) return tl::unexpected(*state_->broken);
  assert(ready());
  if (plaintext.empty()) return {};
  std::size_t written = 0;
  ERR_clear_error();
  const int result = SSL_write_ex(state_->ssl.get(), plaintext.data(), plaintext.size(), &written);
  if (result == 1) return {};
  state_->broken = state_->why(result);
  return tl::unexpected(*state_->broken);
}

Result<Bytes> Endpoint::exported(std::string_view label) const {
  if (state_->broken) return tl::unexpected(*state_->broken);
  assert(ready());
  Bytes bytes(kExported, '\0');
  const int done = SSL_export_keying_material(
      state_->ssl.get(), reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), label.data(),
      label.size(), nullptr, 0, 0
  );
  if (done != 1) return fail(Errc::Internal, "nothing can be exported");
  return bytes;
}

bool Endpoint::ready() const {
  return !state_->broken && SSL_is_init_finished(state_->ssl.get()) == 1;
}

}  // namespace maintendue::seal
