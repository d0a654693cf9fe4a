#include "agent/service/state/machine_state.h"

#include <algorithm>
#include <system_error>
#include <variant>

#include "base/files.h"
#include "base/private_memory.h"
#include "identity/names.h"
#include "roster/book_file.h"

namespace maintendue::agent {
namespace {

namespace fs = std::filesystem;

constexpr auto kKey = "machine.key";
constexpr auto kChain = "machine.crt";
constexpr auto kRoot = "root.crt";
constexpr auto kStep = "step";
constexpr auto kWayBack = "way-back";
constexpr auto kHelp = "help";
constexpr auto kFarewell = "farewell";

Result<void> write_key(const fs::path& folder, const identity::PrivateKey& key) {
  std::string pem = key.to_pem();
  const WipedAtEnd wiped(pem);
  return write_small_file(folder / kKey, pem);
}

std::string id_in(const fs::path& folder) {
  const Result<std::string> chain = read_small_file(folder / kChain);
  if (!chain) return "nobody";
  const Result<identity::Certificate> leaf = identity::Certificate::from_pem(*chain);
  return leaf && identity::is_id(leaf->common_name()) ? leaf->common_name() : "nobody";
}

}  // namespace

Result<void> make_state_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(Errc::Internal, folder.string() + " cannot be made");
  return {};
}

Result<MachineState> load_state(const fs::path& folder) {
  Result<std::string> key_pem = read_small_file(folder / kKey);
  Result<std::string> chain = read_small_file(folder / kChain);
  if (!key_pem || !chain) return fail(Errc::NotFound, "this PC is not enrolled");
  const WipedAtEnd wiped(*key_pem);
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(*key_pem);
  if (!key) return tl::unexpected(key.error());
  Result<roster::Book> book = load_book(folder);
  if (!book) return tl::unexpected(book.error());
  Result<identity::Certificate> leaf = identity::Certificate::from_pem(*chain);
  if (!leaf) return tl::unexpected(leaf.error());
  // By its own chain, whatever a roster confirms today: tomorrow's has to reach us.
  Result<identity::Peer> self = book->trust().first().check_client(*chain, leaf->not_before());
  if (!self) return tl::unexpected(self.error());
  const auto* machine = std::get_if<identity::Machine>(&*self);
  if (!machine || machine->public_key != key->public_key()) {
    return fail(Errc::NotTrusted, "the certificate is not of this PC's key");
  }
  return MachineState{*key, *chain, machine->id.value, std::max(kReleased, leaf->not_before())};
}

Result<void> save_state(
    const fs::path& folder,
    const identity::PrivateKey& key,
    const std::string& certificate_chain,
    const std::string& root_pem,
    const roster::Book& book
) {
  if (auto made = make_state_folder(folder); !made) return made;
  if (auto done = write_key(folder, key); !done) return done;
  if (auto done = write_small_file(folder / kRoot, root_pem); !done) return done;
  if (auto done = roster::keep_book(book, book_file(folder)); !done) return done;
  return write_small_file(folder / kChain, certificate_chain);  // last: it makes the PC enrolled
}

// The certificate last: it makes the PC enrolled. Cut short before, it is enrolled once more.
Result<void> take_identity(const fs::path& folder, const fs::path& anew) {
  if (auto gone = forget_identity(folder); !gone) return tl::unexpected(gone.error());
  std::error_code error;
  for (const fs::path& file : {fs::path(kKey), fs::path(kRoot), book_file({}), fs::path(kChain)}) {
    if (!error) fs::rename(anew / file, folder / file, error);
  }
  if (!error) fs::remove_all(anew, error);
  if (error) return fail(Errc::Internal, folder.string() + " takes no identity anew");
  return {};
}

Result<roster::Book> load_book(const fs::path& folder) {
  Result<std::string> root = read_small_file(folder / kRoot);
  if (!root) return fail(Errc::NotFound, "this PC is not enrolled");
  Result<identity::Trust> trust = identity::Trust::from_pem(*root);
  if (!trust) return tl::unexpected(trust.error());
  Result<roster::Book> book = roster::open_book(book_file(folder), *trust);
  if (book && book->empty()) return fail(Errc::NotFound, "this PC has no roster");
  return book;
}

fs::path book_file(const fs::path& folder) { return folder / "roster"; }

fs::path root_file(const fs::path& folder) { return folder / kRoot; }

bool has_identity(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / kKey, ignored) || fs::exists(folder / kChain, ignored);
}

// The key goes before the certificate: without it nobody is enrolled, and no later try can ask with
// it for the certificate that was.
Result<std::vector<std::string>> forget_identity(const fs::path& folder) {
  std::vector<std::string> gone;
  std::error_code error;
  const fs::path log = folder / "log";
  if (fs::exists(log, error) && !fs::is_empty(log, error)) {
    fs::remove(log / "names", error);  // of people: the journal's, which the next family has not
    if (!error) fs::rename(log, folder / ("log of " + id_in(folder)), error);
    if (error) return fail(Errc::Internal, log.string() + " cannot be put aside");
    gone.emplace_back("journal");
  }
  const std::pair<const char*, const char*> files[] = {
      {kKey, "key"},           {kStep, "counter"},
      {kWayBack, "way back"},  {kHelp, "request for help"},
      {kFarewell, "farewell"}, {kChain, "certificate"}
  };
  for (const auto& [file, word] : files) {
    if (!fs::exists(folder / file, error)) continue;
    if (auto done = remove_small_file(folder / file); !done) return tl::unexpected(done.error());
    gone.emplace_back(word);
  }
  return gone;
}

Result<identity::PrivateKey> load_or_make_key(const fs::path& folder) {
  if (auto made = make_state_folder(folder); !made) return tl::unexpected(made.error());
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
