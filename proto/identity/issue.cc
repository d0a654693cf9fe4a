#include "identity/issue.h"

#include <algorithm>
#include <cassert>
#include <cstdio>

#include "identity/builder.h"
#include "identity/names.h"
#include "identity/path.h"

namespace maintendue::identity {
namespace {

constexpr std::chrono::hours kDay{24};
constexpr auto kRootLife = 30 * 365 * kDay;
constexpr auto kIntermediateLife = 12 * 365 * kDay;
constexpr auto kServerLife = 2 * 365 * kDay;
constexpr auto kOperatorLife = 10 * 365 * kDay;
constexpr auto kMachineLife = 10 * 365 * kDay;
// Begins this much earlier, so that the next machine's clock may be a little behind ours.
constexpr std::chrono::hours kSkew{1};

constexpr char kAuthorityUse[] = "critical,keyCertSign,cRLSign";
constexpr char kRosterKeyUse[] = "critical,keyCertSign,digitalSignature";

void name_keys(Builder& builder, X509* issuer) {
  builder.extension(NID_subject_key_identifier, "hash", issuer);
  builder.extension(NID_authority_key_identifier, "keyid:always", issuer);
}

// As 16 hexadecimal digits, like every other id in a certificate.
std::string id_of(std::uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

Certificate sign_leaf(Builder& builder, const char* purpose, const Issuer& issuer) {
  builder.extension(NID_basic_constraints, "critical,CA:FALSE");
  builder.extension(NID_key_usage, "critical,digitalSignature");
  builder.extension(NID_ext_key_usage, purpose);
  name_keys(builder, issuer.certificate.get());
  return builder.signed_by(issuer.key, issuer.certificate.get());
}

struct Named {
  Bytes public_key;
  std::string name;
  std::string uri{};  // of a roster key; the enrolment intermediate has none
};

// What signs clients and nothing else, for the root.
Certificate authority(const Named& named, const Issuer& root, WallTime now, WallTime end) {
  Builder builder(named.public_key, now - kSkew, end);
  builder.subject(NID_organizationName, root.certificate.common_name());
  builder.subject(NID_commonName, named.name);
  builder.extension(NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  builder.extension(NID_key_usage, named.uri.empty() ? kAuthorityUse : kRosterKeyUse);
  builder.extension(NID_ext_key_usage, "clientAuth");
  if (!named.uri.empty()) builder.alternative_name(GEN_URI, named.uri);
  name_keys(builder, root.certificate.get());
  return builder.signed_by(root.key, root.certificate.get());
}

}  // namespace

Issuer make_root(const std::string& organisation, WallTime now) {
  assert(fits_as_name(organisation));
  PrivateKey key = PrivateKey::generate();
  Builder builder(key.public_key(), now - kSkew, now + kRootLife);
  builder.subject(NID_commonName, organisation);
  builder.extension(NID_basic_constraints, "critical,CA:TRUE");
  builder.extension(NID_key_usage, kAuthorityUse);
  builder.extension(NID_subject_key_identifier, "hash");
  return Issuer{key, builder.signed_by(key, nullptr)};
}

Issuer make_next_root(const Issuer& before, std::uint64_t number, WallTime now) {
  assert(number > 1);
  PrivateKey key = PrivateKey::generate();
  Builder builder(key.public_key(), now - kSkew, now + kRootLife);
  builder.subject(NID_commonName, before.certificate.common_name());
  builder.subject(NID_organizationalUnitName, "root " + std::to_string(number));
  builder.extension(NID_basic_constraints, "critical,CA:TRUE");
  builder.extension(NID_key_usage, kAuthorityUse);
  builder.alternative_name(GEN_URI, std::string(kRootUri) + id_of(number));
  name_keys(builder, before.certificate.get());
  return Issuer{key, builder.signed_by(before.key, before.certificate.get())};
}

Issuer make_enrolment_intermediate(const Issuer& root, WallTime now) {
  const PrivateKey key = PrivateKey::generate();
  return {key, authority({key.public_key(), "enrolment"}, root, now, now + kIntermediateLife)};
}

Certificate issue_server(
    const Issuer& root, BytesView public_key, Server server, const std::string& host, WallTime now
) {
  assert(fits_as_host(host));
  Builder builder(public_key, now - kSkew, now + kServerLife);
  builder.subject(NID_commonName, host.substr(0, 64));
  builder.subject(NID_organizationalUnitName, std::string(word_of(server)));
  builder.alternative_name(is_address(host) ? GEN_IPADD : GEN_DNS, host);
  return sign_leaf(builder, "serverAuth", root);
}

Issuer make_roster_key(const Issuer& root, std::uint64_t generation, WallTime now) {
  assert(generation > 0);
  const PrivateKey key = PrivateKey::generate();
  const std::string uri = std::string(kRosterUri) + id_of(generation);
  const Named named{key.public_key(), "roster " + std::to_string(generation), uri};
  return {key, authority(named, root, now, now + kIntermediateLife)};
}

Certificate certify_anew(const Issuer& root, const Certificate& old, WallTime now) {
  const Named named{old.public_key(), old.common_name(), only_uri(old.get())};
  return authority(named, root, now, std::min(old.not_after(), now + kIntermediateLife));
}

Certificate issue_operator(
    const Issuer& roster_key, BytesView public_key, const OperatorId& id, WallTime now
) {
  assert(is_id(id.value));
  Builder builder(public_key, now - kSkew, now + kOperatorLife);
  builder.subject(NID_commonName, id.value);
  builder.alternative_name(GEN_URI, std::string(kOperatorUri) + id.value);
  return sign_leaf(builder, "clientAuth", roster_key);
}

Certificate issue_machine(
    const Issuer& intermediate, BytesView public_key, const MachineId& id, WallTime now
) {
  assert(is_id(id.value));
  const WallTime begin = std::max(now - kSkew, intermediate.certificate.not_before());
  Builder builder(public_key, begin, std::max(now, begin) + kMachineLife);
  builder.subject(NID_commonName, id.value);
  builder.alternative_name(GEN_URI, std::string(kMachineUri) + id.value);
  return sign_leaf(builder, "clientAuth", intermediate);
}

}  // namespace maintendue::identity
