#include "console/keyring/home.h"

#include <stdexcept>
#include <variant>

#include "base/files.h"
#include "roster/book_file.h"

namespace maintendue::console {
namespace {

std::string read_text(const std::filesystem::path& path) {
  Result<std::string> text = read_small_file(path);
  if (!text) throw std::runtime_error(text.error().detail);
  return std::move(*text);
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
  const auto* badge = peer ? std::get_if<identity::Badge>(&*peer) : nullptr;
  if (!badge) {
    throw std::runtime_error(
        "The certificate operator.crt was not made by " + trust->organisation() + "."
    );
  }
  Result<roster::Book> book = roster::open_book(folder / "roster", *trust);
  if (!book || book->empty()) {
    throw std::runtime_error("The file roster is not the roster of " + trust->organisation() + ".");
  }
  const roster::Member* member = book->roster().member(badge->id);
  if (member == nullptr || member->who.public_key != badge->public_key) {
    throw std::runtime_error(
        "The roster of " + trust->organisation() +
        " does not name this operator, or gave her a new key: ask an administrator."
    );
  }
  const identity::Operator owner = member->who;
  return Home{
      std::move(key),
      read_small_file(folder / "encryption.key").value_or(std::string()),
      std::move(certificate),
      owner,
      parsed->not_after(),
      std::move(*book),
      folder
  };
}

}  // namespace maintendue::console
