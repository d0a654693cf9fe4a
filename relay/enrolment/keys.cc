#include "relay/enrolment/keys.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace maintendue::enrolment {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) throw std::runtime_error("can't read " + file.string());
  return text;
}

identity::Issuer read_pair(const fs::path& key_file, const fs::path& certificate_file) {
  const auto key = identity::PrivateKey::from_pem(read_file(key_file));
  if (!key) throw std::runtime_error(key_file.string() + " is not a readable key");
  const auto certificate = identity::Certificate::from_pem(read_file(certificate_file));
  if (!certificate) throw std::runtime_error(certificate_file.string() + " is not a certificate");
  if (key->public_key() != certificate->public_key()) {
    throw std::runtime_error(
        key_file.string() + " and " + certificate_file.string() + " are not a pair"
    );
  }
  return {*key, *certificate};
}

identity::Trust read_trust(const fs::path& file) {
  auto trust = identity::Trust::from_pem(read_file(file));
  if (!trust) throw std::runtime_error(file.string() + " is not an organisation's root");
  return std::move(*trust);
}

// Better found now than by fifty PCs that nobody will believe.
bool makes_machines(const EnrolmentKeys& keys, WallTime now) {
  const Bytes anybody = keys.intermediate.key.public_key();
  const MachineId id{"0000000000000000"};
  const auto leaf = identity::issue_machine(keys.intermediate, anybody, id, now);
  const std::string chain = leaf.to_pem() + keys.intermediate.certificate.to_pem();
  return keys.trust.check_client(chain, now).has_value();
}

}  // namespace

EnrolmentKeys read_keys(const fs::path& folder, WallTime now) {
  const identity::Issuer server = read_pair(folder / "server.key", folder / "server.crt");
  EnrolmentKeys keys{
      read_pair(folder / "intermediate.key", folder / "intermediate.crt"),
      read_trust(folder / "root.crt"),
      {server.key.to_pem(), server.certificate.to_pem()}
  };
  if (!makes_machines(keys, now)) {
    throw std::runtime_error(
        "the root in " + folder.string() + " does not know its intermediate, or the clock is wrong"
    );
  }
  return keys;
}

}  // namespace maintendue::enrolment
