// The operator's key: locked in a file, or open in memory between sign-in and sign-out.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <optional>

#include "base/private_memory.h"
#include "console/keyring/misses.h"
#include "console/keyring/open_keys.h"
#include "wire/on_work.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Lives on `main`; only the slow opening of the key happens on `work`.
class Keyring {
 public:
  Keyring(wire::Timeline& timeline, net::thread_pool& work, Home home);

  // Wants the right passphrase each time, though the key may be open already: another page may be
  // somebody else's. WrongPassphrase when it does not open the key, TryLater after too many of
  // those in that page (misses.h) or while another try is under way, NotTrusted when the
  // certificate has ended or is not this key's.
  net::awaitable<Result<void>> sign_in(std::string page, std::string passphrase);
  // Forgets the key. Whoever holds a copy must be stopped first.
  void sign_out() { keys_.reset(); }

  // Opens something else that the same passphrase locks, with `opening` on `work`: its tries are
  // counted too, and the same errors told. Without a page: those that are signed in count as one.
  template <class T>
  net::awaitable<Result<T>> open(
      std::function<Result<T>(const std::string& passphrase)> opening,
      std::string passphrase,
      std::string page = {}
  );

  // None while nobody is signed in.
  const std::optional<OpenKeys>& keys() const { return keys_; }
  const Home& home() const { return home_; }

 private:
  Result<void> accept(const identity::PrivateKey& key) const;

  wire::Timeline& timeline_;  // outlives us
  net::thread_pool& work_;    // outlives us
  const Home home_;           // fixed after construction
  MissesOfPages misses_;
  bool trying_ = false;
  std::optional<OpenKeys> keys_;
};

// Wipes the passphrase behind itself; the optional is for Asio, which wants something to make in
// advance.
template <class T>
net::awaitable<std::optional<Result<T>>> open_on_work(
    std::function<Result<T>(const std::string& passphrase)> opening, std::string passphrase
) {
  std::optional<Result<T>> opened = opening(passphrase);
  wipe(passphrase);
  co_return opened;
}

template <class T>
net::awaitable<Result<T>> Keyring::open(
    std::function<Result<T>(const std::string& passphrase)> opening,
    std::string passphrase,
    std::string page
) {
  const WipedAtEnd wiped(passphrase);  // a short one is copied when it is moved
  if (trying_ || !misses_.may_try(page, timeline_.steady())) co_return fail(Errc::TryLater);
  trying_ = true;
  auto trying = open_on_work<T>(std::move(opening), std::move(passphrase));
  std::optional<Result<T>> opened;
  try {
    opened = co_await wire::on_work(work_.get_executor(), std::move(trying));
  } catch (...) {  // no memory: the next try must still find the door
    trying_ = false;
    throw;
  }
  trying_ = false;
  if (*opened) {
    misses_.opened(page);
  } else if (opened->error().code == Errc::WrongPassphrase) {
    misses_.missed(page, timeline_.steady());
  }
  co_return std::move(*opened);
}

}  // namespace maintendue::console
