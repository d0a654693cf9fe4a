#include "wire/peer_verifier.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <cassert>
#include <exception>

namespace maintendue::wire {
namespace {

namespace tls = grpc::experimental;

std::string text(grpc::string_ref ref) { return std::string(ref.data(), ref.size()); }

class PeerVerifier final : public tls::ExternalCertificateVerifier {
 public:
  PeerVerifier(PeerCheck check, std::shared_ptr<PeerVerdict> verdict)
      : check_(std::move(check)), verdict_(std::move(verdict)) {}

  bool Verify(
      tls::TlsCustomVerificationCheckRequest* request,
      std::function<void(grpc::Status)>,
      grpc::Status* answer
  ) override {
    const Result<void> result =
        believe(text(request->peer_cert()), text(request->peer_cert_full_chain()));
    if (result) {
      verdict_->trusted();
      *answer = grpc::Status::OK;
    } else {
      verdict_->refused(result.error().detail);
      *answer = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "not_trusted");
    }
    return true;  // answered at once
  }

  void Cancel(tls::TlsCustomVerificationCheckRequest*) override {}

 private:
  Result<void> believe(const std::string& leaf, const std::string& chain) const {
    if (leaf.empty()) return fail(Errc::NotTrusted, "no certificate");
    try {
      return check_(leaf, chain);
    } catch (const std::exception& broken) {
      return fail(Errc::NotTrusted, broken.what());  // nothing may be thrown into gRPC
    }
  }

  const PeerCheck check_;
  const std::shared_ptr<PeerVerdict> verdict_;
};

}  // namespace

std::shared_ptr<grpc::ChannelCredentials> client_credentials(
    const std::optional<TlsIdentity>& identity,
    const std::string& roots,
    PeerCheck check,
    std::shared_ptr<PeerVerdict> verdict
) {
  assert(check && !roots.empty());
  tls::TlsChannelCredentialsOptions options;
  options.set_verify_server_certs(false);  // the chain against system roots; ours is the verifier
  options.set_check_call_host(false);
  options.set_certificate_verifier(
      tls::ExternalCertificateVerifier::Create<PeerVerifier>(std::move(check), std::move(verdict))
  );
  std::vector<tls::IdentityKeyCertPair> own;
  if (identity) own.push_back({identity->private_key, identity->certificate_chain});
  options.set_certificate_provider(std::make_shared<tls::StaticDataCertificateProvider>(roots, own)
  );
  options.watch_root_certs();
  if (identity) options.watch_identity_key_cert_pairs();
  return tls::TlsCredentials(options);
}

}  // namespace maintendue::wire
