#include "agent/service/state/machine_state.h"

#include <algorithm>
#include <system_error>
#include <variant>

#include "base/files.h"
#include "base/private_memory.h"
#include "roster/book_file.h"

namespace maintendue::agent {
namespace {

namespace fs = std::filesystem;

constexpr auto kKey = "machine.key";
constexpr auto kChain = "machine.crt";
constexpr auto kRoot = "root.crt";

Result<void> write_key(const fs::path& folder, const identity::PrivateKey& key) {
  std::string pem = key.to_pem();
  const WipedAtEnd wiped(pem);
  return write_small_file(folder / kKey, pem);
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(Errc::Internal, folder.string() + " cannot be made");
  return {};
}

}  // namespace

Result<MachineState> load_state(const fs::path& folder) {
  Result<std::string> key_pem = read_small_file(folder / kKey);
  Result<std::string> chain = read_small_file(folder / kChain);
  Result<std::string> root = read_small_file(folder / kRoot);
  if (!key_pem || !chain || !root) return fail(Errc::NotFound, "this PC is not enrolled");
  const WipedAtEnd wiped(*key_pem);
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(*key_pem);
  if (!key) return tl::unexpected(key.error());
  Result<identity::Trust> trust = identity::Trust::from_pem(*root);
  if (!trust) return tl::unexpected(trust.error());
  Result<identity::Certificate> leaf = identity::Certificate::from_pem(*chain);
  if (!leaf) return tl::unexpected(leaf.error());
  Result<identity::Peer> self = trust->check_client(*chain, leaf->not_before());
  if (!self) return tl::unexpected(self.error());
  const auto* machine = std::get_if<identity::Machine>(&*self);
  if (!machine || machine->public_key != key->public_key()) {
    return fail(Errc::NotTrusted, "the certificate is not of this PC's key");
  }
  return MachineState{
      *key, *chain, machine->id.value, *trust, std::max(kReleased, leaf->not_before())
  };
}

Result<void> save_state(
    const fs::path& folder,
    const identity::PrivateKey& key,
    const std::string& certificate_chain,
    const std::string& root_pem,
    const roster::Book& book
) {
  if (auto made = make_folder(folder); !made) return made;
  if (auto done = write_key(folder, key); !done) return done;
  if (auto done = write_small_file(folder / kRoot, root_pem); !done) return done;
  if (auto done = roster::keep_book(book, book_file(folder)); !done) return done;
  return write_small_file(folder / kChain, certificate_chain);  // last: it makes the PC enrolled
}

Result<roster::Book> load_book(const fs::path& folder, const identity::Trust& trust) {
  Result<roster::Book> book = roster::open_book(book_file(folder), trust);
  if (book && book->empty()) return fail(Errc::NotFound, "this PC has no roster");
  return book;
}

fs::path book_file(const fs::path& folder) { return folder / "roster"; }

Result<identity::PrivateKey> load_or_make_key(const fs::path& folder) {
  if (auto made = make_folder(folder); !made) return tl::unexpected(made.error());
  if (Result<std::string> pem = read_small_file(folder / kKey); pem) {
    const WipedAtEnd wiped(*pem);
    return identity::PrivateKey::from_pem(*pem);
  }
  identity::PrivateKey key = identity::PrivateKey::generate();
  if (auto done = write_key(folder, key); !done) {
    return tl::unexpected(done.error());
  }
  return key;
}

}  // namespace maintendue::agent
