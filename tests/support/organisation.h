// An invented organisation with everybody one needs in it.
#pragma once

#include <stdexcept>
#include <string>

#include "identity/issue.h"
#include "identity/trust.h"
#include "roster/book.h"
#include "roster/edit.h"

namespace maintendue::test {

struct Holder {
  identity::PrivateKey key;
  std::string chain;  // PEM
  std::string id;
  identity::PrivateKey opens = identity::PrivateKey::generate();  // an operator's, what is sealed
};

// Whoever is named here is in the roster from then on; a second one of the same id takes the place
// of the first.
class Organisation {
 public:
  explicit Organisation(
      const std::string& name = "La Maison Numérique",
      WallTime now = from_unix_ms(1'763'000'000'000)
  )
      : now_(now),
        root_(identity::make_root(name, now)),
        intermediate_(identity::make_enrolment_intermediate(root_, now)),
        roster_key_(identity::make_roster_key(root_, 1, now)),
        trust_(*identity::Trust::from_pem(root_.certificate.to_pem())) {}

  // The same people on the day when the next root took the place of this one, with all that was
  // certified before confirmed.
  Organisation under_next_root(WallTime now) const {
    Organisation next = *this;
    next.now_ = now;
    next.root_ = identity::make_next_root(root_, trust_.number() + 1, now);
    std::vector<identity::Certificate> roots = trust_.later_roots();
    roots.push_back(next.root_.certificate);
    next.trust_ = *trust_.followed_by(roots);
    next.generation_ = identity::first_generation(next.trust_.number());
    next.intermediate_ = identity::make_enrolment_intermediate(next.root_, now);
    next.roster_key_ = identity::make_roster_key(next.root_, next.generation_, now);
    next.authorities_.clear();
    for (const auto& old : roster::with_authority(authorities(), roster_key_.certificate)) {
      const auto certificate = identity::Certificate::from_der(old);
      next.authorities_.push_back(certify_anew(next.root_, *certificate, now).to_der());
    }
    return next;
  }

  identity::Trust trust() const { return trust_; }
  const identity::Issuer& root() const { return root_; }
  const identity::Issuer& intermediate() const { return intermediate_; }
  const identity::Issuer& roster_key() const { return roster_key_; }
  // What the roster's mediators share, and what the recovery sheet holds.
  const identity::PrivateKey& data_key() const { return data_key_; }
  const identity::PrivateKey& recovery_key() const { return recovery_key_; }
  WallTime founded() const { return now_; }

  Holder operator_named(
      const std::string& name = "Nadia",
      std::vector<v1::Role> roles = {v1::ROLE_MEDIATOR},
      const std::string& id = "00000000000000aa"
  ) const {
    auto key = identity::PrivateKey::generate();
    Holder holder{key, badge(key.public_key(), id), id};
    enlist({OperatorId{id}, name, std::move(roles), key.public_key()}, holder.opens.public_key());
    return holder;
  }
  // What the roster key certifies of somebody, in the roster or not.
  std::string badge(BytesView public_key, const std::string& id) const {
    const auto leaf = identity::issue_operator(roster_key_, public_key, OperatorId{id}, now_);
    return leaf.to_pem() + trust_.chain_of(roster_key_.certificate);
  }
  void enlist(identity::Operator who, Bytes encryption_key = {}) const {
    std::erase_if(members_, [&](const roster::Member& member) {
      return member.who.id == who.id || member.who.name == who.name;
    });
    members_.push_back({std::move(who), {}, std::move(encryption_key)});
  }

  // Everybody so far, as version `version`.
  roster::Roster roster(std::uint64_t version = 1) const {
    return {{generation_, version},
            now_,
            now_ + roster::kLife,
            members_,
            {},
            data_key_.public_key(),
            recovery_key_.public_key(),
            {},
            authorities()};
  }
  // Signed; of nobody, it holds somebody nobody meets.
  v1::RosterNews news(std::uint64_t version = 1) const { return news_of(roster(version)); }
  v1::RosterNews news_of(roster::Roster roster) const {
    if (roster.members.empty()) roster.members.push_back({nobody(), {}});
    v1::RosterNews news;
    news.set_signed_roster(roster::sign_roster(roster, trust(), roster_key_));
    for (const auto& root : trust_.later_roots()) news.add_later_roots(root.to_der());
    return news;
  }
  roster::Book book(std::uint64_t version = 1) const {
    roster::Book book(trust());
    if (!book.take_in(news(version))) throw std::logic_error("a roster that is not ours");
    return book;
  }

  Holder machine(const std::string& id = "00000000000000bb") const {
    auto key = identity::PrivateKey::generate();
    const auto leaf = identity::issue_machine(intermediate_, key.public_key(), MachineId{id}, now_);
    return {key, leaf.to_pem() + trust_.chain_of(intermediate_.certificate), id};
  }

  Holder server(
      const std::string& host = "localhost", identity::Server server = identity::Server::Relay
  ) const {
    auto key = identity::PrivateKey::generate();
    const auto own = identity::issue_server(root_, key.public_key(), server, host, now_);
    return {key, trust_.chain_of(own), host};
  }

 private:
  static identity::Operator nobody() {
    const Bytes key = identity::PrivateKey::generate().public_key();
    return {OperatorId{"0000000000000001"}, "Personne", {v1::ROLE_ADMIN}, key};
  }

  std::vector<Bytes> authorities() const {
    return roster::with_authority(authorities_, intermediate_.certificate);
  }

  WallTime now_;
  identity::Issuer root_;
  identity::Issuer intermediate_;
  identity::Issuer roster_key_;
  identity::Trust trust_;
  std::uint64_t generation_ = 1;
  std::vector<Bytes> authorities_;  // of before
  identity::PrivateKey data_key_ = identity::PrivateKey::generate();
  identity::PrivateKey recovery_key_ = identity::PrivateKey::generate();
  mutable std::vector<roster::Member> members_;
};

}  // namespace maintendue::test
