// The operator's key: locked in a file, or open in memory between sign-in and sign-out.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <optional>

#include "console/keyring/home.h"
#include "console/keyring/misses.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Lives on `main`; only the slow opening of the key happens on `work`.
class Keyring {
 public:
  Keyring(wire::Timeline& timeline, net::thread_pool& work, Home home);

  // Wants the right passphrase each time, though the key may be open already: another page may be
  // somebody else's. WrongPassphrase when it does not open the key, TryLater after too many of
  // those or while another try is under way, NotTrusted when the certificate has ended or is not
  // this key's.
  net::awaitable<Result<void>> sign_in(std::string passphrase);
  // Forgets the key. Whoever holds a copy must be stopped first.
  void sign_out() { key_.reset(); }

  const std::optional<identity::PrivateKey>& key() const { return key_; }
  const Home& home() const { return home_; }

 private:
  Result<void> accept(const identity::PrivateKey& key) const;

  wire::Timeline& timeline_;  // outlives us
  net::thread_pool& work_;    // outlives us
  const Home home_;           // fixed after construction
  Misses misses_;
  bool trying_ = false;
  std::optional<identity::PrivateKey> key_;
};

}  // namespace maintendue::console
