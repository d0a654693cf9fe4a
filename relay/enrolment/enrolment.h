// Gives a PC its identity, once a workshop token and the PC's own key have been checked.
#pragma once

#include <memory>

#include "relay/enrolment/attempts.h"
#include "relay/enrolment/gate.h"
#include "relay/enrolment/keys.h"
#include "relay/server/serve.h"
#include "wire/timeline.h"

namespace maintendue::enrolment {

// Lives on `main`. stop() must have been awaited before it is destroyed, once it was started.
//
// The ledger is used on `main` too: this process has nothing else to do, the book has one writer
// anyway, and a PC that is enrolled may wait the few milliseconds of the one before it.
class Enrolment final : public server::Served {
 public:
  // Reads the keys and opens the ledger. Throws std::runtime_error with one sentence.
  Enrolment(net::any_io_executor main, wire::Timeline& timeline, const server::Settings& settings);

  // Begins to accept. Throws std::runtime_error with one sentence when the port is taken.
  void start() override;
  std::uint16_t port() const override { return server_->port(); }
  net::awaitable<void> stop() override;

 private:
  Result<std::optional<Enrolled>> enrol(const Ask& ask);
  Result<std::optional<Enrolled>> decide(const Ask& ask);
  Result<std::optional<Enrolled>> decide_on_code(const Ask& ask, BytesView public_key);
  Result<std::vector<Waiting>> order(const std::string& address, const v1::SignedOrder& order);
  Result<void> carry_out(const roster::EnrolmentOrder& order);
  void hear(const v1::RosterNews& news);
  Result<identity::WorkshopToken> open_token(const Ask& ask);
  Enrolled make_machine(BytesView public_key, WallTime now) const;

  wire::Timeline& timeline_;
  const std::filesystem::path book_file_;  // fixed after construction
  roster::Book book_;                      // the newest that the folder or an operator brought
  const EnrolmentKeys keys_;
  Ledger ledger_;
  Attempts attempts_;
  const std::unique_ptr<wire::RpcServer> server_;
};

}  // namespace maintendue::enrolment
