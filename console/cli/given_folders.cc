#include "console/cli/given_folders.h"

#include <algorithm>

namespace maintendue::cli {

namespace fs = std::filesystem;

void add_operator(NewFolder& folder, const fs::path& place, const console::ColleagueFolder& files) {
  for (const auto& [file, bytes] : files) folder.add_key(place / file, bytes);
}

void add_public(NewFolder& folder, const fs::path& place, const roster::Book& book) {
  folder.add_certificate(place / "root.crt", book.trust().root_pem());
  folder.add_certificate(place / "roster", book.news().SerializeAsString());
}

WallTime add_server_keys(
    NewFolder& folder,
    const identity::Issuer& root,
    const roster::Book& book,
    const std::string& host,
    WallTime now
) {
  const auto add = [&](const fs::path& place, const std::string& name, identity::Server server) {
    const identity::PrivateKey key = identity::PrivateKey::generate();
    const auto own = identity::issue_server(root, key.public_key(), server, host, now);
    folder.add_key(place / (name + ".key"), key.to_pem());
    folder.add_certificate(place / (name + ".crt"), book.trust().chain_of(own));
    add_public(folder, place, book);
    return own.not_after();
  };
  const WallTime relay = add("relay", "relay", identity::Server::Relay);
  return std::min(relay, add("enrolment", "server", identity::Server::Enrolment));
}

void add_servers(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const roster::Book& book,
    const std::string& host,
    WallTime now
) {
  (void)add_server_keys(folder, root, book, host, now);  // who gets new ones reads no date
  folder.add_key("enrolment/intermediate.key", intermediate.key.to_pem());
  folder.add_certificate("enrolment/intermediate.crt", intermediate.certificate.to_pem());
  add_public(folder, "workshop", book);
}

}  // namespace maintendue::cli
