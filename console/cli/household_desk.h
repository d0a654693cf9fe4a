// A mediator's folder on the desk: her families, read from the relay and opened for one errand.
#pragma once

#include "console/cli/home_in.h"
#include "console/cli/relay_visit.h"
#include "console/cli/typed_at.h"
#include "console/households/households.h"

namespace maintendue::cli {

class HouseholdDesk {
 public:
  // What is to be done once the families are read.
  using Errand = std::function<net::awaitable<Result<void>>(console::Households&)>;

  // --home, --relay, --duty, and her passphrase. Throws Stop.
  HouseholdDesk(Terminal& terminal, const Options& options, WallTime now);

  const roster::Book& book() const { return home_.book; }
  // Whom the roster calls so, when she is a mediator. Throws Stop.
  OperatorId mediator_called(const std::string& name) const;
  std::string name_of(const OperatorId& who) const;  // empty when she is in the team no more

  // Takes the newest roster from the relay, reads the families, seals anew what has to be, then
  // does the errand; on duty meanwhile, when that was asked for. Unless `read` only the errand is
  // done. Throws Stop when one of these fails.
  void run(const Errand& errand, bool read = true);

 private:
  net::awaitable<Result<void>> with_families(
      std::shared_ptr<console::Households> households,
      const Errand& errand,
      bool read,
      net::thread_pool& work
  );
  void take_roster();
  [[noreturn]] void stop_for(const Error& why) const;

  Terminal& terminal_;
  const TypedAt clock_;
  console::Home home_;
  const Address relay_;
  const v1::DutyReason duty_;  // unspecified: none
  const console::OpenKeys keys_;
};

}  // namespace maintendue::cli
