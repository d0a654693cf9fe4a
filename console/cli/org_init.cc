#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/given_folders.h"
#include "console/cli/options.h"
#include "console/cli/passphrase.h"
#include "console/cli/person.h"
#include "console/cli/recovery_sheet.h"
#include "console/roster/authority.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

struct Order {
  std::string dir, name, relay;
  std::vector<std::string> admins;  // one or two
};

Order read_order(const Terminal& terminal, const Options& options) {
  Order order{
      options.required("dir"),
      options.required("name"),
      options.required("relay"),
      {options.required("admin")}
  };
  if (const auto second = options.optional("second-admin")) order.admins.push_back(*second);
  std::vector<std::string> names = order.admins;
  names.push_back(order.name);
  for (const std::string& name : names) {
    if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  }
  if (order.admins.size() == 2 && folder_name(order.admins[0]) == folder_name(order.admins[1])) {
    stop_usage(terminal, Word::NameTaken, {order.admins[1]});
  }
  if (!identity::fits_as_host(order.relay)) stop_usage(terminal, Word::BadHost, {order.relay});
  return order;
}

struct Administrator {
  identity::Operator who;
  console::OperatorKeys keys{};
  Secret passphrase;
};

Administrator administrator(const std::string& name, Secret passphrase) {
  Administrator made{.who = {}, .passphrase = std::move(passphrase)};
  made.who = {console::new_operator_id(), name, {v1::ROLE_ADMIN}, made.keys.key.public_key()};
  return made;
}

// The first roster, with the folder of each administrator.
roster::Book add_administrators(
    NewFolder& folder,
    const identity::Issuer& root,
    const identity::Issuer& intermediate,
    const std::vector<Administrator>& admins,
    const identity::PrivateKey& recovery_key,
    WallTime now
) {
  const auto trust = identity::Trust::from_pem(root.certificate.to_pem());
  const console::Authority authority(identity::make_roster_key(root, 1, now), *trust);
  roster::Roster people{{1, 1}, now, now + roster::kLife, {}};
  for (const Administrator& admin : admins) {
    people.members.push_back({admin.who, {}, admin.keys.encryption.public_key()});
  }
  people.recovery_key = recovery_key.public_key();
  people.authorities = {intermediate.certificate.to_der()};
  roster::Book book = authority.found(people);
  for (const Administrator& admin : admins) {
    const fs::path home = fs::path("operators") / folder_name(admin.who.name);
    add_operator(
        folder, home,
        authority.folder_for(admin.who, admin.keys, book, admin.passphrase.text(), now)
    );
  }
  return book;
}

}  // namespace

void org_init(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments,
      {"dir", "name", "relay", "admin", "second-admin", "root-passphrase-file", "passphrase-file",
       "second-passphrase-file", "recovery-passphrase-file"}
  );
  const Order order = read_order(terminal, options);
  NewFolder folder(terminal, order.dir);
  const Language language = terminal.language();
  const Secret root_passphrase =
      new_passphrase(terminal, options, {"root-passphrase-file", say(language, Word::AskNewRoot)});
  std::vector<Administrator> admins;
  for (const std::string& name : order.admins) {
    const char* option = admins.empty() ? "passphrase-file" : "second-passphrase-file";
    const PassphraseSource source{option, say(language, Word::AskNewOperator, {name})};
    admins.push_back(administrator(name, new_passphrase(terminal, options, source)));
  }
  const Secret recovery_passphrase = new_passphrase(
      terminal, options, {"recovery-passphrase-file", say(language, Word::AskRecovery)}
  );

  const identity::Issuer root = identity::make_root(order.name, now);
  const identity::Issuer intermediate = identity::make_enrolment_intermediate(root, now);
  const identity::PrivateKey recovery_key = identity::PrivateKey::generate();
  const roster::Book book =
      add_administrators(folder, root, intermediate, admins, recovery_key, now);
  folder.add_key("root.key", root.key.to_encrypted_pem(root_passphrase.text()));
  folder.add_certificate("root.crt", root.certificate.to_pem());
  folder.add_key(
      "recovery-sheet.txt",
      recovery_sheet(language, root.key, book.trust(), recovery_key, recovery_passphrase.text())
  );
  add_servers(folder, root, intermediate, book, order.relay, now);
  folder.commit();

  const fs::path dir = fs::path(order.dir).lexically_normal();
  const fs::path shown = dir.has_filename() ? dir : dir.parent_path();
  const fs::path home = shown / "operators" / folder_name(order.admins.front());
  terminal.out() << say(language, Word::Founded,
                        {order.name, shown.native(), order.relay, home.native()})
                 << "\n";
}

}  // namespace maintendue::cli
