#include "roster/statement.h"

namespace maintendue::roster {
namespace {

constexpr std::string_view kWords = "maintendue roster statement";
constexpr std::size_t kLongestStatement = 128;
constexpr std::size_t kLongestSignature = 80;  // ECDSA on P-256 in DER is 72 at most

struct ToWire {
  v1::Statement& out;

  void operator()(const NewestKnown& newest) const {
    out.mutable_newest()->set_generation(newest.edition.generation);
    out.mutable_newest()->set_version(newest.edition.version);
  }
  void operator()(const Suspension& suspension) const {
    out.set_suspend_operator_id(suspension.whom.value);
  }
  void operator()(const Extension& extension) const {
    out.mutable_extension()->set_generation(extension.edition.generation);
    out.mutable_extension()->set_version(extension.edition.version);
  }
};

}  // namespace

v1::SignedStatement sign_statement(
    const Statement& statement, const identity::Trust& trust, const identity::PrivateKey& key
) {
  v1::Statement inner;
  inner.set_organisation_key_hash(trust.key_hash());
  inner.set_at_ms(to_unix_ms(statement.at));
  std::visit(ToWire{inner}, statement.what);
  v1::SignedStatement out;
  out.set_statement(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kWords, out.statement())));
  out.set_operator_id(statement.by.value);
  return out;
}

Result<Statement> check_statement(
    const v1::SignedStatement& signed_statement, const identity::Trust& trust, const Roster& roster
) {
  const Member* signer = roster.member(OperatorId{signed_statement.operator_id()});
  if (signer == nullptr) return fail(Errc::NotTrusted, "statement of nobody we know");
  const Bytes words = identity::signed_bytes(kWords, signed_statement.statement());
  if (signed_statement.statement().size() > kLongestStatement ||
      signed_statement.signature().size() > kLongestSignature ||
      !identity::verifies(signer->who.public_key, words, signed_statement.signature())) {
    return fail(Errc::NotTrusted, "statement whose signature is wrong");
  }
  v1::Statement inner;
  if (!inner.ParseFromString(signed_statement.statement()) ||
      inner.organisation_key_hash() != trust.key_hash()) {
    return fail(Errc::NotTrusted, "statement of another organisation");
  }
  const auto at = date_from_ms(inner.at_ms());
  if (!at) return fail(Errc::NotTrusted, "statement without a date");
  switch (inner.what_case()) {
    case v1::Statement::kNewest:
      return Statement{
          signer->who.id, *at, NewestKnown{{inner.newest().generation(), inner.newest().version()}}
      };
    case v1::Statement::kSuspendOperatorId:
      return Statement{signer->who.id, *at, Suspension{OperatorId{inner.suspend_operator_id()}}};
    case v1::Statement::kExtension:
      return Statement{
          signer->who.id, *at,
          Extension{{inner.extension().generation(), inner.extension().version()}}
      };
    default:
      return fail(Errc::NotTrusted, "statement of nothing we know");
  }
}

}  // namespace maintendue::roster
