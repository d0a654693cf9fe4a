#include "identity/path.h"

#include "identity/names.h"

namespace maintendue::identity {
namespace {

using StorePtr = Owned<X509_STORE, X509_STORE_free>;
using StoreContextPtr = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using NamesPtr = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;

std::uint64_t number_in(X509* certificate, std::string_view prefix) {
  const std::string id = id_in(only_uri(certificate), prefix);
  return id.empty() ? 0 : std::stoull(id, nullptr, 16);
}

// A beginning that a root or a roster key has signed proves that it is at least that late, whatever
// our clock says: only what the enrolment intermediate signed can be too young.
int judge(int good, X509_STORE_CTX* context) {
  if (good == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_NOT_YET_VALID) return good;
  STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context);
  const int root = sk_X509_num(chain) - 1;
  const int depth = X509_STORE_CTX_get_error_depth(context);
  if (depth < root - 1) {
    X509* issuer = sk_X509_value(chain, depth + 1);
    if (generation_in(issuer) == 0 && root_number_in(issuer) == 0) return 0;
  }
  X509_STORE_CTX_set_error(context, X509_V_OK);
  return 1;
}

void set_rules(X509_STORE_CTX* context, int purpose, WallTime now) {
  X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context);
  require(X509_VERIFY_PARAM_set_purpose(param, purpose) == 1);
  // A later root is where a path ends, although another signed it.
  constexpr unsigned long kStrict = X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN;
  require(X509_VERIFY_PARAM_set_flags(param, kStrict) == 1);
  X509_VERIFY_PARAM_set_time(param, std::chrono::system_clock::to_time_t(now));
  X509_VERIFY_PARAM_set_auth_level(param, 3);  // 128 bits: P-256 with SHA-256, nothing weaker
  X509_STORE_CTX_set_verify_cb(context, judge);
}

}  // namespace

Result<Path> path_to(
    const Certificate& root, const std::vector<Certificate>& chain, int purpose, WallTime now
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
  set_rules(context.get(), purpose, now);
  const bool good = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  if (!good) {
    const int why = X509_STORE_CTX_get_error(context.get());
    return fail(Errc::NotTrusted, X509_verify_cert_error_string(why));
  }
  return Path{Owned<STACK_OF(X509), release>(X509_STORE_CTX_get1_chain(context.get()))};
}

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

std::string id_in(const std::string& uri, std::string_view prefix) {
  if (!uri.starts_with(prefix) || !is_id(std::string_view(uri).substr(prefix.size()))) return {};
  return uri.substr(prefix.size());
}

std::uint64_t root_number_in(X509* certificate) { return number_in(certificate, kRootUri); }
std::uint64_t generation_in(X509* certificate) { return number_in(certificate, kRosterUri); }

bool is_leaf_for(X509* certificate, std::uint32_t purpose) {
  return X509_check_ca(certificate) == 0 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
         X509_get_extended_key_usage(certificate) == purpose;
}

bool signs_clients_alone(X509* certificate) {
  return X509_check_ca(certificate) == 1 && X509_get_pathlen(certificate) == 0 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
         X509_get_extended_key_usage(certificate) == XKU_SSL_CLIENT;
}

bool signs_all(X509* certificate) {
  return X509_check_ca(certificate) == 1 && X509_get_pathlen(certificate) == -1 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) == 0;
}

}  // namespace maintendue::identity
