#include "identity/trust.h"

#include <algorithm>

#include "identity/path.h"

namespace maintendue::identity {
namespace {

constexpr std::size_t kLongestChain = 64 * 1024;
constexpr std::size_t kMostCertificates = 2 + kMostLaterRoots;

// What a peer shows: itself, then what signed it.
Result<std::vector<Certificate>> shown_in(BytesView chain_pem) {
  if (chain_pem.size() > kLongestChain) return fail(Errc::NotTrusted, "certificate chain too long");
  Result<std::vector<Certificate>> chain = certificates_in(chain_pem);
  if (!chain) return fail(Errc::NotTrusted, chain.error().detail);
  if (chain->size() > kMostCertificates) return fail(Errc::NotTrusted, "too many certificates");
  return chain;
}

// Whether every certificate between `first` and the last of the path is a later root's.
bool by_way_of_roots(const Path& path, int first) {
  for (int at = first; at < path.length() - 1; ++at) {
    if (root_number_in(path.at(at)) == 0 || !signs_all(path.at(at))) return false;
  }
  return true;
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

std::uint64_t generation_in(const Certificate& certificate) {
  return generation_in(certificate.get());
}

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

const Certificate& Trust::root() const { return later_.empty() ? first_ : later_.back(); }

Result<Trust> Trust::followed_by(const std::vector<Certificate>& roots) const {
  Trust next = first();
  for (const Certificate& root : roots) {
    if (!next.add_root(root)) return fail(Errc::NotTrusted, "not a root that follows ours");
  }
  const std::size_t both = std::min(later_.size(), next.later_.size());
  for (std::size_t at = 0; at < both; ++at) {
    if (later_[at].public_key() != next.later_[at].public_key()) {
      return fail(Errc::NotTrusted, "another root than the one that followed");
    }
  }
  if (next.later_.size() <= later_.size()) return *this;
  return next;
}

bool Trust::add_root(const Certificate& next) {
  const Result<Path> path = path_to(root(), {next}, X509_PURPOSE_ANY, next.not_before());
  const bool good = path && path->length() == 2 && signs_all(path->leaf()) &&
                    root_number_in(path->leaf()) == number() + 1 &&
                    next.common_name() == organisation_ && later_.size() < kMostLaterRoots;
  if (good) later_.push_back(next);
  return good;
}

Result<Trust> Trust::confirming(const std::vector<Certificate>& authorities) const {
  const auto certified = [this](const Certificate& one) { return has_certified(one); };
  if (authorities.size() > kMostConfirmed || !std::ranges::all_of(authorities, certified)) {
    return fail(Errc::NotTrusted, "an authority that the root has not certified");
  }
  Trust next = *this;
  next.confirmed_ = authorities;
  return next;
}

bool Trust::has_certified(const Certificate& authority) const {
  const WallTime then = authority.not_before();
  const Result<Path> path = path_to(root(), {authority}, X509_PURPOSE_ANY, then);
  return path && path->length() == 2 && signs_clients_alone(path->leaf());
}

// An authority that the last root has certified stands there by that certificate alone.
std::vector<Certificate> Trust::with_confirmed(std::vector<Certificate> chain) const {
  std::erase_if(chain, [&](const Certificate& shown) {
    return &shown != &chain.front() && std::ranges::any_of(confirmed_, [&](const auto& known) {
      return known.public_key() == shown.public_key();
    });
  });
  chain.insert(chain.end(), confirmed_.begin(), confirmed_.end());
  return chain;
}

std::string Trust::chain_of(const Certificate& signed_by_root) const {
  std::string chain = signed_by_root.to_pem();
  for (auto root = later_.rbegin(); root != later_.rend(); ++root) chain += root->to_pem();
  return chain;
}

Result<void> Trust::check_server(
    BytesView chain_pem, Server server, const std::string& host, WallTime now
) const {
  Result<std::vector<Certificate>> chain = shown_in(chain_pem);
  if (!chain) return tl::unexpected(chain.error());
  Result<Path> path = path_to(root(), *chain, X509_PURPOSE_SSL_SERVER, now);
  if (!path) return tl::unexpected(path.error());
  if (path->length() < 2 || !by_way_of_roots(*path, 1) ||
      !is_leaf_for(path->leaf(), XKU_SSL_SERVER)) {
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
  Result<std::vector<Certificate>> chain = shown_in(chain_pem);
  if (!chain) return tl::unexpected(chain.error());
  Result<Path> path = path_to(root(), with_confirmed(*chain), X509_PURPOSE_SSL_CLIENT, now);
  if (!path) return tl::unexpected(path.error());
  if (!is_leaf_for(path->leaf(), XKU_SSL_CLIENT)) {
    return fail(Errc::NotTrusted, "not a client's certificate");
  }
  if (path->length() < 3 || !signs_clients_alone(path->at(1)) || !by_way_of_roots(*path, 2)) {
    return fail(Errc::NotTrusted, "signed by nobody who signs clients");
  }
  const Certificate& leaf = chain->front();
  const bool person = generation_in(path->at(1)) != 0;
  const std::string id = id_in(only_uri(path->leaf()), person ? kOperatorUri : kMachineUri);
  if (id.empty()) return fail(Errc::NotTrusted, "not what its issuer may sign");
  if (leaf.common_name() != id) return fail(Errc::NotTrusted, "a certificate with two names");
  if (person) return Badge{OperatorId{id}, leaf.public_key()};
  return Machine{MachineId{id}, leaf.public_key()};
}

Result<RosterKey> Trust::check_roster_key(BytesView certificate_pem) const {
  Result<Certificate> own = Certificate::from_pem(certificate_pem);
  if (!own) return fail(Errc::NotTrusted, own.error().detail);
  Result<Path> path = path_to(root(), {*own}, X509_PURPOSE_SSL_CLIENT, own->not_before());
  if (!path) return tl::unexpected(path.error());
  const std::uint64_t generation = generation_in(path->leaf());
  if (path->length() != 2 || !signs_clients_alone(path->leaf()) || generation == 0) {
    return fail(Errc::NotTrusted, "not a roster key");
  }
  if (root_of_generation(generation) != number())
    return fail(Errc::NotTrusted, "a roster key of another root");
  return RosterKey{std::move(*own), generation};
}

std::function<Result<void>(const std::string&, const std::string&)> server_check(
    Trust trust, Server server, std::string host, std::function<WallTime()> now
) {
  return [trust = std::move(trust), server, host = std::move(host), now = std::move(now)](
             const std::string&, const std::string& chain
         ) { return trust.check_server(chain, server, host, now()); };
}

}  // namespace maintendue::identity
