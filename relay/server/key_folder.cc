#include "relay/server/key_folder.h"

#include <stdexcept>

#include "base/files.h"
#include "base/log.h"
#include "base/private_memory.h"

namespace maintendue::server {
namespace {

constexpr std::size_t kLongestCommonName = 64;

std::string read(const std::filesystem::path& file) {
  Result<std::string> text = read_small_file(file);
  if (!text) throw std::runtime_error(text.error().detail);
  return std::move(*text);
}

}  // namespace

KeyFolder::KeyFolder(std::filesystem::path path) : path_(std::move(path)) {
  if (!std::filesystem::is_directory(path_)) {
    throw std::runtime_error("There is no key folder " + path_.string() + ".");
  }
}

identity::Issuer KeyFolder::pair(const std::string& name) const {
  const auto key_file = path_ / (name + ".key"), certificate_file = path_ / (name + ".crt");
  std::string pem = read(key_file);
  const WipedAtEnd wiped(pem);
  const auto key = identity::PrivateKey::from_pem(pem);
  if (!key) throw std::runtime_error(key_file.string() + " is not a readable key.");
  const auto certificate = identity::Certificate::from_pem(read(certificate_file));
  if (!certificate) throw std::runtime_error(certificate_file.string() + " is not a certificate.");
  if (key->public_key() != certificate->public_key()) {
    throw std::runtime_error(
        name + ".key and " + name + ".crt in " + path_.string() + " are not a pair."
    );
  }
  return {*key, *certificate};
}

wire::TlsIdentity KeyFolder::tls(const std::string& name) const {
  const identity::Issuer own = pair(name);
  return {own.key.to_pem(), read(path_ / (name + ".crt"))};
}

// Clock and name are for whoever dials to judge; a long host's stands in the subject cut short.
void KeyFolder::expect_of(
    const identity::Trust& trust, const std::string& name, identity::Server server
) const {
  const std::string chain = read(path_ / (name + ".crt"));
  const auto own = identity::Certificate::from_pem(chain);
  if (!own || own->common_name().size() == kLongestCommonName) return;
  if (trust.check_server(chain, server, own->common_name(), own->not_before())) return;
  throw std::runtime_error(
      name + ".crt in " + path_.string() +
      " is not of the root under which the roster stands: put the newest keys there."
  );
}

void KeyFolder::warn_of_end(const std::string& name, WallTime now) const {
  const auto own = identity::Certificate::from_pem(read(path_ / (name + ".crt")));
  if (!own || own->not_after() - now > kEndsSoon) return;
  const auto left = std::chrono::floor<std::chrono::days>(own->not_after() - now);
  log::event(
      "server.keys", log::Level::warning, "the server's certificate ends soon",
      {{"days", left.count()}}
  );
}

std::string KeyFolder::root() const { return read(path_ / "root.crt"); }

}  // namespace maintendue::server
