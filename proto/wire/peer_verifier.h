// gRPC's client credentials, with the house's own check of who answers.
#pragma once

#include <grpcpp/security/credentials.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "wire/tls.h"

namespace maintendue::wire {

// What the last handshake's check said. Written on gRPC's threads, read on `main`.
class PeerVerdict {
 public:
  void trusted() {
    const std::lock_guard lock(mutex_);
    refusal_.reset();
  }
  void refused(std::string why) {
    const std::lock_guard lock(mutex_);
    refusal_ = std::move(why);
  }
  std::optional<std::string> refusal() const {
    const std::lock_guard lock(mutex_);
    return refusal_;
  }

 private:
  mutable std::mutex mutex_;
  std::optional<std::string> refusal_;
};

// TLS that believes `check` and nothing else: no system root, no host name rule of gRPC's own.
std::shared_ptr<grpc::ChannelCredentials> client_credentials(
    const std::optional<TlsIdentity>& identity,
    const std::string& roots,
    PeerCheck check,
    std::shared_ptr<PeerVerdict> verdict
);

}  // namespace maintendue::wire
