// Reads the folder of keys and certificates that `org init` wrote for a server.
#pragma once

#include <filesystem>
#include <string>

#include "identity/issue.h"
#include "identity/trust.h"
#include "wire/tls.h"

namespace maintendue::server {

constexpr std::chrono::days kEndsSoon{60};

// A key that does not belong to its certificate is found here, not at the first connection. All
// throw std::runtime_error with one sentence.
class KeyFolder {
 public:
  explicit KeyFolder(std::filesystem::path path);

  // NAME.key and the first certificate of NAME.crt.
  identity::Issuer pair(const std::string& name) const;
  // The same as the TLS of a listening port wants it, with all that stands in NAME.crt.
  wire::TlsIdentity tls(const std::string& name) const;
  // That the server's own certificate, NAME.crt, is of the root that counts by `trust`: else nobody
  // who knows that root would reach it.
  void expect_of(const identity::Trust& trust, const std::string& name, identity::Server server)
      const;
  // Says in the log that NAME.crt ends within kEndsSoon: somebody has to take the root from its
  // safe.
  void warn_of_end(const std::string& name, WallTime now) const;
  // root.crt, PEM: the organisation's first root.
  std::string root() const;

 private:
  const std::filesystem::path path_;
};

}  // namespace maintendue::server
