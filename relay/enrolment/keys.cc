#include "relay/enrolment/keys.h"

#include <stdexcept>

#include "relay/server/key_folder.h"

namespace maintendue::enrolment {
namespace {

// Better found now than by fifty PCs that nobody will believe.
bool makes_machines(const EnrolmentKeys& keys, const identity::Trust& trust, WallTime now) {
  const Bytes anybody = keys.intermediate.key.public_key();
  const MachineId id{"0000000000000000"};
  const auto leaf = identity::issue_machine(keys.intermediate, anybody, id, now);
  const std::string chain = leaf.to_pem() + keys.intermediate.certificate.to_pem();
  return trust.check_client(chain, now).has_value();
}

}  // namespace

EnrolmentKeys read_keys(
    const std::filesystem::path& path, const identity::Trust& trust, WallTime now
) {
  const server::KeyFolder folder(path);
  EnrolmentKeys keys{folder.pair("intermediate"), folder.tls("server")};
  folder.expect_of(trust, "server", identity::Server::Enrolment);
  folder.warn_of_end("server", now);
  if (!makes_machines(keys, trust, now)) {
    throw std::runtime_error(
        "The root in " + path.string() + " does not know its intermediate, or the clock is wrong."
    );
  }
  return keys;
}

}  // namespace maintendue::enrolment
