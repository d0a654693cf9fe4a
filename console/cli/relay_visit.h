// At the relay's counter, from a terminal: a line of its own, an errand, gone.
#pragma once

#include "base/address.h"
#include "console/keyring/home.h"
#include "console/relay_client/ask_relay.h"
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
  // What that PC calls itself, whatever that is; NotFound when none of its number ever came.
  Result<std::string> hostname(const MachineId& machine) const;
  // A serialized SignedMachineRecord.
  Result<void> put_record(Bytes signed_record) const;

  // Any other, on one line, each question within `patience`. RelayUnreachable, or what the errand
  // says.
  Result<void> run(
      const Errand& errand, std::chrono::milliseconds patience = std::chrono::seconds{15}
  ) const;
  // The same, for what is brought back from there.
  template <class What>
  Result<What> fetch(
      const std::function<net::awaitable<Result<What>>(console::AskRelay)>& errand,
      std::chrono::milliseconds patience = std::chrono::seconds{15}
  ) const;

 private:
  const Address relay_;
  const console::Home& home_;  // outlives us
  const identity::PrivateKey key_;
};

template <class What>
net::awaitable<Result<void>> kept_in(Result<What>& there, net::awaitable<Result<What>> fetching) {
  there = co_await std::move(fetching);
  if (!there) co_return tl::unexpected(there.error());
  co_return Result<void>{};
}

template <class What>
Result<What> RelayVisit::fetch(
    const std::function<net::awaitable<Result<What>>(console::AskRelay)>& errand,
    std::chrono::milliseconds patience
) const {
  Result<What> fetched = fail(Errc::Internal);
  const auto keep = [&](console::AskRelay ask) { return kept_in(fetched, errand(std::move(ask))); };
  const Result<void> done = run(keep, patience);
  if (!done) return tl::unexpected(done.error());
  return fetched;
}

}  // namespace maintendue::cli
