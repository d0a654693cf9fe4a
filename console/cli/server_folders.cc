#include "console/cli/server_folders.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

void add_servers(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const roster::Book& book,
    const std::string& host,
    WallTime now
) {
  const auto add_server = [&](const std::string& name, identity::Server server) {
    const identity::PrivateKey key = identity::PrivateKey::generate();
    const auto own = identity::issue_server(root, key.public_key(), server, host, now);
    folder.add_key(name + ".key", key.to_pem());
    folder.add_certificate(name + ".crt", book.trust().chain_of(own));
  };
  add_server("relay/relay", identity::Server::Relay);
  add_server("enrolment/server", identity::Server::Enrolment);
  folder.add_key("enrolment/intermediate.key", intermediate.key.to_pem());
  folder.add_certificate("enrolment/intermediate.crt", intermediate.certificate.to_pem());
  for (const fs::path place : {"relay", "enrolment", "workshop"}) {
    folder.add_certificate(place / "root.crt", book.trust().root_pem());
    folder.add_certificate(place / "roster", book.news().SerializeAsString());
  }
}

}  // namespace maintendue::cli
