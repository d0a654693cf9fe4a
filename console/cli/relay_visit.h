// At the relay's counter, from a terminal: a line of its own, one thing asked, gone.
#pragma once

#include "base/address.h"
#include "console/keyring/home.h"
#include "maintendue/v1/roster.pb.h"

namespace maintendue::cli {

class RelayVisit {
 public:
  RelayVisit(Address relay, const console::Home& home, identity::PrivateKey key)
      : relay_(std::move(relay)), home_(home), key_(std::move(key)) {}

  // Each returns within half a minute; RelayUnreachable, NotTrusted, or what the relay says.
  Result<v1::RosterNews> roster() const;
  Result<void> hand_in(const v1::RosterNews& news) const;
  // A serialized SignedMachineRecord.
  Result<void> put_record(Bytes signed_record) const;

 private:
  Result<Bytes> call(const std::string& method, Bytes request) const;

  const Address relay_;
  const console::Home& home_;  // outlives us
  const identity::PrivateKey key_;
};

}  // namespace maintendue::cli
