#include "console/keyring/home.h"

#include <fstream>
#include <stdexcept>
#include <variant>

namespace maintendue::console {
namespace {

constexpr std::size_t kLongestFile = 64 * 1024;

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kLongestFile, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.empty()) throw std::runtime_error("The file " + path.string() + " cannot be read.");
  return text;
}

}  // namespace

Home open_home(const std::filesystem::path& folder) {
  std::string key = read_text(folder / "operator.key");
  if (key.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") == std::string::npos) {
    throw std::runtime_error(
        "The key " + (folder / "operator.key").string() + " is not protected by a passphrase."
    );
  }
  std::string certificate = read_text(folder / "operator.crt");
  Result<identity::Certificate> parsed = identity::Certificate::from_pem(certificate);
  if (!parsed) throw std::runtime_error("The file operator.crt is not a certificate.");
  Result<identity::Trust> trust = identity::Trust::from_pem(read_text(folder / "root.crt"));
  if (!trust) throw std::runtime_error("The file root.crt is not an organisation's certificate.");
  // Asked for the day it begins: that an operator's certificate has ended is told at sign-in, in
  // words.
  Result<identity::Peer> peer = trust->check_client(certificate, parsed->not_before());
  const auto* owner = peer ? std::get_if<identity::Operator>(&*peer) : nullptr;
  if (!owner) {
    throw std::runtime_error(
        "The certificate operator.crt was not made by " + trust->organisation() + "."
    );
  }
  return Home{std::move(key), std::move(certificate), *owner, parsed->not_after(), *trust};
}

}  // namespace maintendue::console
