// An invented organisation with everybody one needs in it.
#pragma once

#include <string>

#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::test {

struct Holder {
  identity::PrivateKey key;
  std::string chain;  // PEM
  std::string id;
};

class Organisation {
 public:
  explicit Organisation(
      const std::string& name = "La Maison Numérique",
      WallTime now = from_unix_ms(1'763'000'000'000)
  )
      : now_(now),
        root_(identity::make_root(name, now)),
        intermediate_(identity::make_enrolment_intermediate(root_, now)) {}

  identity::Trust trust() const { return *identity::Trust::from_pem(root_.certificate.to_pem()); }
  const identity::Issuer& root() const { return root_; }
  const identity::Issuer& intermediate() const { return intermediate_; }

  Holder operator_named(
      const std::string& name = "Nadia",
      std::vector<v1::Role> roles = {v1::ROLE_MEDIATOR},
      const std::string& id = "00000000000000aa"
  ) const {
    auto key = identity::PrivateKey::generate();
    const identity::Operator who{OperatorId{id}, name, std::move(roles), key.public_key()};
    return {key, identity::issue_operator(root_, who, now_).to_pem(), id};
  }

  Holder machine(const std::string& id = "00000000000000bb") const {
    auto key = identity::PrivateKey::generate();
    const auto leaf = identity::issue_machine(intermediate_, key.public_key(), MachineId{id}, now_);
    return {key, leaf.to_pem() + intermediate_.certificate.to_pem(), id};
  }

  Holder server(
      const std::string& host = "localhost", identity::Server server = identity::Server::Relay
  ) const {
    auto key = identity::PrivateKey::generate();
    return {
        key, identity::issue_server(root_, key.public_key(), server, host, now_).to_pem(), host
    };
  }

 private:
  WallTime now_;
  identity::Issuer root_;
  identity::Issuer intermediate_;
};

}  // namespace maintendue::test
