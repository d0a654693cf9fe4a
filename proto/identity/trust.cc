#include "identity/trust.h"

#include <vector>

#include "identity/names.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

using StorePtr = Owned<X509_STORE, X509_STORE_free>;
using StoreContextPtr = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using NamesPtr = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;

constexpr std::size_t kLongestChain = 64 * 1024;
constexpr std::size_t kMostCertificates = 4;

Result<std::vector<Certificate>> certificates_of(BytesView chain_pem) {
  if (chain_pem.size() > kLongestChain) return fail(Errc::NotTrusted, "certificate chain too long");
  const BioPtr bio = reading(chain_pem);
  std::vector<Certificate> chain;
  while (X509Ptr next{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (chain.size() == kMostCertificates) return fail(Errc::NotTrusted, "too many certificates");
    Result<Certificate> certificate = Certificate::from_der(der_of(next.get(), i2d_X509));
    if (!certificate) return fail(Errc::NotTrusted, certificate.error().detail);
    chain.push_back(std::move(*certificate));
  }
  ERR_clear_error();
  if (chain.empty()) return fail(Errc::NotTrusted, "no certificate");
  return chain;
}

void release(STACK_OF(X509) * chain) { sk_X509_pop_free(chain, X509_free); }

// A path from the leaf to our root that OpenSSL found good by every rule of X.509.
struct Path {
  Owned<STACK_OF(X509), release> certificates;  // leaf first, root last
  int length() const { return sk_X509_num(certificates.get()); }
  X509* at(int index) const { return sk_X509_value(certificates.get(), index); }
  X509* leaf() const { return at(0); }
};

struct Wanted {
  int purpose;        // X509_PURPOSE_SSL_CLIENT or _SERVER
  int intermediates;  // at most
};

// The only alternative name, when it is a URI; else empty.
std::string only_uri(X509* certificate) {
  const NamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)
  ));
  ERR_clear_error();
  if (!names || sk_GENERAL_NAME_num(names.get()) != 1) return {};
  const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), 0);
  if (name->type != GEN_URI) return {};
  const ASN1_IA5STRING* text = name->d.uniformResourceIdentifier;
  return std::string(
      reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
      static_cast<std::size_t>(ASN1_STRING_length(text))
  );
}

// The id behind `prefix`, or empty when it is another kind of name or not an id.
std::string id_in(const std::string& uri, std::string_view prefix) {
  if (!uri.starts_with(prefix) || !is_id(std::string_view(uri).substr(prefix.size()))) return {};
  return uri.substr(prefix.size());
}

// Which roster key a certificate is of; 0 when of none.
std::uint64_t generation_of(X509* certificate) {
  const std::string id = id_in(only_uri(certificate), kRosterUri);
  return id.empty() ? 0 : std::stoull(id, nullptr, 16);
}

// A beginning that the root or a roster key has signed proves that it is at least that late,
// whatever our clock says: only what the enrolment intermediate signed can be too young.
int judge(int good, X509_STORE_CTX* context) {
  if (good == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_NOT_YET_VALID) return good;
  STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context);
  const int root = sk_X509_num(chain) - 1;
  const int depth = X509_STORE_CTX_get_error_depth(context);
  if (depth < root - 1 && generation_of(sk_X509_value(chain, depth + 1)) == 0) return 0;
  X509_STORE_CTX_set_error(context, X509_V_OK);
  return 1;
}

void set_rules(X509_STORE_CTX* context, Wanted wanted, WallTime now) {
  X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context);
  require(X509_VERIFY_PARAM_set_purpose(param, wanted.purpose) == 1);
  require(X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT) == 1);
  X509_VERIFY_PARAM_set_time(param, std::chrono::system_clock::to_time_t(now));
  X509_VERIFY_PARAM_set_depth(param, wanted.intermediates);
  X509_VERIFY_PARAM_set_auth_level(param, 3);  // 128 bits: P-256 with SHA-256, nothing weaker
  X509_STORE_CTX_set_verify_cb(context, judge);
}

Result<Path> path_to(
    const Certificate& root, const std::vector<Certificate>& chain, Wanted wanted, WallTime now
) {
  const StorePtr store(X509_STORE_new());
  require(store != nullptr && X509_STORE_add_cert(store.get(), root.get()) == 1);
  const Owned<STACK_OF(X509), release> between(sk_X509_new_null());
  require(between != nullptr);
  for (std::size_t i = 1; i < chain.size(); ++i) {
    require(X509_add_cert(between.get(), chain[i].get(), X509_ADD_FLAG_UP_REF) == 1);
  }
  const StoreContextPtr context(X509_STORE_CTX_new());
  require(context != nullptr);
  X509* leaf = chain.front().get();
  require(X509_STORE_CTX_init(context.get(), store.get(), leaf, between.get()) == 1);
  set_rules(context.get(), wanted, now);
  const bool good = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  if (!good) {
    const int why = X509_STORE_CTX_get_error(context.get());
    return fail(Errc::NotTrusted, X509_verify_cert_error_string(why));
  }
  return Path{Owned<STACK_OF(X509), release>(X509_STORE_CTX_get1_chain(context.get()))};
}

