#include "relay/settings.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "identity/keys.h"

namespace maintendue::relay {
namespace {

constexpr const char* kUsage =
    "usage: maintendue-relay --keys FOLDER --data FOLDER --listen ADDRESS:PORT";

// "127.0.0.1:443" or "[::]:443".
void parse_listen(std::string_view text, Settings& settings) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) throw std::runtime_error("--listen wants ADDRESS:PORT");
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  const std::string_view port = text.substr(colon + 1);
  const char* end = port.data() + port.size();
  const auto [parsed, error] = std::from_chars(port.data(), end, settings.port);
  if (address.empty() || port.empty() || error != std::errc{} || parsed != end) {
    throw std::runtime_error("--listen wants ADDRESS:PORT, not \"" + std::string(text) + "\"");
  }
  settings.address = address;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) throw std::runtime_error("can't read " + file.string());
  return text;
}

}  // namespace

Settings parse_settings(std::span<const char* const> arguments) {
  if (arguments.size() % 2 != 0) throw std::runtime_error(kUsage);
  Settings settings;
  bool listen = false;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const std::string_view option = arguments[i];
    const char* value = arguments[i + 1];
    if (option == "--keys") {
      settings.keys = value;
    } else if (option == "--data") {
      settings.data = value;
    } else if (option == "--listen") {
      parse_listen(value, settings);
      listen = true;
    } else {
      throw std::runtime_error(kUsage);
    }
  }
  if (settings.keys.empty() || settings.data.empty() || !listen) throw std::runtime_error(kUsage);
  return settings;
}

RelayKeys read_keys(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw std::runtime_error("there is no key folder " + folder.string());
  }
  RelayKeys keys;
  keys.identity.private_key = read_file(folder / "relay.key");
  keys.identity.certificate_chain = read_file(folder / "relay.crt");
  keys.root = read_file(folder / "root.crt");
  const auto key = identity::PrivateKey::from_pem(keys.identity.private_key);
  if (!key) throw std::runtime_error((folder / "relay.key").string() + " is not a readable key");
  const auto certificate = identity::Certificate::from_pem(keys.identity.certificate_chain);
  if (!certificate) {
    throw std::runtime_error((folder / "relay.crt").string() + " is not a certificate");
  }
  if (key->public_key() != certificate->public_key()) {
    throw std::runtime_error("relay.key and relay.crt in " + folder.string() + " are not a pair");
  }
  return keys;
}

}  // namespace maintendue::relay
