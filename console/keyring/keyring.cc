#include "console/keyring/keyring.h"

#include "base/log.h"
#include "base/private_memory.h"

namespace maintendue::console {
namespace {

constexpr auto kComponent = "console.keyring";

}  // namespace

Keyring::Keyring(wire::Timeline& timeline, net::thread_pool& work, Home home)
    : timeline_(timeline), work_(work), home_(std::move(home)) {}

net::awaitable<Result<void>> Keyring::sign_in(std::string page, std::string passphrase) {
  const WipedAtEnd wiped(passphrase);  // a short one is copied when it is moved
  auto opening = open<OpenKeys>(
      [home = &home_](const std::string& phrase) { return OpenKeys::open(*home, phrase); },
      std::move(passphrase), std::move(page)
  );
  Result<OpenKeys> keys = co_await std::move(opening);
  if (!keys) {
    if (keys.error().code != Errc::TryLater) {
      log::event(kComponent, log::Level::warning, "sign-in refused");
    }
    co_return tl::unexpected(keys.error());
  }
  Result<void> accepted = accept(keys->key);
  if (!accepted) co_return accepted;
  keys_ = std::move(*keys);
  log::event(kComponent, log::Level::info, "signed in", {{"operator", home_.owner.id.value}});
  co_return Result<void>{};
}

Result<void> Keyring::accept(const identity::PrivateKey& key) const {
  if (key.public_key() != home_.owner.public_key) {
    log::event(kComponent, log::Level::error, "operator.key is not the key of operator.crt");
    return fail(Errc::NotTrusted, "key and certificate differ");
  }
  Result<identity::Peer> valid = home_.trust().check_client(home_.certificate, timeline_.wall());
  if (!valid) {
    log::event(kComponent, log::Level::warning, "operator's certificate is not valid today");
    return tl::unexpected(valid.error());
  }
  return {};
}

}  // namespace maintendue::console
