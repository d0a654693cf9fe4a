#include "console/keyring/keyring.h"

#include <string.h>

#include "base/log.h"

namespace maintendue::console {
namespace {

constexpr auto kComponent = "console.keyring";

using MaybeKey = std::optional<Result<identity::PrivateKey>>;

// Runs on `work`: scrypt takes a good part of a second. Wipes the passphrase behind itself.
net::awaitable<MaybeKey> open_key(std::string pem, std::string passphrase) {
  MaybeKey key = identity::PrivateKey::from_pem(pem, passphrase);
  ::explicit_bzero(passphrase.data(), passphrase.size());
  co_return key;
}

}  // namespace

Keyring::Keyring(wire::Timeline& timeline, net::thread_pool& work, Home home)
    : timeline_(timeline), work_(work), home_(std::move(home)) {}

net::awaitable<Result<void>> Keyring::sign_in(std::string passphrase) {
  if (trying_ || !misses_.may_try(timeline_.steady())) co_return fail(Errc::TryLater);
  trying_ = true;
  auto opening = open_key(home_.locked_key, std::move(passphrase));
  MaybeKey key;
  try {
    key = co_await net::co_spawn(work_, std::move(opening), net::use_awaitable);
  } catch (...) {  // cancelled, or no memory: the next try must still find the door
    trying_ = false;
    throw;
  }
  trying_ = false;
  if (!*key) {
    misses_.missed(timeline_.steady());
    log::event(kComponent, log::Level::warning, "sign-in refused");
    co_return tl::unexpected(key->error());
  }
  misses_.opened();
  Result<void> accepted = accept(**key);
  if (!accepted) co_return accepted;
  key_ = std::move(**key);
  log::event(kComponent, log::Level::info, "signed in", {{"operator", home_.owner.id.value}});
  co_return Result<void>{};
}

Result<void> Keyring::accept(const identity::PrivateKey& key) const {
  if (key.public_key() != home_.owner.public_key) {
    log::event(kComponent, log::Level::error, "operator.key is not the key of operator.crt");
    return fail(Errc::NotTrusted, "key and certificate differ");
  }
  Result<identity::Peer> valid = home_.trust.check_client(home_.certificate, timeline_.wall());
  if (!valid) {
    log::event(kComponent, log::Level::warning, "operator's certificate is not valid today");
    return tl::unexpected(valid.error());
  }
  return {};
}

}  // namespace maintendue::console