// Says this one purpose and no other, and issues nothing.
bool is_leaf_for(X509* certificate, std::uint32_t purpose) {
  return X509_check_ca(certificate) == 0 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
         X509_get_extended_key_usage(certificate) == purpose;
}

// OpenSSL would also accept wider ones; the organisation never makes any.
bool signs_clients_alone(X509* certificate) {
  return X509_check_ca(certificate) == 1 && X509_get_pathlen(certificate) == 0 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
         X509_get_extended_key_usage(certificate) == XKU_SSL_CLIENT;
}

std::vector<std::string> subject_values(X509* certificate, int nid) {
  std::vector<std::string> values;
  const X509_NAME* subject = X509_get_subject_name(certificate);
  for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, nid, at)) >= 0;) {
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (size < 0) continue;
    values.emplace_back(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
  }
  return values;
}

bool names_host(X509* certificate, const std::string& host) {
  if (host.empty()) return false;
  if (X509_check_ip_asc(certificate, host.c_str(), 0) == 1) return true;
  constexpr unsigned kExactly = X509_CHECK_FLAG_NO_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
  return X509_check_host(certificate, host.data(), host.size(), kExactly, nullptr) == 1;
}

}  // namespace

Result<Trust> Trust::from_pem(BytesView root_pem) {
  Result<Certificate> root = Certificate::from_pem(root_pem);
  if (!root) return tl::unexpected(root.error());
  const bool own = X509_check_ca(root->get()) == 1 &&
                   X509_verify(root->get(), X509_get0_pubkey(root->get())) == 1;
  ERR_clear_error();
  std::string organisation = root->common_name();
  if (!own || organisation.empty()) return fail(Errc::BadMessage, "not an organisation's root");
  return Trust(std::move(*root), std::move(organisation));
}

Result<void> Trust::check_server(
    const Certificate& leaf, Server server, const std::string& host, WallTime now
) const {
  Result<Path> path = path_to(root_, {leaf}, Wanted{X509_PURPOSE_SSL_SERVER, 0}, now);
  if (!path) return tl::unexpected(path.error());
  if (path->length() != 2 || !is_leaf_for(path->leaf(), XKU_SSL_SERVER)) {
    return fail(Errc::NotTrusted, "not a server's certificate");
  }
  const auto work = subject_values(path->leaf(), NID_organizationalUnitName);
  if (work.size() != 1 || work.front() != word_of(server)) {
    return fail(Errc::NotTrusted, "a server for other work");
  }
  const bool named = names_host(path->leaf(), host);
  ERR_clear_error();
  if (!named) return fail(Errc::NotTrusted, "certificate of another host");
  return {};
}

Result<Peer> Trust::check_client(BytesView chain_pem, WallTime now) const {
  Result<std::vector<Certificate>> chain = certificates_of(chain_pem);
  if (!chain) return tl::unexpected(chain.error());
  Result<Path> path = path_to(root_, *chain, Wanted{X509_PURPOSE_SSL_CLIENT, 1}, now);
  if (!path) return tl::unexpected(path.error());
  if (!is_leaf_for(path->leaf(), XKU_SSL_CLIENT)) {
    return fail(Errc::NotTrusted, "not a client's certificate");
  }
  const Certificate& leaf = chain->front();
  if (path->length() != 3 || !signs_clients_alone(path->at(1))) {
    return fail(Errc::NotTrusted, "signed by nobody who signs clients");
  }
  const bool person = generation_of(path->at(1)) != 0;
  const std::string id = id_in(only_uri(path->leaf()), person ? kOperatorUri : kMachineUri);
  if (id.empty()) return fail(Errc::NotTrusted, "not what its issuer may sign");
  if (leaf.common_name() != id) return fail(Errc::NotTrusted, "a certificate with two names");
  if (person) return Badge{OperatorId{id}, leaf.public_key()};
  return Machine{MachineId{id}, leaf.public_key()};
}

Result<RosterKey> Trust::check_roster_key(BytesView certificate_pem) const {
  Result<std::vector<Certificate>> chain = certificates_of(certificate_pem);
  if (!chain) return tl::unexpected(chain.error());
  Certificate& own = chain->front();
  const Wanted wanted{X509_PURPOSE_SSL_CLIENT, 0};
  Result<Path> path = path_to(root_, {own}, wanted, own.not_before());
  if (!path) return tl::unexpected(path.error());
  const std::uint64_t generation = generation_of(path->leaf());
  if (path->length() != 2 || !signs_clients_alone(path->leaf()) || generation == 0) {
    return fail(Errc::NotTrusted, "not a roster key");
  }
  return RosterKey{std::move(own), generation};
}

std::function<Result<void>(const std::string&, const std::string&)> server_check(
    Trust trust, Server server, std::string host, std::function<WallTime()> now
) {
  return [trust = std::move(trust), server, host = std::move(host),
          now = std::move(now)](const std::string& leaf, const std::string&) -> Result<void> {
    Result<Certificate> certificate = Certificate::from_pem(leaf);
    if (!certificate) return tl::unexpected(certificate.error());
    return trust.check_server(*certificate, server, host, now());
  };
}

}  // namespace maintendue::identity
