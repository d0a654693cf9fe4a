#include "console/cli/commands.h"
#include "console/cli/given_folders.h"
#include "console/cli/organisation_folder.h"

namespace maintendue::cli {

namespace fs = std::filesystem;

void org_renew_servers(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(
      terminal, arguments, {"dir", "roster", "relay", "to", "root-passphrase-file"}
  );
  const fs::path dir = options.required("dir");
  const std::string& host = options.required("relay");
  if (!identity::fits_as_host(host)) stop_usage(terminal, Word::BadHost, {host});
  const roster::Book book =
      known_book(terminal, open_trust(terminal, dir / "root.crt"), options.required("roster"));
  const fs::path to = options.required("to");
  NewFolder folder(terminal, to);
  const identity::Issuer root = open_root(terminal, options, dir, book.trust());
  const WallTime end = add_server_keys(folder, root, book, host, now);
  folder.commit();
  terminal.out() << say(terminal.language(), Word::ServersRenewed,
                        {to.native(), host, day_words(end)})
                 << "\n";
}

}  // namespace maintendue::cli
