#include "console/cli/commands.h"
#include "console/cli/operator_folder.h"
#include "console/cli/options.h"
#include "console/cli/passphrase.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

struct Order {
  std::string dir, name, relay, admin;
};

Order read_order(const Terminal& terminal, const Options& options) {
  Order order{
      options.required("dir"), options.required("name"), options.required("relay"),
      options.required("admin")
  };
  for (const std::string& name : {order.name, order.admin}) {
    if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  }
  if (!identity::fits_as_host(order.relay)) stop_usage(terminal, Word::BadHost, {order.relay});
  return order;
}

// A server's key and certificate, and the root by which it knows the others.
void add_server(
    NewFolder& folder,
    const fs::path& name,
    const identity::Issuer& root,
    identity::Server server,
    const std::string& host,
    WallTime now
) {
  const identity::PrivateKey key = identity::PrivateKey::generate();
  folder.add_key(fs::path(name) += ".key", key.to_pem());
  const auto certificate = identity::issue_server(root, key.public_key(), server, host, now);
  folder.add_certificate(fs::path(name) += ".crt", certificate.to_pem());
  folder.add_certificate(name.parent_path() / "root.crt", root.certificate.to_pem());
}

void add_intermediate(NewFolder& folder, const identity::Issuer& root, WallTime now) {
  const identity::Issuer made = identity::make_enrolment_intermediate(root, now);
  folder.add_key("enrolment/intermediate.key", made.key.to_pem());
  folder.add_certificate("enrolment/intermediate.crt", made.certificate.to_pem());
}

}  // namespace

void org_init(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments,
      {"dir", "name", "relay", "admin", "root-passphrase-file", "passphrase-file"}
  );
  const Order order = read_order(terminal, options);
  NewFolder folder(terminal, order.dir);
  const Language language = terminal.language();
  const std::string root_passphrase =
      new_passphrase(terminal, options, {"root-passphrase-file", say(language, Word::AskNewRoot)});
  const Person admin{
      order.admin,
      {v1::ROLE_ADMIN},
      new_passphrase(
          terminal, options, {"passphrase-file", say(language, Word::AskNewOperator, {order.admin})}
      )
  };

  const identity::Issuer root = identity::make_root(order.name, now);
  folder.add_key("root.key", root.key.to_encrypted_pem(root_passphrase));
  folder.add_certificate("root.crt", root.certificate.to_pem());
  add_server(folder, "relay/relay", root, identity::Server::Relay, order.relay, now);
  add_server(folder, "enrolment/server", root, identity::Server::Enrolment, order.relay, now);
  add_intermediate(folder, root, now);
  const fs::path home = fs::path("operators") / folder_name(admin.name);
  add_operator(folder, home, root, admin, now);
  folder.commit();

  const fs::path dir = fs::path(order.dir).lexically_normal();
  const fs::path shown = dir.has_filename() ? dir : dir.parent_path();
  terminal.out() << say(language, Word::Founded,
                        {order.name, shown.native(), order.relay, (shown / home).native()})
                 << "\n";
}

}  // namespace maintendue::cli
