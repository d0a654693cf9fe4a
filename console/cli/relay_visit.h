// At the relay's counter, from a terminal: a line of its own, an errand, gone.
#pragma once

#include "base/address.h"
#include "console/keyring/home.h"
#include "console/session_log/relay_history.h"
#include "maintendue/v1/roster.pb.h"

namespace maintendue::cli {

class RelayVisit {
 public:
  // What is to be done there; it asks as often as it needs to.
  using Errand = std::function<net::awaitable<Result<void>>(console::AskRelay)>;

  RelayVisit(Address relay, const console::Home& home, identity::PrivateKey key)
      : relay_(std::move(relay)), home_(home), key_(std::move(key)) {}

  // Each returns within half a minute; RelayUnreachable, NotTrusted, or what the relay says.
  Result<v1::RosterNews> roster() const;
  Result<void> hand_in(const v1::RosterNews& news) const;
  // A serialized SignedMachineRecord.
  Result<void> put_record(Bytes signed_record) const;

  // Any other, on one line, each question within `patience`. RelayUnreachable, or what the errand
  // says.
  Result<void> run(
      const Errand& errand, std::chrono::milliseconds patience = std::chrono::seconds{15}
  ) const;

 private:
  Result<Bytes> call(const std::string& method, Bytes request) const;

  const Address relay_;
  const console::Home& home_;  // outlives us
  const identity::PrivateKey key_;
};

}  // namespace maintendue::cli
