#include "relay/enrolment/keys.h"

#include <stdexcept>

#include "relay/server/key_folder.h"
#include "roster/book_file.h"

namespace maintendue::enrolment {
namespace {

namespace fs = std::filesystem;

roster::Book book_in(const fs::path& path, const std::string& root_pem) {
  const Result<identity::Trust> trust = identity::Trust::from_pem(root_pem);
  if (!trust) throw std::runtime_error("root.crt is not an organisation's root.");
  Result<roster::Book> book = roster::open_book(path / "roster", *trust);
  if (!book || book->empty()) {
    throw std::runtime_error("there is no roster of this organisation in " + path.string());
  }
  return std::move(*book);
}

// Better found now than by fifty PCs that nobody will believe.
bool makes_machines(const EnrolmentKeys& keys, WallTime now) {
  const Bytes anybody = keys.intermediate.key.public_key();
  const MachineId id{"0000000000000000"};
  const auto leaf = identity::issue_machine(keys.intermediate, anybody, id, now);
  const std::string chain = leaf.to_pem() + keys.intermediate.certificate.to_pem();
  return keys.book.trust().check_client(chain, now).has_value();
}

}  // namespace

EnrolmentKeys read_keys(const fs::path& path, WallTime now) {
  const server::KeyFolder folder(path);
  EnrolmentKeys keys{
      folder.pair("intermediate"), folder.tls("server"), book_in(path, folder.root())
  };
  folder.expect_of(keys.book.trust(), "server", identity::Server::Enrolment);
  if (!makes_machines(keys, now)) {
    throw std::runtime_error(
        "the root in " + path.string() + " does not know its intermediate, or the clock is wrong"
    );
  }
  return keys;
}

}  // namespace maintendue::enrolment
